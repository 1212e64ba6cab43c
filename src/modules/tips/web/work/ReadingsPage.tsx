import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { OutputOf } from '../../../../platform/contract.ts';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { checkReadings, listReadings, type Reading } from '../../../audit/read-log.contract.ts';
import { openingReasons } from '../../tip-intake.contract.ts';
import { wordsQuery } from '../keys/tip-queries.ts';
import { readingsText } from './intake.text.ts';
import css from './work.module.css';

const View = z.object({
  tin: z.string().max(100).optional(),
  truoc: z.coerce.number().int().min(1).optional(),
});

/** Who opened what and why, for superiors. */
export function ReadingsPage(): ReactNode {
  const text = useText(readingsText);
  const language = useUiLanguage();
  const [view, change] = usePageSearch(View);
  const [check, setCheck] = useState<OutputOf<typeof checkReadings> | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  usePageTitle(text.title);
  const query = {
    what: 'tip',
    ...(view.tin ? { subjectId: view.tin } : {}),
    ...(view.truoc ? { before: view.truoc } : {}),
  };
  const { data, error } = useQuery({
    queryKey: ['readings', query],
    queryFn: ({ signal }) => call(listReadings, { query, signal }),
    placeholderData: keepPreviousData,
  });
  async function verify(): Promise<void> {
    setProblem(undefined);
    try {
      setCheck(await call(checkReadings));
    } catch (failure) {
      setProblem(problemText(failure, language));
    }
  }
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: text.title }]}
        action={
          <Button kind="primary" icon="check" onClick={() => void verify()}>
            {text.check}
          </Button>
        }
      />
      {(problem || error) && <Banner tone="error">{problem ?? problemText(error, language)}</Banner>}
      {check && <CheckResult check={check} />}
      {view.tin && (
        <Toolbar label={text.one} words={text.one}>
          <Button small onClick={() => change({ tin: undefined, truoc: undefined })}>
            {text.all}
          </Button>
        </Toolbar>
      )}
      {data ? <Lines rows={data.items} /> : !error && <Skeleton lines={6} />}
      {(data?.next || view.truoc) && (
        <ButtonRow>
          {data?.next && <Button onClick={() => change({ truoc: data.next })}>{text.more}</Button>}
          {view.truoc && <Button onClick={() => change({ truoc: undefined })}>{text.first}</Button>}
        </ButtonRow>
      )}
    </Page>
  );
}

function CheckResult({ check }: { check: OutputOf<typeof checkReadings> }): ReactNode {
  const text = useText(readingsText);
  const language = useUiLanguage();
  if (check.ok)
    return (
      <Banner tone="success" title={text.whole(formatNumber(check.lines, language))} announce>
        <span className={css.body}>{text.head(check.head)}</span>
      </Banner>
    );
  const lines = check.faults
    .slice(0, 20)
    .map(({ seq, fault }) => `${seq} (${text[`fault_${fault}`]})`)
    .join(', ');
  return (
    <Banner tone="error" title={text.broken} announce>
      {text.faults(lines)}
    </Banner>
  );
}

function Lines({ rows }: { rows: readonly Reading[] }): ReactNode {
  const text = useText(readingsText);
  const language = useUiLanguage();
  const reasons = useQuery(wordsQuery).data?.reasons.read ?? [];
  const whatWords = (what: string): string => {
    const last = what.split('.').at(-1) ?? '';
    return (text[`what_${last}` as keyof typeof text] as string | undefined) ?? what;
  };
  const reasonWords = (code: string): string =>
    reasons.find((one) => one.code === code)?.name[language] ?? openingReasons[code]?.[language] ?? code;
  return (
    <DataTable<Reading>
      caption={text.title}
      hideCaption
      stack
      rows={rows}
      rowKey={({ seq }) => String(seq)}
      empty={<EmptyState title={text.none}>{text.noneHelp}</EmptyState>}
      columns={[
        { key: 'at', label: text.at, nowrap: true, cell: (row) => formatInstant(row.at, language) },
        { key: 'reader', label: text.reader, cell: (row) => row.reader.name },
        { key: 'what', label: text.what, cell: (row) => whatWords(row.what) },
        { key: 'subject', label: text.subject, cell: (row) => `${row.label} · ${row.area.name}` },
        {
          key: 'reason',
          label: text.reason,
          wide: true,
          cell: (row) => (
            <div>
              {reasonWords(row.reason)}
              {row.words !== '' && <span className={css.second}>{row.words}</span>}
            </div>
          ),
        },
      ]}
    />
  );
}
