import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { type CommitteeSummary, listCommittees } from '../committees.contract.ts';
import { committeeKindWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';

const View = z.object({
  tim: z.string().max(120).optional(),
  tinhtrang: z.enum(['active', 'ended', 'all']).optional(),
  noi: z.uuid().optional(),
});

/** Which committees are there, and what do they govern? */
export function CommitteesPage(): ReactNode {
  const text = useText(committeesText);
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const [typed, setTyped] = useState(view.tim ?? '');
  useEffect(() => {
    if (typed === (view.tim ?? '')) return;
    const timer = window.setTimeout(() => change({ tim: typed }, { replace: true }), 300);
    return () => window.clearTimeout(timer);
  }, [typed, view.tim, change]);
  const query = { q: view.tim, state: view.tinhtrang ?? 'active', areaId: view.noi };
  const list = useInfiniteQuery({
    queryKey: ['committees', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      call(listCommittees, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.committees) ?? [];
  const mayWrite = list.data?.pages[0]?.can.write === true;
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          mayWrite && (
            <ButtonLink kind="primary" icon="plus" href="/ban-chi-dao/moi">
              {text.found}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      <Toolbar
        label={text.filters}
        end={<ButtonLink href="/ban-chi-dao/chong-cheo">{text.overlaps}</ButtonLink>}
      >
        <TextInput label={text.search} optional="unsaid" type="search" value={typed} onChange={setTyped} />
        <Select
          label={text.state}
          optional="unsaid"
          value={view.tinhtrang ?? 'active'}
          onChange={(value) => change({ tinhtrang: value === 'active' ? undefined : value })}
          choices={(['active', 'ended', 'all'] as const).map((value) => ({ value, label: text[value] }))}
        />
      </Toolbar>
      {!list.data && <LoadState error={list.error} onAgain={() => void list.refetch()} />}
      {list.data && (
        <CommitteeTable rows={rows} isFiltered={Object.values(view).some((value) => value !== undefined)} />
      )}
      {list.hasNextPage && (
        <ButtonRow>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.more}
          </Button>
        </ButtonRow>
      )}
    </Page>
  );
}

function CommitteeTable(props: { rows: readonly CommitteeSummary[]; isFiltered: boolean }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const router = useRouter();
  const hrefOf = (row: CommitteeSummary): string => `/ban-chi-dao/${row.id}`;
  return (
    <DataTable<CommitteeSummary>
      caption={text.title}
      hideCaption
      stack
      tall
      rows={props.rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      onOpen={(row) => router.history.push(hrefOf(row))}
      rowState={(row) => (row.endedOn ? 'muted' : 'plain')}
      empty={
        <EmptyState title={props.isFiltered ? text.noneFound : text.none}>
          {props.isFiltered ? text.noneFoundWords : text.noneWords}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          label: text.name,
          wide: true,
          cell: (row) => <Link href={hrefOf(row)}>{row.name}</Link>,
        },
        { key: 'place', label: text.place, cell: (row) => row.areaName },
        { key: 'kind', label: text.kind, cell: (row) => committeeKindWords[row.kind][language] },
        { key: 'head', label: text.head, cell: (row) => row.head ?? '–' },
        {
          key: 'members',
          label: text.members,
          numeric: true,
          cell: (row) => formatNumber(row.members, language),
        },
        {
          key: 'models',
          label: text.models,
          numeric: true,
          cell: (row) => formatNumber(row.models, language),
        },
        {
          key: 'tasks',
          label: text.openTasks,
          numeric: true,
          cell: (row) => formatNumber(row.openTasks, language),
        },
      ]}
    />
  );
}
