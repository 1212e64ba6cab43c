import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** Below an area as it was, below it as it is today, and the area's own facts, which no lens moves. */
export const lensThen = 0;
export const lensToday = 1;
export const lensOwn = 2;

const foldLock = 7_274_941;
const halvesInYear = 24;
const daysInHalf = 17;

/** Takes the lock that lets one fold run at a time; false where another one runs. */
export async function tryFoldLock(tx: Tx): Promise<boolean> {
  const found = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${foldLock}) as got`.execute(tx);
  return found.rows[0]?.got === true;
}

/** Waits for the fold that runs and for every writer under way, and holds new ones until this transaction ends. */
export async function holdWriters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${foldLock})`.execute(tx);
  await sql`lock table fact, figure_delta in share row exclusive mode`.execute(tx);
}

/** Moves up to `limit` pending deltas into the running totals; gives how many it took. */
export async function foldDeltas(tx: Tx, limit: number): Promise<number> {
  const taken = sql`
    delete from figure_delta where id in (select id from figure_delta order by id limit ${limit} for update skip locked)
    returning area_id, day, verified, measures, amounts`;
  return fold(tx, taken);
}

/**
 * Adds (or, with sign −1, takes away) all facts of some areas, to themselves and to all above them, by the paths and
 * the provinces as they are now.
 */
export async function foldFactsOf(tx: Tx, areaIds: readonly string[], sign: 1 | -1): Promise<number> {
  const amounts =
    sign === 1
      ? sql`amounts`
      : sql`array(select -x from unnest(amounts) with ordinality as u(x, n) order by n)`;
  return fold(
    tx,
    sql`select area_id, day, verified, measures, ${amounts} as amounts from fact where area_id = any(${areaIds}::uuid[])`,
  );
}

/** The areas that have facts, in bundles that one fold takes in memory: the areas of a province together. */
export async function areasWithFacts(tx: Tx): Promise<string[][]> {
  const found = await sql<{ areas: string[] }>`
    select array_agg(a.id::text) as areas from area a where exists (select 1 from fact f where f.area_id = a.id)
    group by a.province_id`.execute(tx);
  return found.rows.map((row) => row.areas);
}

export async function clearTotals(tx: Tx): Promise<void> {
  await sql`delete from figure_year`.execute(tx);
  await sql`delete from figure_half`.execute(tx);
  await sql`delete from figure_delta`.execute(tx);
}

/**
 * One statement: facts → sums by area, day and measure → the same for every ancestor in both lenses → running totals.
 * A reader sees either the facts as pending or the totals with them, never both, never neither.
 *
 * Areas that hang under the same chain of ancestors are summed up before they climb: the first ancestor's days are
 * put together from all its areas, the second one's from the chains that go on alike, and the few rows that are left
 * then go to all ancestors that remain. So the cost is that of the facts, not of the facts times their ancestors.
 * Totals are put together in the order of their key, one at a time; what all provinces share comes last, so that two
 * who fold side by side wait for each other as late as can be.
 */
async function fold(tx: Tx, source: RawBuilder<unknown>): Promise<number> {
  await sql`set local work_mem = '128MB'`.execute(tx);
  const result = await sql<{ taken: number }>`
    with taken as materialized (${source}),
    cell as materialized (
      select t.area_id, t.day, u.m, sum(u.a) as v, coalesce(sum(u.a) filter (where t.verified), 0) as vv
      from taken t, unnest(t.measures, t.amounts) as u(m, a) group by 1, 2, 3
      having sum(u.a) <> 0 or coalesce(sum(u.a) filter (where t.verified), 0) <> 0
    ),
    calendar as materialized (
      select day, extract(year from day)::smallint as year, half_of(day)::smallint as half, day_in_half(day)::smallint as step
      from (select distinct day from cell) days
    ),
    place as materialized (select distinct area_id from cell),
    path as materialized (
      select ${lensThen}::smallint as lens, p.area_id, p.ancestor_id, p.depth, p.valid
      from place join area_path_then p on p.area_id = place.area_id and p.depth > 0
      union all
      select ${lensToday}::smallint, p.area_id, p.ancestor_id, p.depth, daterange(null, null)
      from place join area_path_today p on p.area_id = place.area_id and p.depth > 0
    ),
    -- The stretches of time in which nothing changes above an area, and the chain of its ancestors in each.
    stretch as materialized (
      select lens, area_id, d0, lead(d0, 1, 'infinity') over (partition by lens, area_id order by d0) as d1
      from (select lens, area_id, coalesce(lower(valid), '-infinity') as d0 from path
            union select lens, area_id, upper(valid) from path where upper(valid) is not null) bounds
    ),
    climb as materialized (
      select lens, area_id, d0, d1, chain, dense_rank() over (order by lens, chain) as id
      from (select s.lens, s.area_id, s.d0, s.d1, array_agg(p.ancestor_id order by p.depth, p.ancestor_id) as chain
            from stretch s join path p on p.lens = s.lens and p.area_id = s.area_id and p.valid @> s.d0 group by 1, 2, 3, 4) chains
    ),
    -- Chains are numbered 1, 2, …; what goes on above the first ancestor is a chain of the next level.
    chain_1 as materialized (${chains(sql`select distinct id, lens, chain from climb`)}),
    chain_2 as materialized (${chains(sql`select distinct next as id, lens, chain[2:] as chain from chain_1 where next is not null`)}),
    chain_3 as materialized (select distinct next as id, lens, chain[2:] as chain from chain_2 where next is not null),
    -- One row of arrays by number: the planner, who knows nothing of these sizes, has no join to choose a way for.
    directory as materialized (
      select (select array_agg(lens order by id) from chain_1) as lens_1, (select array_agg(chain[1] order by id) from chain_1) as head_1,
        (select array_agg(next order by id) from chain_1) as next_1, (select array_agg(lens order by id) from chain_2) as lens_2,
        (select array_agg(chain[1] order by id) from chain_2) as head_2, (select array_agg(next order by id) from chain_2) as next_2
    ),
    level_1 as materialized (
      select k.id, c.day, c.m, sum(c.v) as v, sum(c.vv) as vv
      from cell c join climb k on k.area_id = c.area_id and c.day >= k.d0 and c.day < k.d1 group by 1, 2, 3
    ),
    level_2 as materialized (
      select next_1[id] as id, day, m, sum(v) as v, sum(vv) as vv from level_1, directory
      where next_1[id] is not null group by 1, 2, 3
    ),
    level_3 as materialized (
      select next_2[id] as id, day, m, sum(v) as v, sum(vv) as vv from level_2, directory
      where next_2[id] is not null group by 1, 2, 3
    ),
    up as materialized (
      select lens_1[id] as lens, head_1[id] as area_id, day, m, v, vv from level_1, directory
      union all
      select lens_2[id], head_2[id], day, m, v, vv from level_2, directory
      union all
      select c.lens, unnest(c.chain), day, m, v, vv from level_3 join chain_3 c using (id)
    ),
    by_half as (
      select lens, area_id, m, year, half, sum(v) as v, sum(vv) as vv
      from (select lens, area_id, day, m, v, vv from up
            union all select ${lensOwn}::smallint, area_id, day, m, v, vv from cell) every join calendar using (day)
      group by 1, 2, 3, 4, 5
    ),
    years as (
      insert into figure_year (province_id, area_id, lens, measure_id, year, running, running_verified)
      select province_id, area_id, lens, m, year, ${running('v', 'half', halvesInYear)}, ${running('vv', 'half', halvesInYear)}
      from (select a.kind = 'country' as shared, a.province_id, h.* from by_half h join area a on a.id = h.area_id
            order by 1, 2, h.area_id, h.lens, h.year, h.m offset 0) sorted
      group by shared, province_id, area_id, lens, year, m
      on conflict (province_id, area_id, lens, year, measure_id) do update set
        running = array_add(figure_year.running, excluded.running),
        running_verified = array_add(figure_year.running_verified, excluded.running_verified)
    ),
    halves as (
      insert into figure_half (province_id, area_id, lens, measure_id, year, half, running, running_verified)
      select province_id, area_id, lens, m, year, half, ${running('v', 'step', daysInHalf)}, ${running('vv', 'step', daysInHalf)}
      from (select a.kind = 'country' as shared, a.province_id, u.*, d.year, d.half, d.step
            from up u join calendar d using (day) join area a on a.id = u.area_id
            order by 1, 2, u.area_id, u.lens, d.year, d.half, u.m offset 0) sorted
      group by shared, province_id, area_id, lens, year, half, m
      on conflict (province_id, area_id, lens, year, half, measure_id) do update set
        running = array_add(figure_half.running, excluded.running),
        running_verified = array_add(figure_half.running_verified, excluded.running_verified)
    )
    select count(*)::int as taken from taken`.execute(tx);
  return result.rows[0]?.taken ?? 0;
}

/** Chains with the number of the chain above their first ancestor; null where there is none. */
function chains(source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select id, lens, chain,
      case when cardinality(chain) > 1 then dense_rank() over (order by cardinality(chain) = 1, lens, chain[2:]) end as next
    from (${source}) numbered`;
}

/** `array[total up to step 0, up to step 1, …]` of a column over a group. */
function running(column: string, step: string, steps: number): RawBuilder<unknown> {
  const parts = Array.from(
    { length: steps },
    (_, index) => `coalesce(sum(${column}) filter (where ${step} <= ${index}), 0)`,
  );
  return sql.raw(`array[${parts.join(', ')}]::numeric[]`);
}

/** How many areas' totals (all years, own and below, both lenses) differ from a plain sum of facts and pending changes. */
export async function countDifferences(tx: Tx): Promise<number> {
  const found = await sql<{ n: number }>`
    with counted as (
      select ${lensOwn}::int as lens, f.area_id, u.m, sum(u.a) as v from fact f, unnest(f.measures, f.amounts) as u(m, a) group by 2, 3
      union all
      select ${lensThen}, p.ancestor_id, u.m, sum(u.a) from fact f join area_path_then p on p.area_id = f.area_id and p.depth > 0 and p.valid @> f.day,
        unnest(f.measures, f.amounts) as u(m, a) group by 2, 3
      union all
      select ${lensToday}, p.ancestor_id, u.m, sum(u.a) from fact f join area_path_today p on p.area_id = f.area_id and p.depth > 0,
        unnest(f.measures, f.amounts) as u(m, a) group by 2, 3),
    pending as (
      select ${lensOwn}::int as lens, d.area_id, u.m, sum(u.a) as v from figure_delta d, unnest(d.measures, d.amounts) as u(m, a) group by 2, 3
      union all
      select ${lensThen}, p.ancestor_id, u.m, sum(u.a) from figure_delta d join area_path_then p on p.area_id = d.area_id and p.depth > 0 and p.valid @> d.day,
        unnest(d.measures, d.amounts) as u(m, a) group by 2, 3
      union all
      select ${lensToday}, p.ancestor_id, u.m, sum(u.a) from figure_delta d join area_path_today p on p.area_id = d.area_id and p.depth > 0,
        unnest(d.measures, d.amounts) as u(m, a) group by 2, 3),
    totals as (
      select lens::int, area_id, measure_id as m, sum(running[24]) as v from figure_year group by 1, 2, 3
      union all select lens, area_id, m, v from pending)
    select count(*)::int as n from (
      select lens, area_id, m, sum(v) as v from (select * from totals union all select lens, area_id, m, -v from counted) x
      group by 1, 2, 3 having sum(v) <> 0) y`.execute(tx);
  return found.rows[0]?.n ?? 0;
}
