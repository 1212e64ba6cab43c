import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

/** Makes these the other areas of a cluster; those that are there already keep their confirmation. */
export async function putSiteAreas(
  tx: Transaction<DB>,
  _authorized: Authorized<'models.write'>,
  site: { id: string; province_id: string; area_id: string },
  areaIds: readonly string[],
): Promise<void> {
  const wanted = sql`${[...areaIds]}::uuid[]`;
  await sql`delete from model_site_area where site_id = ${site.id} and area_id <> all(${wanted})`.execute(tx);
  await sql`insert into model_site_area (site_id, province_id, area_id, lead_area_id)
    select ${site.id}, ${site.province_id}, a.id, ${site.area_id} from area a
    where a.id = any(${wanted}) and a.closed_on is null and a.kind in ('hamlet', 'commune', 'province')
    on conflict do nothing`.execute(tx);
}

/** Which of these areas can stand in a cluster: they exist and are no country. */
export async function findClusterAreas(tx: Transaction<DB>, areaIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from area where id = any(${[...areaIds]}::uuid[]) and closed_on is null
      and kind in ('hamlet', 'commune', 'province')`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** An area says that it takes part; gives whether there was anything to say. */
export async function confirmArea(
  tx: Transaction<DB>,
  authorized: Authorized<'models.write'>,
  siteId: string,
  on: string,
): Promise<boolean> {
  const done =
    await sql`update model_site_area set confirmed_on = ${on}, confirmed_by = ${authorized.callerId}
    where site_id = ${siteId} and area_id = ${authorized.areaId} and confirmed_on is null`.execute(tx);
  return (done.numAffectedRows ?? 0n) > 0n;
}
