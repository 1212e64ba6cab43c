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
  const taken = sql`
    select area_id, day, verified, measures, array(select ${sign}::numeric * x from unnest(amounts) with ordinality as u(x, n) order by n) as amounts
    from fact where area_id = any(${areaIds}::uuid[])`;
  return fold(tx, taken);
}

/** Adds the facts of everything: for a database whose totals are made anew. */
export async function foldAllFacts(tx: Tx): Promise<number> {
  return fold(tx, sql`select area_id, day, verified, measures, amounts from fact`);
}

export async function clearTotals(tx: Tx): Promise<void> {
  await sql`delete from figure_year`.execute(tx);
  await sql`delete from figure_half`.execute(tx);
  await sql`delete from figure_delta`.execute(tx);
}

/**
 * One statement: facts → sums by area, day, measure → the same for every ancestor in both lenses → running totals.
 * A reader sees either the facts as pending or the totals with them, never both, never neither.
 */
async function fold(tx: Tx, source: RawBuilder<unknown>): Promise<number> {
  await sql`set local work_mem = '128MB'`.execute(tx);
  const result = await sql<{ taken: number }>`
    with taken as (${source}),
    cell as (
      select t.area_id, t.day, u.m, sum(u.a) as v, coalesce(sum(u.a) filter (where t.verified), 0) as vv
      from taken t, unnest(t.measures, t.amounts) as u(m, a) group by 1, 2, 3
    ),
    up as materialized (
      select ${lensOwn}::smallint as lens, c.area_id as ancestor_id, c.day, c.m, c.v, c.vv
      from cell c where c.v <> 0 or c.vv <> 0
      union all
      select ${lensThen}::smallint, p.ancestor_id, c.day, c.m, sum(c.v), sum(c.vv)
      from cell c join area_path_then p on p.area_id = c.area_id and p.depth > 0 and p.valid @> c.day
      where c.v <> 0 or c.vv <> 0 group by 2, 3, 4
      union all
      select ${lensToday}::smallint, p.ancestor_id, c.day, c.m, sum(c.v), sum(c.vv)
      from cell c join area_path_today p on p.area_id = c.area_id and p.depth > 0
      where c.v <> 0 or c.vv <> 0 group by 2, 3, 4
    ),
    half as (
      select lens, ancestor_id, m, extract(year from day)::smallint as year, half_of(day) as h, sum(v) as v, sum(vv) as vv
      from up group by 1, 2, 3, 4, 5
    ),
    years as (
      insert into figure_year (province_id, area_id, lens, measure_id, year, running, running_verified)
      select a.province_id, h.ancestor_id, h.lens, h.m, h.year, ${running('v', 'h', halvesInYear)}, ${running('vv', 'h', halvesInYear)}
      from half h join area a on a.id = h.ancestor_id group by 1, 2, 3, 4, 5
      on conflict (province_id, area_id, lens, year, measure_id) do update set
        running = array_add(figure_year.running, excluded.running),
        running_verified = array_add(figure_year.running_verified, excluded.running_verified)
    ),
    halves as (
      insert into figure_half (province_id, area_id, lens, measure_id, year, half, running, running_verified)
      select a.province_id, u.ancestor_id, u.lens, u.m, extract(year from u.day)::smallint, half_of(u.day),
        ${running('v', 'day_in_half(u.day)', daysInHalf)}, ${running('vv', 'day_in_half(u.day)', daysInHalf)}
      from up u join area a on a.id = u.ancestor_id where u.lens <> ${lensOwn} group by 1, 2, 3, 4, 5, 6
      on conflict (province_id, area_id, lens, year, half, measure_id) do update set
        running = array_add(figure_half.running, excluded.running),
        running_verified = array_add(figure_half.running_verified, excluded.running_verified)
    )
    select count(*)::int as taken from taken`.execute(tx);
  return result.rows[0]?.taken ?? 0;
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
