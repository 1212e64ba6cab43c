import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { OrganizationKind } from '../../areas/organizations.contract.ts';
import type { NewPlace } from '../staged-row.rules.ts';
import type { ImportRecord } from './imports.repo.ts';

type Tx = Transaction<DB>;
type MayImport = Authorized<'imports.use'>;
type Owner = Pick<ImportRecord, 'id' | 'province_id'>;

export interface NewPlaceRecord {
  id: string;
  kind: 'hamlet' | 'organization';
  organization_kind: OrganizationKind | null;
  name: string;
  name_key: string;
  origin: 'sheet' | 'words' | 'person';
  made_at: Date | null;
  used_id: string | null;
  /** Some row that goes in stands there, or the place itself is a row. */
  needed: boolean;
}

/** The places that an import brings, those of the list of hamlets first. */
export async function findNewPlaces(tx: Tx, owner: Owner): Promise<NewPlaceRecord[]> {
  const found = await sql<NewPlaceRecord>`
    with used as materialized (
      select distinct area_id, organization_id from import_row
      where province_id = ${owner.province_id} and import_id = ${owner.id} and state = 'accepted')
    select p.id, p.kind, p.organization_kind, p.name, p.name_key, p.origin, p.made_at, p.used_id,
      exists (select 1 from used u where u.area_id = p.id or u.organization_id = p.id) as needed
    from import_place p where p.province_id = ${owner.province_id} and p.import_id = ${owner.id}
    order by p.kind, p.origin = 'sheet' desc, p.id`.execute(tx);
  return found.rows;
}

/** Notes places to be made; one that is noted already stays as it is. */
export async function insertNewPlaces(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  places: readonly NewPlace[],
): Promise<void> {
  if (places.length === 0) return;
  await sql`insert into import_place (province_id, import_id, id, kind, organization_kind, name, name_key, origin)
    select ${owner.province_id}::uuid, ${owner.id}::uuid, g.* from unnest(${places.map((place) => place.id)}::uuid[],
      ${places.map((place) => place.kind)}::text[], ${places.map((place) => place.organizationKind)}::text[],
      ${places.map((place) => place.name)}::text[], ${places.map((place) => place.nameKey)}::text[],
      ${places.map((place) => place.origin)}::text[]) as g
    on conflict do nothing`.execute(tx);
}

/** Forgets places of the list of hamlets that it no longer names. */
export async function dropNewPlaces(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from import_place where province_id = ${owner.province_id} and import_id = ${owner.id}
    and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Notes that a place was made, or which one was there by then. */
export async function markMade(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  made: readonly { id: string; usedId: string | null }[],
): Promise<void> {
  if (made.length === 0) return;
  await sql`update import_place p set made_at = case when g.used_id is null then now() end, used_id = g.used_id
    from unnest(${made.map((place) => place.id)}::uuid[], ${made.map((place) => place.usedId)}::uuid[]) as g(id, used_id)
    where p.province_id = ${owner.province_id} and p.import_id = ${owner.id} and p.id = g.id`.execute(tx);
}

/** Forgets what was made: for an import that is taken back. */
export async function resetMade(tx: Tx, _authorized: MayImport, owner: Owner): Promise<void> {
  await sql`update import_place set made_at = null, used_id = null
    where province_id = ${owner.province_id} and import_id = ${owner.id}`.execute(tx);
}
