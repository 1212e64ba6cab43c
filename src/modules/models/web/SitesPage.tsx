import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { type Column, useHiddenColumns } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { usePlaceName } from '../../activities/web/PlaceFilter.tsx';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { getModelKind } from '../kinds.contract.ts';
import { SiteState, type SiteSummary } from '../model-site.contract.ts';
import { COUNT_LIMIT, countModelSites, listModelSites } from '../models.contract.ts';
import { placeTitle } from '../site-words.rules.ts';
import { type KindChoice, KindSearch } from './KindSearch.tsx';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { Pager } from './Pager.tsx';
import { SiteStateTag } from './SiteStateTag.tsx';
import { sitesText } from './sites.text.ts';

const View = z.object({
  q: z.string().max(200).optional(),
  loai: z.uuid().optional(),
  trangThai: z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(SiteState).optional(),
  ),
  diaBan: z.uuid().optional(),
  quaHan: z.enum(['true']).optional(),
  tu: z.string().max(200).optional(),
  trang: z.coerce.number().int().min(1).catch(1).default(1),
});
type View = z.output<typeof View>;
type Change = ReturnType<typeof usePageSearch<typeof View>>[1];

/** Which models are alive? Counts that lead into the list, and the list, found by words, kind, state and place. */
export function SitesPage(): ReactNode {
  const text = useText(sitesText);
  const may = useMay();
  const [view, change] = usePageSearch(View);
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
      <Filters view={view} change={change} />
      <Rows view={view} change={change} />
    </Page>
  );
}

/** The sum of what is at work, what is quiet, what comes. */
function Counts({ view }: { view: View }): ReactNode {
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

const first = { tu: undefined, trang: undefined };

function Filters({ view, change }: { view: View; change: Change }): ReactNode {
  const text = useText(sitesText);
  const words = useModelWords();
  const [typed, setTyped] = useState(view.q ?? '');
  const kind = useKindChoice(view.loai);
  useEffect(() => {
    if (typed.trim() === (view.q ?? '')) return;
    const timer = window.setTimeout(() => change({ q: typed.trim(), ...first }, { replace: true }), 250);
    return () => window.clearTimeout(timer);
  }, [typed, view.q, change]);
  const place = usePlaceName({ areaId: view.diaBan, organizationId: undefined });
  const state = view.trangThai?.length === 1 ? view.trangThai[0] : '';
  return (
    <Toolbar
      label={text.filters}
      words={view.diaBan && place}
      end={
        isFiltered(view) && (
          <Button
            small
            icon="close"
            onClick={() => {
              setTyped('');
              change({
                q: undefined,
                loai: undefined,
                trangThai: undefined,
                diaBan: undefined,
                quaHan: undefined,
                ...first,
              });
            }}
          >
            {text.clear}
          </Button>
        )
      }
    >
      <TextInput label={text.search} optional="unsaid" type="search" value={typed} onChange={setTyped} />
      <KindSearch
        label={text.kindFilter}
        optional="unsaid"
        value={kind}
        onChange={(next) => change({ loai: next?.id, ...first })}
      />
      <Select
        label={text.stateFilter}
        optional="unsaid"
        value={state ?? ''}
        placeholder={text.anyState}
        onChange={(next) => change({ trangThai: next || undefined, ...first })}
        choices={SiteState.options.map((value) => ({ value, label: words.state[value] }))}
      />
      <AreaSearch
        label={text.areaFilter}
        optional="unsaid"
        kinds={['province', 'commune', 'hamlet']}
        value={null}
        onChange={(hit) => hit && change({ diaBan: hit.id, ...first })}
      />
    </Toolbar>
  );
}

function isFiltered(view: View): boolean {
  return Boolean(view.q || view.loai || view.trangThai?.length || view.diaBan || view.quaHan);
}

function useKindChoice(id: string | undefined): KindChoice | null {
  const { data } = useQuery({
    queryKey: ['modelKind', id],
    queryFn: ({ signal }) => call(getModelKind, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });
  return id === undefined || !data ? null : data;
}

function Rows({ view, change }: { view: View; change: Change }): ReactNode {
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
        onFirst={() => change(first)}
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
