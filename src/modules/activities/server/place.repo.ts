import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PlaceValue } from '../field.contract.ts';
import type { Reach, ReachRow } from './reach.repo.ts';

/** A place as one day sees it, and what the caller may do there. */
export interface FoundPlace extends ReachRow {
  area_id: string;
  area_name: string;
  area_kind: string;
  /** The unit exists on the day. */
  exists_then: boolean;
  /** Within the areas of the permission in hand. */
  inside: boolean;
  /** The province of the area on the day. */
  province_id: string;
  organization_id: string | null;
  organization_name: string | null;
  /** The organisation asked for sits in this area and was open on the day; true where none was asked for. */
  organization_fits: boolean;
}

interface AskedPlace {
  readonly place: PlaceValue;
  readonly day: string;
}

/** All that a write has to know about its place, in one question. Undefined where there is no such area. */
export async function findPlace(
  tx: Transaction<DB>,
  asked: AskedPlace,
  reach: Reach,
): Promise<FoundPlace | undefined> {
  const organization = sql`${asked.place.organizationId ?? null}::uuid`;
  const day = sql`${asked.day}::date`;
  const found = await sql<FoundPlace>`
    /* kept */ select ${placeColumns(organization, day, reach)}
    from area a ${placeTables(organization)}
    where a.id = ${asked.place.areaId}`.execute(tx);
  return found.rows[0];
}

/** The same for many at once, in their order; each place and day is looked up once. */
export async function findPlaces(
  tx: Transaction<DB>,
  asked: readonly AskedPlace[],
  reach: Reach,
): Promise<(FoundPlace | undefined)[]> {
  const keyOf = ({ place, day }: AskedPlace): string =>
    `${place.areaId} ${place.organizationId ?? ''} ${day}`;
  const wanted = [...new Map(asked.map((one) => [keyOf(one), one])).values()];
  if (wanted.length === 0) return [];
  const found = await sql<FoundPlace & { n: number }>`
    /* kept */ select w.n::int, ${placeColumns(sql`w.organization_id`, sql`w.day`, reach)}
    from unnest(${wanted.map(({ place }) => place.areaId)}::uuid[],
      ${wanted.map(({ place }) => place.organizationId ?? null)}::uuid[], ${wanted.map(({ day }) => day)}::date[])
      with ordinality as w(area_id, organization_id, day, n)
    join area a on a.id = w.area_id ${placeTables(sql`w.organization_id`)}`.execute(tx);
  const places = new Map(
    found.rows.flatMap(({ n, ...place }) => {
      const one = wanted[n - 1];
      return one ? [[keyOf(one), place] as const] : [];
    }),
  );
  return asked.map((one) => places.get(keyOf(one)));
}

type Part = ReturnType<typeof sql>;

/** What is asked of the area `a` and the organisation `o` on a day. */
function placeColumns(organization: Part, day: Part, reach: Reach): Part {
  return sql`a.id as area_id, a.full_name as area_name, a.kind as area_kind,
    (a.opened_on is null or a.opened_on <= ${day}) and (a.closed_on is null or ${day} < a.closed_on) as exists_then,
    caller_sees_all() or up.ancestors && caller_scope() as inside,
    ${provinceOn(sql`a.id`, day)} as province_id,
    o.id as organization_id, o.name as organization_name,
    (${organization} is null or (o.id is not null and (o.closed_on is null or ${day} < o.closed_on)
      and exists (select 1 from area_path_today t where t.area_id = o.area_id and t.ancestor_id = a.id)))
      as organization_fits,
    ${within(reach.record)} as may_record, ${within(reach.review)} as may_review, ${within(reach.void)} as may_void`;
}

function placeTables(organization: Part): Part {
  return sql`cross join lateral
      (select array_agg(t.ancestor_id) as ancestors from area_path_today t where t.area_id = a.id) up
    left join organization o on o.id = ${organization}`;
}

function within(scope: '*' | readonly string[]): Part {
  return scope === '*' ? sql`true` : sql`coalesce(up.ancestors && ${[...scope]}::uuid[], false)`;
}

/** The province of an area on a day; the area's own where the tree of that day is not known. */
function provinceOn(area: Part, day: Part): Part {
  return sql`coalesce(
    (select p.ancestor_id from area_path_then p join area province on province.id = p.ancestor_id
      where p.area_id = ${area} and p.valid @> ${day} and province.kind = 'province' limit 1),
    (select own.province_id from area own where own.id = ${area}))`;
}

export function isUser(callerId: string): boolean {
  return callerId.length === 36;
}

/** The units that stood where an area stands now or will stand, on the day: what should have been named instead. */
export async function placesOnDay(tx: Transaction<DB>, areaId: string, day: string): Promise<string[]> {
  const found = await sql<{ full_name: string }>`
    with recursive related (area_id) as (
      select ${areaId}::uuid
      union
      select case when s.predecessor_id = r.area_id then s.successor_id else s.predecessor_id end
      from related r
      join area here on here.id = r.area_id
      join area_succession s on
        (s.predecessor_id = r.area_id and here.closed_on <= ${day}::date)
        or (s.successor_id = r.area_id and here.opened_on > ${day}::date))
    select a.full_name from related r join area a on a.id = r.area_id
    where (a.opened_on is null or a.opened_on <= ${day}::date) and (a.closed_on is null or ${day}::date < a.closed_on)
    order by a.full_name limit 6`.execute(tx);
  return found.rows.map((row) => row.full_name);
}

/** The names of people by their ids; others are left out. */
export async function namesOfPeople(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const people = [...new Set(ids)].filter(isUser);
  if (people.length === 0) return new Map();
  const found = await sql<{ id: string; display_name: string }>`
    select id, display_name from account_names(${people}::uuid[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row.display_name]));
}

/** The names of areas and organisations by id. */
export async function namesOfPlaces(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await sql<{ id: string; name: string }>`
    select id, full_name as name from area where id = any(${wanted}::uuid[])
    union all select id, name from organization where id = any(${wanted}::uuid[])`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row.name]));
}

/** For each (area, day) the province of that day; and whether the area lies under `rootId` today. */
export async function provincesOn(
  tx: Transaction<DB>,
  pairs: readonly { areaId: string; day: string }[],
  rootId: string,
): Promise<{ provinces: Map<string, string>; outside: string[] }> {
  const found = await sql<{ area_id: string; day: string; province_id: string; under: boolean }>`
    select w.area_id, w.day, ${provinceOn(sql`w.area_id`, sql`w.day`)} as province_id,
      exists (select 1 from area_path_today t where t.area_id = w.area_id and t.ancestor_id = ${rootId}) as under
    from unnest(${pairs.map((pair) => pair.areaId)}::uuid[], ${pairs.map((pair) => pair.day)}::date[])
      as w(area_id, day)`.execute(tx);
  return {
    provinces: new Map(found.rows.map((row) => [`${row.area_id} ${row.day}`, row.province_id])),
    outside: [...new Set(found.rows.filter((row) => !row.under).map((row) => row.area_id))],
  };
}
