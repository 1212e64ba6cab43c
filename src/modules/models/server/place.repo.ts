import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PlaceValue } from '../../activities/field.contract.ts';

/** A place as one day sees it, for a site that is to stand there. */
export interface SitePlace {
  readonly area_id: string;
  readonly area_name: string;
  readonly area_kind: string;
  readonly exists_then: boolean;
  /** Within the areas of the permission in hand. */
  readonly inside: boolean;
  /** The province of the area on the day. */
  readonly province_id: string;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
  readonly organization_fits: boolean;
  readonly path: string;
}

/** The places asked for, in their order; unknown areas are left out. */
export async function findSitePlaces(
  tx: Transaction<DB>,
  places: readonly PlaceValue[],
  day: string,
): Promise<SitePlace[]> {
  const found = await sql<SitePlace>`
    select a.id as area_id, a.full_name as area_name, a.kind as area_kind,
      (a.opened_on is null or a.opened_on <= ${day}::date) and (a.closed_on is null or ${day}::date < a.closed_on)
        as exists_then,
      caller_sees_all() or exists (select 1 from area_path_today t
        where t.area_id = a.id and t.ancestor_id = any(caller_scope())) as inside,
      coalesce((select p.ancestor_id from area_path_then p join area province on province.id = p.ancestor_id
        where p.area_id = a.id and p.valid @> ${day}::date and province.kind = 'province' limit 1), a.province_id)
        as province_id,
      o.id as organization_id, o.name as organization_name,
      (w.organization_id is null or (o.id is not null and (o.closed_on is null or ${day}::date < o.closed_on)
        and exists (select 1 from area_path_today t where t.area_id = o.area_id and t.ancestor_id = a.id)))
        as organization_fits,
      ${pathOf(sql`a.id`)} as path
    from unnest(${places.map((place) => place.areaId)}::uuid[],
      ${places.map((place) => place.organizationId ?? null)}::uuid[]) with ordinality as w(area_id, organization_id, n)
    join area a on a.id = w.area_id left join organization o on o.id = w.organization_id
    order by w.n`.execute(tx);
  return found.rows;
}

/** The units of today above an area without the country, nearest first, as one text. */
export function pathOf(areaColumn: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`coalesce((select string_agg(up.full_name, ', ' order by t.depth)
    from area_path_today t join area up on up.id = t.ancestor_id
    where t.area_id = ${areaColumn} and t.depth > 0 and up.kind <> 'country'), '')`;
}

/** For each area and day: the province of that day, and the province of today. */
export async function provincesOfPlaces(
  tx: Transaction<DB>,
  pairs: readonly { areaId: string; day: string }[],
): Promise<ReadonlyMap<string, { onDay: string; today: string }>> {
  const found = await sql<{ area_id: string; day: string; then_id: string; today_id: string }>`
    select w.area_id, w.day,
      coalesce((select p.ancestor_id from area_path_then p join area province on province.id = p.ancestor_id
        where p.area_id = w.area_id and p.valid @> w.day and province.kind = 'province' limit 1), a.province_id) as then_id,
      coalesce((select t.ancestor_id from area_path_today t join area province on province.id = t.ancestor_id
        where t.area_id = w.area_id and province.kind = 'province' and province.closed_on is null limit 1), a.province_id)
        as today_id
    from unnest(${pairs.map((pair) => pair.areaId)}::uuid[], ${pairs.map((pair) => pair.day)}::date[]) as w(area_id, day)
    join area a on a.id = w.area_id`.execute(tx);
  return new Map(
    found.rows.map((row) => [`${row.area_id} ${row.day}`, { onDay: row.then_id, today: row.today_id }]),
  );
}
