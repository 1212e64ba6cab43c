import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { endOtherSessions, endSession, listSessions, type OwnSession } from '../../me.contract.ts';
import { accountText } from './account.text.ts';

const key = ['me', 'sessions'];

/** Where the account is signed in, each to be ended. */
export function SessionsSection(): ReactNode {
  const text = useText(accountText);
  const language = useUiLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => call(listSessions, { signal }) });
  const time = (instant: string): string => formatInstant(instant, language);

  async function doAndSay(work: () => Promise<string>): Promise<void> {
    try {
      toast({ text: await work() });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    await client.invalidateQueries({ queryKey: key });
  }
  const end = (session: OwnSession): Promise<void> =>
    doAndSay(async () => {
      await call(endSession, { params: { id: session.id } });
      return text.ended;
    });
  const endOthers = (): Promise<void> =>
    doAndSay(async () => text.endedOthers((await call(endOtherSessions)).ended));

  const rows = list.data?.items ?? [];
  return (
    <Section
      title={text.sessions}
      lead={text.sessionsLead}
      action={rows.length > 1 && <Button onClick={() => void endOthers()}>{text.endOthers}</Button>}
    >
      {!list.data ? (
        <Skeleton />
      ) : (
        <DataTable<OwnSession>
          caption={text.sessions}
          hideCaption
          stack
          tall
          rows={rows}
          rowKey={(row) => row.id}
          rowName={(row) => row.device[language]}
          columns={[
            {
              key: 'device',
              label: text.device,
              cell: (row) => (row.current ? `${row.device[language]} (${text.here})` : row.device[language]),
            },
            { key: 'since', label: text.since, cell: (row) => time(row.createdAt) },
            { key: 'seen', label: text.lastSeen, cell: (row) => time(row.lastSeenAt) },
            { key: 'until', label: text.until, cell: (row) => time(row.expiresAt) },
            {
              key: 'action',
              label: text.action,
              cell: (row) =>
                !row.current && (
                  <Button small onClick={() => void end(row)}>
                    {text.end} <VisuallyHidden>{row.device[language]}</VisuallyHidden>
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}
