import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type {
  AreaKind,
  AreaName,
  AreaProfile,
  AreaSummary,
  AreaSystem,
  Lens,
  SuccessionKind,
} from '../areas.contract.ts';

type Tx = Transaction<DB>;

/** The day of which an area's name and path are told: `on`, or the last or first day of its life where `on` lies outside. */
function dayOf(on: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when a.closed_on <= ${on} then a.closed_on - 1 when a.opened_on > ${on} then a.opened_on else ${on} end`;
}

function summaryColumns(on: string): RawBuilder<unknown> {
  const day = dayOf(sql`${on}::date`);
  return sql`
    a.id, a.kind, a.code, a.system, a.opened_on as "openedOn", a.closed_on as "closedOn",
    coalesce(n.unit_type, a.unit_type) as "unitType", coalesce(n.full_name, a.full_name) as "fullName",
    coalesce((
      select string_agg(pn.full_name, ', ' order by p.depth) from area_path_then p
      join area x on x.id = p.ancestor_id and x.kind <> 'country'
      join area_name pn on pn.area_id = p.ancestor_id and pn.valid @> (${day})
      where p.area_id = a.id and p.depth > 0 and p.valid @> (${day})
    ), '') as path`;
}

function nameJoin(on: string): RawBuilder<unknown> {
  return sql`left join area_name n on n.area_id = a.id and n.valid @> (${dayOf(sql`${on}::date`)})`;
}

/** Areas in a few words, as they are on a day, in no order. */
export async function findSummaries(
  tx: Tx,
  ids: readonly string[],
  on: string,
): Promise<Map<string, AreaSummary>> {
  const found = await sql<AreaSummary>`
    select ${summaryColumns(on)} from area a ${nameJoin(on)} where a.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row]));
}

export interface AreaRow {
  readonly id: string;
  readonly kind: AreaKind;
  readonly provinceId: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly unattributed: boolean;
  readonly todayParentId: string | null;
}

export async function findArea(tx: Tx, id: string): Promise<AreaRow | undefined> {
  const found = await sql<AreaRow>`
    select id, kind, province_id as "provinceId", opened_on as "openedOn", closed_on as "closedOn", unattributed,
      today_parent_id as "todayParentId" from area where id = ${id}`.execute(tx);
  return found.rows[0];
}

/** The area of a code; the kinds never share a code of one system, their lengths differ. */
export async function findByCode(tx: Tx, system: AreaSystem, code: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('area_code')
    .select('area_id')
    .where('system', '=', system)
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.area_id;
}

export async function findNames(tx: Tx, ids: readonly string[]): Promise<Map<string, AreaName[]>> {
  const found = await sql<AreaName & { areaId: string }>`
    select area_id as "areaId", full_name as "fullName", unit_type as "unitType", lower(valid) as "from", upper(valid) as "to", instrument
    from area_name where area_id = any(${ids}::uuid[]) order by area_id, valid`.execute(tx);
  return Map.groupBy(found.rows, (row) => row.areaId);
}

export async function findCodes(tx: Tx, id: string): Promise<{ system: AreaSystem; code: string }[]> {
  const found = await sql<{ system: AreaSystem; code: string }>`
    select system, code from area_code where area_id = ${id} order by system`.execute(tx);
  return found.rows;
}

export interface ParentRow {
  readonly parentId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly instrument: string;
}

export async function findParents(tx: Tx, id: string): Promise<ParentRow[]> {
  const found = await sql<ParentRow>`
    select parent_id as "parentId", lower(valid) as "from", upper(valid) as "to", instrument
    from area_parent where area_id = ${id} order by valid`.execute(tx);
  return found.rows;
}

export interface LinkRow {
  readonly otherId: string;
  readonly effectiveOn: string;
  readonly kind: SuccessionKind;
  readonly extent: string;
  readonly instrument: string;
}

/** The areas that came before (`predecessors`) or after an area. */
export async function findLinks(tx: Tx, id: string, side: 'predecessors' | 'successors'): Promise<LinkRow[]> {
  const [own, other] =
    side === 'predecessors' ? ['successor_id', 'predecessor_id'] : ['predecessor_id', 'successor_id'];
  const found = await sql<LinkRow>`
    select ${sql.ref(other)} as "otherId", effective_on as "effectiveOn", kind, extent, instrument
    from area_succession where ${sql.ref(own)} = ${id} order by effective_on, 1`.execute(tx);
  return found.rows;
}

/** The ancestors in today's tree, from the country down, without the area itself. */
export async function findAncestorIds(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('area_path_today')
    .select('ancestor_id')
    .where('area_id', '=', id)
    .where('depth', '>', 0)
    .orderBy('depth', 'desc')
    .execute();
  return rows.map((row) => row.ancestor_id);
}

/** Whether some of these areas holds the area in today's tree. */
export async function isBelow(tx: Tx, id: string, ancestorIds: readonly string[]): Promise<boolean> {
  if (ancestorIds.length === 0) return false;
  const row = await tx
    .selectFrom('area_path_today')
    .select('depth')
    .where('area_id', '=', id)
    .where('ancestor_id', 'in', [...ancestorIds])
    .executeTakeFirst();
  return row !== undefined;
}

/** The latest profile of each area up to a day, where the caller may see it. */
export async function findProfiles(
  tx: Tx,
  ids: readonly string[],
  on: string,
): Promise<Map<string, AreaProfile>> {
  const found = await sql<AreaProfile & { areaId: string }>`
    select distinct on (area_id) area_id as "areaId", as_of as "asOf", households, people, head_name as "headName", note
    from area_profile where area_id = any(${ids}::uuid[]) and as_of <= ${on} order by area_id, as_of desc`.execute(
    tx,
  );
  return new Map(found.rows.map(({ areaId, ...profile }) => [areaId, profile]));
}

export interface ChildRow extends AreaSummary {
  readonly unattributed: boolean;
  readonly closed: boolean;
  readonly childCount: number;
  readonly organizationCount: number;
}

/** What hangs directly under an area through a lens, the open ones first, by name in Vietnamese order. */
export async function findChildren(tx: Tx, id: string, lens: Lens, on: string): Promise<ChildRow[]> {
  const source =
    lens === 'today'
      ? sql`select area_id from area_path_today where ancestor_id = ${id} and depth = 1`
      : sql`select area_id from area_path_then where ancestor_id = ${id} and depth = 1 and valid @> ${on}::date`;
  const below =
    lens === 'today'
      ? sql`area_path_today p join area c on c.id = p.area_id where p.ancestor_id = a.id and p.depth = 1`
      : sql`area_path_then p join area c on c.id = p.area_id where p.ancestor_id = a.id and p.depth = 1 and p.valid @> ${on}::date`;
  const found = await sql<ChildRow>`
    select * from (
      select ${summaryColumns(on)}, a.unattributed, coalesce(a.closed_on <= ${on}::date, false) as closed,
        (select count(*)::int from ${below} and (c.closed_on is null or c.closed_on > ${on}::date)) as "childCount",
        (select count(*)::int from organization o join area_path_today p on p.area_id = o.area_id
          where p.ancestor_id = a.id and o.closed_on is null) as "organizationCount"
      from area a ${nameJoin(on)}
      where a.id in (${source}) and (a.opened_on is null or a.opened_on <= ${on}::date)
    ) child order by closed, "fullName" collate "vi-x-icu"`.execute(tx);
  return found.rows;
}

/** The province that an area lay in on a day; outside of its life the one of today. */
export async function findProvinceOn(tx: Tx, id: string, day: string): Promise<string | undefined> {
  const found = await sql<{ provinceId: string }>`
    select coalesce(
      (select p.ancestor_id from area_path_then p join area x on x.id = p.ancestor_id and x.kind = 'province'
       where p.area_id = a.id and p.valid @> ${day}::date limit 1),
      a.province_id) as "provinceId"
    from area a where a.id = ${id}`.execute(tx);
  return found.rows[0]?.provinceId;
}
