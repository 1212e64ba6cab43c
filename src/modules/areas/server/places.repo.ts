import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PlaceHamlet, PlaceOrganization } from '../place-match.rules.ts';

type Tx = Transaction<DB>;

/** Hamlets, under each name that they bore, that ever hung under the commune or do so today through what it took in. */
export async function findPlaceHamlets(tx: Tx, communeId: string): Promise<PlaceHamlet[]> {
  const found = await sql<PlaceHamlet>`
    select a.id as "areaId", n.full_name as "fullName", a.opened_on as "openedOn", a.closed_on as "closedOn"
    from area a join area_name n on n.area_id = a.id
    where a.kind = 'hamlet' and a.id in (
      select area_id from area_parent where parent_id = ${communeId}
      union select area_id from area_path_today where ancestor_id = ${communeId})`.execute(tx);
  return found.rows;
}

/** Organisations that are kept in the commune, in its hamlets or in what it took in. */
export async function findPlaceOrganizations(tx: Tx, communeId: string): Promise<PlaceOrganization[]> {
  const found = await sql<PlaceOrganization>`
    select o.id as "organizationId", case when a.kind = 'hamlet' then a.id else ${communeId}::uuid end as "areaId", o.name
    from organization o join area a on a.id = o.area_id
    join area_path_today p on p.area_id = o.area_id and p.ancestor_id = ${communeId}
    order by o.closed_on nulls last`.execute(tx);
  return found.rows;
}

/** All names of the commune and of the communes that hang under it today. */
export async function findCommuneNames(tx: Tx, communeId: string): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select n.full_name as name from area_path_today p
    join area a on a.id = p.area_id and a.kind = 'commune'
    join area_name n on n.area_id = a.id where p.ancestor_id = ${communeId} and p.depth <= 1`.execute(tx);
  return found.rows.map((row) => row.name);
}
