import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { AreaLife, ParentSpan, Succession, TodayPlace } from '../area-tree.rules.ts';

type Tx = Transaction<DB>;

const treeLock = 7_274_938;

/** Waits for whoever changes the trees and for everybody who adds areas to them, and holds new ones. */
export async function lockTrees(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${treeLock})`.execute(tx);
}

/** Holds the trees still while a leaf is added; leaves do not wait for each other. */
export async function holdTrees(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${treeLock})`.execute(tx);
}

/**
 * Lets the rest of some work see and write facts and totals of all areas; gives what sets the caller's own scope again.
 * Only for work that was authorized before: totals above an area change with it, whoever asks.
 */
export async function widenScope(tx: Tx): Promise<() => Promise<void>> {
  const found = await sql<{
    scope: string;
  }>`select coalesce(current_setting('app.scope', true), '') as scope`.execute(tx);
  const scope = found.rows[0]?.scope ?? '';
  const put = async (value: string) => {
    await sql`select set_config('app.scope', ${value}, true)`.execute(tx);
  };
  await put('*');
  return () => put(scope);
}

export interface TreeRows {
  readonly areas: readonly (AreaLife & {
    readonly todayParentId: string | null;
    readonly unattributed: boolean;
  })[];
  readonly parents: readonly ParentSpan[];
  readonly successions: readonly Succession[];
}

export async function readTreeRows(tx: Tx): Promise<TreeRows> {
  const areas = await sql<TreeRows['areas'][number]>`
    select id, opened_on as "openedOn", closed_on as "closedOn", today_parent_id as "todayParentId", unattributed from area`.execute(
    tx,
  );
  const parents = await sql<ParentSpan>`
    select area_id as "areaId", parent_id as "parentId", lower(valid) as "from", upper(valid) as "to" from area_parent`.execute(
    tx,
  );
  const successions = await sql<Succession>`
    select predecessor_id as "predecessorId", successor_id as "successorId", effective_on as "effectiveOn"
    from area_succession where kind <> 'transfer'`.execute(tx);
  return { areas: areas.rows, parents: parents.rows, successions: successions.rows };
}

/**
 * The areas whose paths are not what they must be: those that hang elsewhere now (`moved`, by today's tree), those whose
 * parents over time differ from the first step of their paths, those without paths, and everything below them.
 */
export async function findStale(tx: Tx, moved: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with bare as (
      select a.id from area a where not exists (select 1 from area_path_today p where p.area_id = a.id and p.ancestor_id = a.id)
    ),
    turned as (
      select coalesce(x.area_id, y.area_id) as id
      from area_parent x
      full join (select area_id, ancestor_id, valid from area_path_then where depth = 1) y
        on y.area_id = x.area_id and y.ancestor_id = x.parent_id and y.valid = x.valid
      where x.area_id is null or y.area_id is null
    )
    select id from bare
    union select p.area_id from area_path_then p join turned t on t.id = p.ancestor_id
    union select p.area_id from area_path_today p where p.ancestor_id = any(${moved}::uuid[])`.execute(tx);
  return found.rows.map((row) => row.id);
}

export interface PlacedArea extends TodayPlace {
  readonly id: string;
}

/** Writes where areas hang in today's tree. */
export async function writePlaces(tx: Tx, places: readonly PlacedArea[]): Promise<void> {
  await sql`
    update area a set today_parent_id = r."parentId", unattributed = r.unattributed
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as r(id uuid, "parentId" uuid, unattributed boolean)
    where a.id = r.id`.execute(tx);
}

/** Makes both paths of these areas anew from `area.today_parent_id` and `area_parent`. */
export async function rebuildPaths(tx: Tx, areaIds: readonly string[]): Promise<void> {
  await sql`delete from area_path_today where area_id = any(${areaIds}::uuid[])`.execute(tx);
  await sql`delete from area_path_then where area_id = any(${areaIds}::uuid[])`.execute(tx);
  await insertPaths(tx, areaIds);
}

/** Adds the paths of new areas. */
export async function insertPaths(tx: Tx, areaIds: readonly string[]): Promise<void> {
  await sql`
    insert into area_path_today (area_id, ancestor_id, depth)
    with recursive up (area_id, ancestor_id, depth) as (
      select id, id, 0 from unnest(${areaIds}::uuid[]) as given(id)
      union all
      select u.area_id, a.today_parent_id, u.depth + 1 from up u join area a on a.id = u.ancestor_id
      where a.today_parent_id is not null
    )
    select area_id, ancestor_id, depth from up`.execute(tx);
  await sql`
    insert into area_path_then (area_id, ancestor_id, depth, valid)
    with recursive up (area_id, ancestor_id, depth, valid) as (
      select id, id, 0, daterange(null, null) from unnest(${areaIds}::uuid[]) as given(id)
      union all
      select u.area_id, p.parent_id, u.depth + 1, u.valid * p.valid
      from up u join area_parent p on p.area_id = u.ancestor_id and p.valid && u.valid
    )
    select area_id, ancestor_id, depth, valid from up`.execute(tx);
}

/** Sets the province of these areas: today's, or the last one that they had. The country is its own. */
export async function syncProvinces(tx: Tx, areaIds: readonly string[], today: string): Promise<void> {
  await sql`
    update area a set province_id = p.ancestor_id
    from (
      select distinct on (t.area_id) t.area_id, t.ancestor_id
      from area_path_then t join area x on x.id = t.ancestor_id and x.kind = 'province'
      where t.area_id = any(${areaIds}::uuid[])
      order by t.area_id, t.valid @> ${today}::date desc, upper(t.valid) desc nulls first
    ) p
    where a.id = p.area_id and a.province_id <> p.ancestor_id`.execute(tx);
}

/** Sets the present name of all or of some areas: today's, or the last one that it bore, or the first one that it will bear. */
export async function syncNames(tx: Tx, today: string, areaIds?: readonly string[]): Promise<void> {
  const some = areaIds ? sql`where area_id = any(${areaIds}::uuid[])` : sql``;
  await sql`
    update area a set full_name = n.full_name, unit_type = n.unit_type, folded = n.folded
    from (
      select distinct on (area_id) area_id, full_name, unit_type, folded from area_name ${some}
      order by area_id, valid @> ${today}::date desc, upper(valid) <= ${today}::date desc nulls last,
        case when upper(valid) <= ${today}::date then upper(valid) end desc nulls last, lower(valid)
    ) n
    where a.id = n.area_id and (a.full_name, a.unit_type, a.folded) is distinct from (n.full_name, n.unit_type, n.folded)`.execute(
    tx,
  );
}

/** The day for which today's tree was made, or undefined before the first list. */
export async function findTreeDay(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('area_today').select('as_of').executeTakeFirst();
  return row?.as_of;
}

export async function writeTreeDay(tx: Tx, today: string): Promise<void> {
  await tx
    .insertInto('area_today')
    .values({ as_of: today })
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet({ as_of: today }))
    .execute();
}

/** Whether anything about areas begins or ends after the first and up to the second day. */
export async function hasChangeBetween(tx: Tx, after: string, upTo: string): Promise<boolean> {
  const found = await sql<{ due: boolean }>`
    with days as (select daterange(${after}::date, ${upTo}::date, '(]') as window)
    select exists (
      select 1 from area, days where opened_on <@ days.window or closed_on <@ days.window
      union all select 1 from area_parent, days where lower(valid) <@ days.window or upper(valid) <@ days.window
      union all select 1 from area_name, days where lower(valid) <@ days.window or upper(valid) <@ days.window
    ) as due`.execute(tx);
  return found.rows[0]?.due === true;
}
