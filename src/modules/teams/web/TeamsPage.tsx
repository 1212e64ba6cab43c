import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { TeamKind, type TeamSummary } from '../team.contract.ts';
import { listTeams, type TeamTotals } from '../teams.contract.ts';
import { teamKindWords } from '../words.rules.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { teamsText } from './teams.text.ts';

const View = z.object({
  tim: z.string().max(120).optional(),
  loai: TeamKind.optional(),
  tinhtrang: z.enum(['active', 'disbanded', 'all']).optional(),
  noi: z.uuid().optional(),
  mohinh: z.uuid().optional(),
});
type View = z.output<typeof View>;
type Change = (patch: Partial<Record<keyof View, unknown>>, how?: { replace?: boolean }) => void;

/** Which teams are there, are they complete, are they trained? */
export function TeamsPage(): ReactNode {
  const text = useText(teamsText);
  const may = useMay();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const [exporting, setExporting] = useState(false);
  const query = {
    q: view.tim,
    kind: view.loai,
    state: view.tinhtrang ?? 'active',
    areaId: view.noi,
    siteId: view.mohinh,
  };
  const list = useInfiniteQuery({
    queryKey: ['teams', 'list', query],
    queryFn: ({ pageParam, signal }) => call(listTeams, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.teams) ?? [];
  const first = list.data?.pages[0];
  const isFiltered = Object.values(view).some((value) => value !== undefined);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          first?.can.write && (
            <ButtonLink kind="primary" icon="plus" href="/to/moi">
              {text.found}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      {first?.totals && <Totals totals={first.totals} />}
      <Filters
        view={view}
        change={change}
        end={
          <>
            {may('persons.read') && (
              <ButtonLink icon="search" href="/to/nguoi">
                {text.people}
              </ButtonLink>
            )}
            {first?.can.write && <ButtonLink href="/to/nhap">{text.rosters}</ButtonLink>}
            {first?.can.export && rows.length > 0 && (
              <Button icon="download" onClick={() => setExporting(true)}>
                {text.export}
              </Button>
            )}
          </>
        }
      />
      {!list.data && <LoadState error={list.error} onAgain={() => void list.refetch()} />}
      {list.data && <TeamTable rows={rows} isFiltered={isFiltered} />}
      {list.hasNextPage && (
        <ButtonRow>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.more}
          </Button>
        </ButtonRow>
      )}
      <ExportDialog open={exporting} onClose={() => setExporting(false)} query={query} />
    </Page>
  );
}

function Totals({ totals }: { totals: TeamTotals }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  return (
    <StatRow>
      <Stat label={text.teams} value={formatNumber(totals.teams, language)} />
      <Stat label={text.members} value={formatNumber(totals.members, language)} />
      <Stat label={text.persons} value={formatNumber(totals.persons, language)} />
      <Stat label={text.trained} value={formatNumber(totals.trained, language)} />
    </StatRow>
  );
}

function Filters(props: { view: View; change: Change; end: ReactNode }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const { view, change } = props;
  const [typed, setTyped] = useState(view.tim ?? '');
  useEffect(() => {
    if (typed === (view.tim ?? '')) return;
    const timer = window.setTimeout(() => change({ tim: typed }, { replace: true }), 300);
    return () => window.clearTimeout(timer);
  }, [typed, view.tim, change]);
  return (
    <Toolbar label={text.filters} end={props.end}>
      <TextInput label={text.search} optional="unsaid" type="search" value={typed} onChange={setTyped} />
      <Select
        label={text.kind}
        optional="unsaid"
        placeholder={text.anyKind}
        value={view.loai ?? ''}
        onChange={(loai) => change({ loai })}
        choices={TeamKind.options.map((kind) => ({ value: kind, label: teamKindWords[kind][language] }))}
      />
      <Select
        label={text.state}
        optional="unsaid"
        value={view.tinhtrang ?? 'active'}
        onChange={(value) => change({ tinhtrang: value === 'active' ? undefined : value })}
        choices={(['active', 'disbanded', 'all'] as const).map((value) => ({ value, label: text[value] }))}
      />
    </Toolbar>
  );
}

function TeamTable({ rows, isFiltered }: { rows: readonly TeamSummary[]; isFiltered: boolean }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const router = useRouter();
  const hrefOf = (row: TeamSummary): string => `/to/${row.id}`;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <DataTable<TeamSummary>
      caption={text.title}
      hideCaption
      stack
      tall
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      onOpen={(row) => router.history.push(hrefOf(row))}
      rowState={(row) => (row.disbandedOn ? 'muted' : 'plain')}
      empty={
        <EmptyState title={isFiltered ? text.noneFound : text.none}>
          {isFiltered ? text.noneFoundWords : text.noneWords}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          label: text.team,
          wide: true,
          cell: (row) => <Link href={hrefOf(row)}>{row.name}</Link>,
        },
        { key: 'place', label: text.place, cell: (row) => row.organizationName ?? row.areaName },
        { key: 'kind', label: text.kind, cell: (row) => teamKindWords[row.kind][language] },
        { key: 'leader', label: text.leader, cell: (row) => row.leader ?? '–' },
        {
          key: 'members',
          label: text.memberCount,
          numeric: true,
          cell: (row) => (row.members === 0 ? text.unknownMembers : number(row.members)),
        },
        {
          key: 'trained',
          label: text.trainedShort,
          numeric: true,
          cell: (row) => text.ofMembers(number(row.trained), number(row.members)),
        },
        {
          key: 'founded',
          label: text.foundedOn,
          nowrap: true,
          cell: (row) =>
            row.disbandedOn
              ? text.wasDisbanded(formatDate(row.disbandedOn, language))
              : formatDate(row.foundedOn, language),
        },
      ]}
    />
  );
}
