import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMe } from '../../accounts/web/me.ts';
import { type GongSounder, liftGongSuspension, listGongSounders, suspendGong } from '../gong.contract.ts';
import { gongDeskText } from './gong-desk.text.ts';

/** Who sounded how often, and whose gong is suspended: misuse is seen by people, nobody is judged by a rule. */
export function SoundersSection(): ReactNode {
  const text = useText(gongDeskText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const me = useMe();
  const [asked, setAsked] = useState<GongSounder>();
  const [reason, setReason] = useState('');
  const found = useQuery({
    queryKey: ['gong', 'sounders'],
    queryFn: ({ signal }) => call(listGongSounders, { signal }),
  });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['gong'] });
  async function lift(id: string): Promise<void> {
    try {
      await call(liftGongSuspension, { params: { id } });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    await refresh();
  }
  async function suspend(): Promise<void> {
    if (!asked) return;
    const id = uuidv7();
    try {
      await call(suspendGong, { body: { id, userId: asked.person.id, reason } });
      toast({ text: text.done, undo: () => void lift(id) });
      setAsked(undefined);
      setReason('');
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    await refresh();
  }
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Section title={text.misuse}>
      {found.error && <Banner tone="error">{problemText(found.error, language)}</Banner>}
      <DataTable
        caption={text.table(text.misuse)}
        hideCaption
        stack
        rows={found.data?.sounders ?? []}
        rowKey={({ person }) => person.id}
        empty={<EmptyState title={text.none}>{null}</EmptyState>}
        columns={[
          { key: 'who', label: text.who, cell: ({ person }) => person.name },
          { key: 'alarms', label: text.alarms, numeric: true, cell: (one) => number(one.alarms) },
          { key: 'false', label: text.falseCount, numeric: true, cell: (one) => number(one.falseAlarms) },
          { key: 'mistakes', label: text.mistakes, numeric: true, cell: (one) => number(one.mistakes) },
          { key: 'drills', label: text.drillCount, numeric: true, cell: (one) => number(one.drills) },
          {
            key: 'right',
            label: text.right,
            cell: (one) => {
              const { suspended, person } = one;
              if (suspended) {
                const since = formatInstant(suspended.since, language);
                return (
                  <>
                    {text.suspended(since, suspended.by.name, suspended.reason)}{' '}
                    <Button
                      small
                      aria-label={`${text.lift}: ${person.name}`}
                      onClick={() => void lift(suspended.id)}
                    >
                      {text.lift}
                    </Button>
                  </>
                );
              }
              return person.id === me.id ? null : (
                <Button small aria-label={text.suspendOf(person.name)} onClick={() => setAsked(one)}>
                  {text.suspend}
                </Button>
              );
            },
          },
        ]}
      />
      {asked && (
        <Dialog
          open
          title={text.suspendOf(asked.person.name)}
          onClose={() => setAsked(undefined)}
          actions={
            <>
              <Button kind="primary" disabled={reason.trim().length < 5} onClick={() => void suspend()}>
                {text.suspend}
              </Button>
              <Button onClick={() => setAsked(undefined)}>{text.cancel}</Button>
            </>
          }
        >
          <TextInput
            label={text.reason}
            maxLength={300}
            autoComplete="off"
            value={reason}
            onChange={setReason}
          />
        </Dialog>
      )}
    </Section>
  );
}
