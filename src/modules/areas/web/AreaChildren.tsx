import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { addDays } from '../../../platform/dates.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { AreaChild, AreaDetail } from '../areas.contract.ts';
import { Day } from '../day.contract.ts';
import { AddHamlets, localToday } from './AddHamlets.tsx';
import { lifeSpan } from './area-life.ts';
import { areasText } from './areas.text.ts';
import { useChildren } from './useAreas.ts';

const View = z.object({
  ngay: Day.optional(),
  xem: z.enum(['ngay', 'nay']).optional(),
  cu: z.literal('1').optional(),
});

/** What hangs directly under a place, as it is today or as it was on a day. */
export function AreaChildren({ area }: { area: AreaDetail }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const [view, change] = usePageSearch(View);
  const [adding, setAdding] = useState(false);
  // A place that has ended is shown as it was on its last day: today others have what hung under it.
  const last = area.closedOn ? addDays(area.closedOn, -1) : undefined;
  const isThen = view.xem === 'ngay' || (view.xem === undefined && last !== undefined);
  const on = view.ngay ?? last;
  const asked =
    isThen && on !== undefined ? { lens: 'then' as const, on } : { lens: 'today' as const, on: undefined };
  const list = useChildren(area.id, asked);
  const all = list.data ?? [];
  const shown = all.filter((child) => view.cu === '1' || isThen || !child.closed);
  const hasClosed = !isThen && all.some((child) => child.closed);
  return (
    <Section
      title={area.kind === 'commune' ? text.hamlets : text.children}
      action={
        area.can.addHamlets &&
        !adding && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {text.addHamlets}
          </Button>
        )
      }
    >
      {adding && <AddHamlets areaId={area.id} onDone={() => setAdding(false)} />}
      <Toolbar
        label={text.lens}
        words={asked.lens === 'then' ? text.wordsThen(formatDate(asked.on, language)) : text.wordsToday}
      >
        <Select
          label={text.lens}
          value={isThen ? 'then' : 'today'}
          onChange={(lens) =>
            change(
              lens === 'then' ? { xem: 'ngay', ngay: on ?? localToday() } : { xem: 'nay', ngay: undefined },
            )
          }
          choices={[
            { value: 'today', label: text.lensToday },
            { value: 'then', label: text.lensThen },
          ]}
        />
        {isThen && <DateInput label={text.day} value={on ?? ''} onChange={(ngay) => change({ ngay })} />}
        {hasClosed && (
          <Checkbox
            label={text.showClosed}
            checked={view.cu === '1'}
            onChange={(cu) => change({ cu: cu ? '1' : undefined })}
          />
        )}
      </Toolbar>
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.isPending && <Skeleton lines={6} />}
      {list.data && shown.length === 0 && (
        <EmptyState title={text.noChildren}>{isThen ? text.noChildrenThen : text.noChildrenWords}</EmptyState>
      )}
      {shown.length > 0 && (
        <DataTable<AreaChild>
          caption={text.childrenTable}
          hideCaption
          stack
          rows={shown}
          rowKey={(row) => row.id}
          rowState={(row) => (row.closed ? 'muted' : 'plain')}
          columns={columnsFor(shown, language)}
          totals={totalsOf(shown, language)}
          totalsLabel={text.total}
        />
      )}
    </Section>
  );
}

/** Columns that say something: a commune's hamlets have no code, a province's communes no head. */
function columnsFor(rows: readonly AreaChild[], language: Language): Column<AreaChild>[] {
  const text = areasText[language];
  const count = (n: number | null | undefined): string =>
    n === null || n === undefined ? '–' : formatNumber(n, language);
  const has = (said: (row: AreaChild) => unknown): boolean => rows.some((row) => Boolean(said(row)));
  const columns: (Column<AreaChild> | false)[] = [
    {
      key: 'name',
      label: text.name,
      cell: (row) => (
        <>
          <Link href={`/dia-ban/${row.id}`}>{row.fullName}</Link>
          {row.closed && ` (${text.closed})`}
        </>
      ),
    },
    has((row) => row.code) && { key: 'code', label: text.code, nowrap: true, cell: (row) => row.code ?? '' },
    has((row) => row.profile) && {
      key: 'households',
      label: text.households,
      numeric: true,
      cell: (row) => count(row.profile?.households),
    },
    has((row) => row.profile) && {
      key: 'people',
      label: text.people,
      numeric: true,
      cell: (row) => count(row.profile?.people),
    },
    has((row) => row.profile?.headName) && {
      key: 'head',
      label: text.headShort,
      cell: (row) => row.profile?.headName ?? '',
    },
    has((row) => row.profile) && {
      key: 'asOf',
      label: text.asOf,
      nowrap: true,
      cell: (row) => (row.profile ? formatDate(row.profile.asOf, language) : ''),
    },
    has((row) => row.openedOn ?? row.closedOn) && {
      key: 'since',
      label: text.from,
      cell: (row) => lifeSpan(row, language),
    },
    has((row) => row.childCount) && {
      key: 'below',
      label: text.below,
      numeric: true,
      cell: (row) => count(row.childCount),
    },
    has((row) => row.organizationCount) && {
      key: 'organizations',
      label: text.organizations,
      numeric: true,
      cell: (row) => count(row.organizationCount),
    },
  ];
  return columns.filter((column) => column !== false);
}

function totalsOf(rows: readonly AreaChild[], language: Language): Record<string, string> | undefined {
  if (!rows.some((row) => row.profile)) return undefined;
  const sum = (key: 'households' | 'people'): string =>
    formatNumber(
      rows.reduce((total, row) => total + (row.profile?.[key] ?? 0), 0),
      language,
    );
  return { households: sum('households'), people: sum('people') };
}
