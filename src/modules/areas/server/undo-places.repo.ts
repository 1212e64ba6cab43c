import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** Takes counts of some days out again; gives the areas concerned. */
export async function deleteProfiles(
  tx: Tx,
  _may: Authorized<'hamlets.write'>,
  rows: readonly { readonly areaId: string; readonly asOf: string }[],
): Promise<string[]> {
  const gone = await sql<{ area_id: string }>`
    delete from area_profile p
    using unnest(${rows.map((row) => row.areaId)}::uuid[], ${rows.map((row) => row.asOf)}::date[]) as g(area_id, as_of)
    where p.area_id = g.area_id and p.as_of = g.as_of returning p.area_id`.execute(tx);
  return [...new Set(gone.rows.map((row) => row.area_id))];
}

/** Which of these areas nothing refers to: no record, count, organisation, child, person's role or import. */
export async function findUnusedAreas(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select a.id from area a where a.id = any(${[...ids]}::uuid[]) and a.kind = 'hamlet'
      and not exists (select 1 from activity t where t.area_id = a.id)
      and not exists (select 1 from fact t where t.area_id = a.id)
      and not exists (select 1 from area_profile t where t.area_id = a.id)
      and not exists (select 1 from organization t where t.area_id = a.id)
      and not exists (select 1 from area_parent t where t.parent_id = a.id)
      and not exists (select 1 from area_succession t where a.id in (t.predecessor_id, t.successor_id))
      and not exists (select 1 from reported_figure t where t.area_id = a.id)
      and not exists (select 1 from role_assignment t where t.area_id = a.id)
      and not exists (select 1 from import t where t.area_id = a.id)
      and not exists (select 1 from report t where t.area_id = a.id)`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** Removes areas with their names, parents and paths. The database refuses where something still refers to one. */
export async function deleteAreas(
  tx: Tx,
  _may: Authorized<'hamlets.write'>,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from area where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Removes those of these organisations that no record refers to; gives which. */
export async function deleteUnusedOrganizations(
  tx: Tx,
  _may: Authorized<'organizations.write'>,
  ids: readonly string[],
): Promise<string[]> {
  const gone = await sql<{ id: string }>`
    delete from organization o where o.id = any(${[...ids]}::uuid[])
      and not exists (select 1 from activity t where t.organization_id = o.id) returning o.id`.execute(tx);
  return gone.rows.map((row) => row.id);
}
