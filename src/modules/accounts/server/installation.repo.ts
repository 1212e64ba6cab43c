import type { Context } from '../../../platform/server/context.ts';

type Tx = Context['tx'];

export interface PlaceOfRole {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly isClosed: boolean;
}

/** An area as far as giving a role in it needs to know. */
export async function findPlace(tx: Tx, areaId: string, today: string): Promise<PlaceOfRole | undefined> {
  const row = await tx
    .selectFrom('area')
    .select(['id', 'full_name', 'kind', 'closed_on'])
    .where('id', '=', areaId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    name: row.full_name,
    kind: row.kind,
    isClosed: row.closed_on !== null && row.closed_on <= today,
  };
}

export async function insertInstallation(
  tx: Tx,
  given: { areaId: string; agencyName: string; parentAgencyName: string; placeName: string },
): Promise<void> {
  await tx
    .insertInto('installation')
    .values({
      area_id: given.areaId,
      agency_name: given.agencyName,
      parent_agency_name: given.parentAgencyName,
      place_name: given.placeName,
    })
    .execute();
}

export function findInstallation(tx: Tx) {
  return tx
    .selectFrom('installation as i')
    .innerJoin('area as a', 'a.id', 'i.area_id')
    .select([
      'i.area_id',
      'a.full_name',
      'a.kind',
      'i.agency_name',
      'i.parent_agency_name',
      'i.place_name',
      'i.set_up_at',
    ])
    .executeTakeFirst();
}
