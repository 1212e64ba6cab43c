import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ActivityState } from '../activity-state.contract.ts';
import type { EntryValues } from '../field.contract.ts';
import { type Reach, type ReachRow, reachColumns } from './reach.repo.ts';

/** A record as it is stored, with the names of its place and what the caller may do there. */
export interface ActivityRow extends ReachRow {
  id: string;
  province_id: string;
  form: string;
  form_version: number;
  area_id: string;
  area_name: string;
  area_kind: string;
  organization_id: string | null;
  organization_name: string | null;
  day: string;
  values: EntryValues;
  notes: Record<string, string>;
  state: ActivityState;
  state_before_void: ActivityState | null;
  reason: string;
  revision: number;
  import_id: string | null;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
}

export interface RevisionRow {
  revision: number;
  action: string;
  at: Date;
  by: string;
  device: string;
  reason: string;
  after: Snapshot;
}

/** How a record stood after a change. */
export interface Snapshot {
  formVersion: number;
  values: EntryValues;
  state: ActivityState;
  stateBeforeVoid: ActivityState | null;
  reason: string;
}

/** What a list asks for, in words of the database. */
export interface ActivitySearch {
  /** The areas with all that hangs under them today; row-level security bounds the caller beside it. */
  roots: '*' | readonly string[];
  /** What `areFew` says of them. */
  fewAreas: boolean;
  form?: string | undefined;
  organizationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  states?: readonly string[] | undefined;
  /** Folded words, all of which have to be found. */
  words?: readonly string[] | undefined;
  importId?: string | undefined;
  createdBy?: string | undefined;
  /** Field → codes of which one has to be there. */
  choices?: ReadonlyMap<string, readonly string[]> | undefined;
}

export interface Position {
  day: string;
  id: string;
}

export const activityColumns = sql`a.id, a.province_id, a.form, a.form_version, a.area_id, area.full_name as area_name,
  area.kind as area_kind, a.organization_id, o.name as organization_name, a.day, a.values, a.notes, a.state,
  a.state_before_void, a.reason, a.revision, a.import_id, a.created_by, a.created_at, a.changed_by, a.changed_at`;
export const activityNames = sql`join area on area.id = a.area_id left join organization o on o.id = a.organization_id`;

/** One record within the caller's areas; `lock` holds it until the transaction ends. */
export async function findActivity(
  tx: Transaction<DB>,
  id: string,
  reach: Reach,
  lock: 'lock' | 'look' = 'look',
): Promise<ActivityRow | undefined> {
  const found = await sql<ActivityRow>`
    select ${activityColumns}, ${reachColumns('a.area_id', reach)} from activity a ${activityNames} where a.id = ${id}
    ${lock === 'lock' ? sql`for update of a` : sql``}`.execute(tx);
  return found.rows[0];
}

/** Up to so many areas a list is put together from the newest of each; beyond, it is read along the days. */
const FEW_AREAS = 400;

/**
 * Whether few areas hang under these today. PostgreSQL can't guess how much of the table the areas of a caller are;
 * read along the days, the list of a commune would pass by the records of the whole nation.
 */
export async function areFew(tx: Transaction<DB>, roots: '*' | readonly string[]): Promise<boolean> {
  if (roots === '*') return false;
  const found = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from area_path_today where ancestor_id = any(${[...roots]}::uuid[])
      limit ${FEW_AREAS + 1}) bounded`.execute(tx);
  return (found.rows[0]?.n ?? 0) <= FEW_AREAS;
}

/** A page of records after a position, by day and id. */
export async function searchActivities(
  tx: Transaction<DB>,
  search: ActivitySearch,
  page: { sort: 'newest' | 'oldest'; after: Position | undefined; limit: number },
  reach: Reach,
): Promise<ActivityRow[]> {
  const newest = page.sort === 'newest';
  const beyond = page.after
    ? sql`(a.day, a.id) ${newest ? sql`<` : sql`>`} (${page.after.day}::date, ${page.after.id}::uuid)`
    : sql`true`;
  const order = newest ? sql`a.day desc, a.id desc` : sql`a.day, a.id`;
  const part = sql`${beyond} order by ${order} limit ${page.limit}`;
  const found = await sql<ActivityRow>`
    select ${activityColumns}, ${reachColumns('a.area_id', reach)} from ${matching(search, part)} ${activityNames}
    order by ${order} limit ${page.limit}`.execute(tx);
  return found.rows;
}

/** How many there are, counting no further than `limit`. */
export async function countActivities(
  tx: Transaction<DB>,
  search: ActivitySearch,
  limit: number,
): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from
    (select 1 from ${matching(search, sql`true limit ${limit}`)} limit ${limit}) bounded`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** The records that are searched for, as a table `a`; `part` is more of a condition, an order and a limit. */
function matching(search: ActivitySearch, part: RawBuilder<unknown>): RawBuilder<unknown> {
  const { roots, fewAreas } = search;
  if (roots === '*') return sql`(select * from activity a where ${conditions(search)} and ${part}) a`;
  const areas = sql`(select p.area_id from area_path_today p where p.ancestor_id = any(${[...roots]}::uuid[]))`;
  if (!fewAreas) {
    return sql`(select * from activity a where a.area_id in ${areas} and ${conditions(search)} and ${part}) a`;
  }
  return sql`(select distinct area_id from ${areas} listed) place cross join lateral
    (select * from activity a where a.area_id = place.area_id and ${conditions(search)} and ${part}) a`;
}

/** All revisions of a record, newest first. */
export async function findRevisions(tx: Transaction<DB>, id: string, most?: number): Promise<RevisionRow[]> {
  const found = await sql<RevisionRow>`
    select revision, action, at, by, device, reason, after from activity_revision
    where activity_id = ${id} order by revision desc ${most === undefined ? sql`` : sql`limit ${most}`}`.execute(
    tx,
  );
  return found.rows;
}

function conditions(search: ActivitySearch): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (search.form !== undefined) all.push(sql`a.form = ${search.form}`);
  if (search.organizationId !== undefined) all.push(sql`a.organization_id = ${search.organizationId}`);
  if (search.from !== undefined) all.push(sql`a.day >= ${search.from}::date`);
  if (search.to !== undefined) all.push(sql`a.day <= ${search.to}::date`);
  if (search.states !== undefined) all.push(sql`a.state = any(${[...search.states]}::text[])`);
  if (search.importId !== undefined) all.push(sql`a.import_id = ${search.importId}`);
  if (search.createdBy !== undefined) all.push(sql`a.created_by = ${search.createdBy}`);
  for (const word of search.words ?? []) {
    all.push(sql`a.search like ${`%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`}`);
  }
  for (const [field, codes] of search.choices ?? []) {
    const wanted = sql`${[...codes]}::text[]`;
    all.push(sql`(a.values ->> ${field}::text = any(${wanted}) or a.values -> ${field}::text ?| ${wanted})`);
  }
  return sql.join(all, sql` and `);
}
