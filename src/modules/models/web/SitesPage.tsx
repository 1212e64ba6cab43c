import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { type Column, useHiddenColumns } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import type { SiteSummary } from '../model-site.contract.ts';
import { COUNT_LIMIT, countModelSites, listModelSites } from '../models.contract.ts';
import { placeTitle } from '../site-words.rules.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { Pager } from './Pager.tsx';
import { firstPage, isFiltered, SiteFilterBar, SitesView } from './SiteFilterBar.tsx';
import { SiteStateTag } from './SiteStateTag.tsx';
import { sitesText } from './sites.text.ts';

/** Which models are alive? Counts that lead into the list, and the list, found by words, kind, state and place. */
export function SitesPage(): ReactNode {
  const text = useText(sitesText);
  const may = useMay();
  const [view, change] = usePageSearch(SitesView);
  usePageTitle(text.title);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        action={
          may('models.write') && (
            <ButtonLink kind="primary" icon="plus" href="/mo-hinh/moi">
              {text.propose}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      <Counts view={view} />
      <SiteFilterBar view={view} change={change} />
      <Rows view={view} change={change} />
    </Page>
  );
}

/** The sum of what is at work, what is quiet, what comes. */
function Counts({ view }: { view: SitesView }): ReactNode {
  const text = useText(sitesText);
  const [language] = useLanguage();
  const query = {
    ...(view.diaBan ? { areaId: view.diaBan } : {}),
    ...(view.loai ? { kindId: view.loai } : {}),
  };
  const { data } = useQuery({
    queryKey: ['modelSites', 'counts', query],
    queryFn: ({ signal }) => call(countModelSites, { query, signal }),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const { states } = data;
  const show = (n: number): string => formatNumber(n, language);
  const atWork = states.launched + states.active + states.dormant + states.replicated;
  const place = view.diaBan ? `&diaBan=${view.diaBan}` : '';
  const kind = view.loai ? `&loai=${view.loai}` : '';
  const href = (params: string): string => `/mo-hinh?${params}${place}${kind}`;
  return (
    <StatRow>
      <Stat
        label={text.atWork}
        value={show(atWork)}
        note={text.atWorkNote(show(data.kinds))}
        href={href('trangThai=launched&trangThai=active&trangThai=dormant&trangThai=replicated')}
      />
      <Stat
        label={text.dormant}
        value={show(states.dormant)}
        note={text.dormantNote}
        href={href('trangThai=dormant')}
      />
      <Stat
        label={text.preparing}
        value={show(states.proposed + states.surveyed + states.approved)}
        note={text.preparingNote}
        href={href('trangThai=proposed&trangThai=surveyed&trangThai=approved')}
      />
      <Stat
        label={text.overdue}
        value={show(data.overdue)}
        note={text.overdueNote}
        href={href('quaHan=true')}
      />
    </StatRow>
  );
}

function Rows({
  view,
  change,
}: {
  view: SitesView;
  change: (view: Partial<Record<keyof SitesView, unknown>>) => void;
}): ReactNode {
  const text = useText(sitesText);
  const [language] = useLanguage();
  const router = useRouter();
  const may = useMay();
  const query = {
    ...(view.q ? { q: view.q } : {}),
    ...(view.loai ? { kindId: view.loai } : {}),
    ...(view.trangThai?.length ? { state: view.trangThai } : {}),
    ...(view.diaBan ? { areaId: view.diaBan } : {}),
    ...(view.quaHan ? { overdue: view.quaHan } : {}),
    ...(view.tu ? { cursor: view.tu } : {}),
  };
  const list = useQuery({
    queryKey: ['modelSites', 'list', query],
    queryFn: ({ signal }) => call(listModelSites, { query, signal }),
    placeholderData: keepPreviousData,
  });
  const [hidden, setHidden] = useHiddenColumns('modelSites', ['core']);
  const columns = useSiteColumns();
  if (!list.data) return <LoadState error={list.error} onAgain={() => void list.refetch()} lines={10} />;
  const { items, total, next } = list.data;
  if (items.length === 0 && !isFiltered(view))
    return (
      <EmptyState
        title={text.noneTitle}
        action={
          may('imports.use') && (
            <ButtonLink href="/so/nhap" icon="upload">
              {text.import}
            </ButtonLink>
          )
        }
      >
        {text.noneWords}
      </EmptyState>
    );
  const count = formatNumber(Math.min(total, COUNT_LIMIT), language);
  return (
    <div className={cx(css.results, list.isPlaceholderData && css.stale)}>
      <DataTable<SiteSummary>
        caption={total > COUNT_LIMIT ? text.more(count) : text.count(count)}
        columns={columns}
        rows={items}
        rowKey={(site) => site.id}
        rowName={(site) => `${site.name || site.kind.name}, ${site.place.areaName}`}
        rowState={(site) => (site.endedOn ? 'muted' : 'plain')}
        onOpen={(site) => router.history.push(`/mo-hinh/${site.id}`)}
        hidden={hidden}
        onHidden={setHidden}
        empty={<EmptyState title={text.noMatchTitle}>{text.noMatchWords}</EmptyState>}
        stack
      />
      <Pager
        page={view.trang}
        next={next}
        onNext={(cursor) => change({ tu: cursor, trang: view.trang + 1 })}
        onFirst={() => change(firstPage)}
        firstLabel={text.first}
      />
    </div>
  );
}

function useSiteColumns(): readonly Column<SiteSummary>[] {
  const text = useText(sitesText);
  const [language] = useLanguage();
  const day = (value: string | null): ReactNode => (value ? formatDate(value, language) : '');
  const count = (value: number | null): ReactNode => (value === null ? '' : formatNumber(value, language));
  return [
    {
      key: 'site',
      label: text.site,
      hideable: false,
      cell: (site) => (
        <Link quiet href={`/mo-hinh/${site.id}`}>
          {site.name || site.kind.name}
        </Link>
      ),
    },
    {
      key: 'place',
      label: text.place,
      wide: true,
      cell: (site) => (
        <span className={css.stack}>
          <span>{placeTitle(site.place.areaName, site.place.organizationName)}</span>
          <small className={css.quiet}>{site.path}</small>
        </span>
      ),
    },
    { key: 'state', label: text.state, nowrap: true, cell: (site) => <SiteStateTag state={site.state} /> },
    { key: 'since', label: text.since, nowrap: true, cell: (site) => day(site.launchedOn) },
    {
      key: 'last',
      label: text.last,
      nowrap: true,
      cell: (site) => (site.stage === 'launched' ? day(site.lastRecordOn) || text.never : ''),
    },
    { key: 'check', label: text.checkDue, nowrap: true, cell: (site) => <Due day={site.checkDueOn} /> },
    { key: 'teams', label: text.teams, numeric: true, cell: (site) => count(site.teams) },
    { key: 'members', label: text.members, numeric: true, cell: (site) => count(site.members) },
    { key: 'core', label: text.core, cell: (site) => site.coreForce },
  ];
}

/** A day until which something is to be done; in red once it is over. */
export function Due({ day }: { day: string | null }): ReactNode {
  const [language] = useLanguage();
  if (day === null) return null;
  const late = day < new Date().toISOString().slice(0, 10);
  return <span className={late ? css.late : undefined}>{formatDate(day, language)}</span>;
}
