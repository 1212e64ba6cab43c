import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatInstant } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import type { Language } from '../../../ui/language.ts';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { type AuditLine, listAudit } from '../audit.contract.ts';
import { actionWords, detailWords, subjectWords } from './action-words.ts';
import { auditText } from './audit.text.ts';
import { SignInCounts } from './SignInCounts.tsx';

const View = z.object({
  tu: z.iso.date().optional(),
  den: z.iso.date().optional(),
  viec: z.string().max(100).optional(),
  sau: z.string().max(100).optional(),
});
type View = z.output<typeof View>;

/** The log, the latest first, page by page; what happened in words and not in codes. */
export function AuditPage(): ReactNode {
  const text = useText(auditText);
  const language = useUiLanguage();
  const may = useMay();
  const [view, change] = usePageSearch(View);
  usePageTitle(text.title);
  const query = { from: view.tu, to: view.den, action: view.viec, after: view.sau };
  const list = useQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => call(listAudit, { query, signal }),
    placeholderData: keepPreviousData,
  });
  const crumbs = may('accounts.manage')
    ? [{ label: text.admin, href: '/quan-tri' }, { label: text.title }]
    : undefined;
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} crumbs={crumbs} />
      <Toolbar label={text.filters} words={windowWords(view, language)}>
        <DateInput
          label={text.from}
          optional
          value={view.tu ?? ''}
          onChange={(tu) => change({ tu, sau: undefined })}
        />
        <DateInput
          label={text.to}
          optional
          value={view.den ?? ''}
          onChange={(den) => change({ den, sau: undefined })}
        />
        <Select
          label={text.action}
          placeholder={text.anyAction}
          value={view.viec ?? ''}
          onChange={(viec) => change({ viec, sau: undefined })}
          choices={actionChoices(list.data?.actions ?? [], language)}
        />
      </Toolbar>
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.data ? <Lines rows={list.data.items} /> : !list.error && <Skeleton lines={8} />}
      {(view.sau || list.data?.next) && (
        <ButtonRow>
          {list.data?.next && (
            <Button icon="right" onClick={() => change({ sau: list.data?.next })}>
              {text.nextPage}
            </Button>
          )}
          {view.sau && <Button onClick={() => change({ sau: undefined })}>{text.firstPage}</Button>}
        </ButtonRow>
      )}
      <SignInCounts from={view.tu} to={view.den} />
    </Page>
  );
}

function windowWords({ tu, den }: View, language: Language): string {
  const text = auditText[language];
  const day = (value: string): string => formatDate(value, language);
  if (tu && den) return text.words(day(tu), day(den));
  if (tu) return text.wordsFrom(day(tu));
  return den ? text.wordsTo(day(den)) : text.wordsAll;
}

function actionChoices(codes: readonly string[], language: Language): { value: string; label: string }[] {
  return codes
    .map((code) => ({ value: code, label: actionWords(code, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

function callerWords(line: AuditLine, language: Language): string {
  const text = auditText[language];
  if (line.caller === 'system') return text.system;
  if (line.caller === 'anonymous') return text.anonymous;
  return line.callerName ?? text.gone;
}

function Lines({ rows }: { rows: readonly AuditLine[] }): ReactNode {
  const text = useText(auditText);
  const language = useUiLanguage();
  return (
    <DataTable<AuditLine>
      caption={text.title}
      hideCaption
      stack
      tall
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={text.none}>{text.noneWords}</EmptyState>}
      columns={[
        { key: 'at', label: text.at, nowrap: true, cell: (row) => formatInstant(row.at, language) },
        { key: 'who', label: text.who, cell: (row) => callerWords(row, language) },
        { key: 'what', label: text.what, cell: (row) => actionWords(row.action, language) },
        {
          key: 'about',
          label: text.about,
          cell: (row) => row.subjectName ?? subjectWords(row.subject, language),
        },
        { key: 'where', label: text.where, cell: (row) => row.areaName ?? '' },
        { key: 'more', label: text.more, wide: true, cell: (row) => detailWords(row.details, language) },
      ]}
    />
  );
}
