import { sql, type Transaction } from 'kysely';
import type { Day } from '../../../platform/dates.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { firstYear, type SumWindow, windowTerms } from '../window-terms.rules.ts';
import { lensOwn, lensThen, lensToday } from './rollup.repo.ts';

export type Lens = 'then' | 'today';

/** One sum asked for: an area and a window. */
export interface SumRequest extends SumWindow {
  readonly areaId: string;
  readonly provinceId: string;
  /** Whether it asks for stocks (their measures only) or for what happened in the window. */
  readonly stock: boolean;
}

export interface SumOptions {
  readonly lens: Lens;
  /** Measures of what happens … */
  readonly flowIds: readonly number[];
  /** … and of stocks. */
  readonly stockIds: readonly number[];
  readonly verifiedOnly: boolean;
}

/** Sums by request (its index in the list) and measure; what is missing is zero. */
export type Sums = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * The exact sums of facts, in one statement and so of one moment: running totals of half months, the days at the
 * windows' edges, and what writers have appended since. The cost does not grow with the number of records.
 */
export async function findSums(
  tx: Transaction<DB>,
  requests: readonly SumRequest[],
  options: SumOptions,
): Promise<Sums> {
  const { flowIds, stockIds, verifiedOnly } = options;
  const allIds = [...new Set([...flowIds, ...stockIds])];
  const lens = options.lens === 'then' ? lensThen : lensToday;
  const terms = requests.map((request, k) => ({ k, request, ...windowTerms(request) }));
  const years = terms.flatMap(({ k, request, years: list }) => list.map((term) => ({ k, request, ...term })));
  const edges = terms.flatMap(({ k, request, edges: list }) => list.map((term) => ({ k, request, ...term })));
  const running = sql.ref(verifiedOnly ? 't.running_verified' : 't.running');
  const path = sql.table(options.lens === 'then' ? 'area_path_then' : 'area_path_today');
  const onThatDay = options.lens === 'then' ? sql`and p.valid @> d.day` : sql``;
  const found = await sql<{ k: number; m: number; v: string }>`
    with year_term as materialized (
      select * from unnest(${years.map((term) => term.k)}::int[], ${years.map((term) => term.request.areaId)}::uuid[],
        ${years.map((term) => term.request.provinceId)}::uuid[], ${years.map((term) => term.firstYear)}::int[],
        ${years.map((term) => term.lastYear)}::int[], ${years.map((term) => term.halves)}::int[],
        ${years.map((term) => term.sign)}::int[], ${years.map((term) => term.request.stock)}::boolean[])
        as u(k, area_id, province_id, y0, y1, halves, sign, is_stock)
    ),
    edge as materialized (
      select * from unnest(${edges.map((term) => term.k)}::int[], ${edges.map((term) => term.request.areaId)}::uuid[],
        ${edges.map((term) => term.request.provinceId)}::uuid[], ${edges.map((term) => term.year)}::int[],
        ${edges.map((term) => term.half)}::int[], ${edges.map((term) => term.days)}::int[],
        ${edges.map((term) => term.firstDay)}::date[], ${edges.map((term) => term.lastDay)}::date[],
        ${edges.map((term) => term.sign)}::int[]) as u(k, area_id, province_id, year, half, days, d0, d1, sign)
    ),
    request as materialized (
      select * from unnest(${requests.map((_, k) => k)}::int[], ${requests.map((request) => request.areaId)}::uuid[],
        ${requests.map((request) => request.from)}::date[], ${requests.map((request) => request.to)}::date[])
        as u(k, area_id, d0, d1)
    ),
    pending as materialized (
      select d.area_id, d.day, u.m, u.a from figure_delta d, unnest(d.measures, d.amounts) as u(m, a)
      where u.m = any(${allIds}::int[]) and (d.verified or not ${verifiedOnly})
    ),
    -- One short walk through the index for each area: a join over all of them would be planned as one long one.
    cell as materialized (
      select a.area_id, t.measure_id as m, t.year, t.running
      from (select distinct area_id, province_id from year_term) a cross join lateral (
        select t.measure_id, t.year, ${running} as running from figure_year t
        where t.province_id = a.province_id and t.area_id = a.area_id and t.lens in (${lens}, ${lensOwn})
          and t.year between ${yearFloor(years)} and ${yearCeiling(years)} and t.measure_id = any(${allIds}::int[]) offset 0) t
    ),
    part as (
      select y.k, c.m, sum(case when y.sign = 1 then c.running[y.halves] else -c.running[y.halves] end) as v
      from year_term y join cell c on c.area_id = y.area_id and c.year between y.y0 and y.y1
      where case when y.is_stock then c.m = any(${stockIds}::int[]) else c.m = any(${flowIds}::int[]) end
      group by 1, 2
      union all
      select e.k, t.measure_id, sum(e.sign * ${running}[e.days])
      from edge e join figure_half t on t.province_id = e.province_id and t.area_id = e.area_id and t.lens = ${lens}
        and t.year = e.year and t.half = e.half and t.measure_id = any(${allIds}::int[])
      group by 1, 2
      union all
      select e.k, u.m, sum(e.sign * u.a)
      from edge e join fact f on f.area_id = e.area_id and f.day between e.d0 and e.d1, unnest(f.measures, f.amounts) as u(m, a)
      where u.m = any(${allIds}::int[]) and (f.verified or not ${verifiedOnly})
      group by 1, 2
      union all
      select r.k, d.m, sum(d.a)
      from pending d join ${path} p on p.area_id = d.area_id ${onThatDay} join request r on r.area_id = p.ancestor_id
        and d.day <= r.d1 and (r.d0 is null or d.day >= r.d0)
      group by 1, 2
      union all
      -- An area's own facts at the edges were read from the facts themselves, the pending ones included.
      select e.k, d.m, sum(-e.sign * d.a) from edge e join pending d on d.area_id = e.area_id and d.day between e.d0 and e.d1
      group by 1, 2
    )
    select k, m, sum(v) as v from part group by 1, 2`.execute(tx);
  return collect(found.rows);
}

function yearFloor(terms: readonly { firstYear: number }[]): number {
  return Math.min(9999, ...terms.map((term) => term.firstYear), ...(terms.length === 0 ? [firstYear] : []));
}

function yearCeiling(terms: readonly { lastYear: number }[]): number {
  return Math.max(firstYear, ...terms.map((term) => term.lastYear));
}

function collect(rows: readonly { k: number; m: number; v: string }[]): Sums {
  const sums = new Map<number, Map<number, number>>();
  for (const row of rows) {
    const byMeasure = sums.get(row.k) ?? new Map<number, number>();
    byMeasure.set(row.m, Number(row.v));
    sums.set(row.k, byMeasure);
  }
  return sums;
}

export interface Measure {
  readonly id: number;
  readonly indicator: string;
  /** '' for the whole, else 'dimension=value'. */
  readonly slice: string;
}

/** The measures of some indicators: whole ones, and those of one dimension where it is named. */
export async function findMeasures(
  tx: Transaction<DB>,
  indicators: readonly string[],
  dimensions: readonly string[],
): Promise<Measure[]> {
  if (indicators.length === 0) return [];
  return tx
    .selectFrom('measure')
    .select(['id', 'indicator', 'slice'])
    .where('indicator', 'in', [...indicators])
    .where((is) =>
      is.or([is('slice', '=', ''), ...dimensions.map((dimension) => is('slice', 'like', `${dimension}=%`))]),
    )
    .execute();
}

export interface FigureArea {
  readonly id: string;
  readonly provinceId: string;
  readonly name: string;
  readonly kind: string;
  readonly closedOn: Day | null;
  readonly unattributed: boolean;
}

/** The areas of a request, in its order; those out of the caller's scope are missing. */
export async function findFigureAreas(tx: Transaction<DB>, ids: readonly string[]): Promise<FigureArea[]> {
  const found = await sql<FigureArea>`
    select a.id, a.province_id as "provinceId", a.full_name as name, a.kind, a.closed_on as "closedOn", a.unattributed
    from unnest(${ids}::uuid[]) with ordinality as u(id, n) join area a on a.id = u.id
    where (select caller_sees_all()) or exists (
      select 1 from area_path_today p where p.area_id = a.id and p.ancestor_id = any ((select caller_scope())::uuid[]))
    order by u.n`.execute(tx);
  return found.rows;
}

/** A child area, with the days on which it hung under its parent; null is without bound. */
export interface FigureChild extends FigureArea {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** The areas directly below one, through a lens, at some time of a window; `from` null begins with the first fact. */
export async function findFigureChildren(
  tx: Transaction<DB>,
  parentId: string,
  lens: Lens,
  window: SumWindow,
): Promise<FigureChild[]> {
  const then = sql`
    select p.area_id, lower(p.valid) as d0, upper(p.valid) - 1 as d1
    from area_parent p where p.parent_id = ${parentId} and p.valid && daterange(${window.from}, ${window.to}, '[]')`;
  const today = sql`select id as area_id, null::date as d0, null::date as d1 from area where today_parent_id = ${parentId}`;
  const found = await sql<FigureChild>`
    select a.id, a.province_id as "provinceId", a.full_name as name, a.kind, a.closed_on as "closedOn", a.unattributed,
      c.d0 as "from", c.d1 as "to"
    from (${lens === 'then' ? then : today}) c join area a on a.id = c.area_id
    order by a.unattributed, a.closed_on is not null, a.full_name collate "vi-x-icu", a.id`.execute(tx);
  return found.rows;
}
