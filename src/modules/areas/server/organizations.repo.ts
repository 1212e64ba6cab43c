import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Organization, OrganizationKind } from '../organizations.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'organizations.write'>;

const columns = sql`
  o.id, o.area_id as "areaId", a.full_name as "areaName", o.kind, o.name, o.closed_on as "closedOn"`;

export interface OrganizationFilter {
  readonly areaId: string;
  /** Folded text that the name must contain. */
  readonly folded: string | undefined;
  readonly kind: OrganizationKind | undefined;
  readonly withClosed: boolean;
  /** The last one of the page before: name and id. */
  readonly after: { readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Organisations of an area and of all that hangs under it today, by name in Vietnamese order. */
export async function findOrganizations(tx: Tx, filter: OrganizationFilter): Promise<Organization[]> {
  const { folded, kind, after } = filter;
  const found = await sql<Organization>`
    select ${columns} from organization o
    join area_path_today p on p.area_id = o.area_id and p.ancestor_id = ${filter.areaId}
    join area a on a.id = o.area_id
    where true ${filter.withClosed ? sql`` : sql`and o.closed_on is null`}
      ${kind ? sql`and o.kind = ${kind}` : sql``}
      ${folded ? sql`and o.folded like ${`%${folded.replaceAll(/[\\%_]/gu, '\\$&')}%`}` : sql``}
      ${after ? sql`and (o.name collate "vi-x-icu", o.id) > (${after.name}, ${after.id}::uuid)` : sql``}
    order by o.name collate "vi-x-icu", o.id limit ${filter.limit}`.execute(tx);
  return found.rows;
}

export async function findOrganization(tx: Tx, id: string): Promise<Organization | undefined> {
  const found = await sql<Organization>`
    select ${columns} from organization o join area a on a.id = o.area_id where o.id = ${id} for update of o`.execute(
    tx,
  );
  return found.rows[0];
}

export interface NewOrganization {
  readonly id: string;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly nameKey: string;
  readonly folded: string;
}

/** Adds organisations to the area of the proof; those whose id is there already are left as they are. */
export async function insertOrganizations(
  tx: Tx,
  may: MayWrite,
  rows: readonly NewOrganization[],
): Promise<Organization[]> {
  await sql`
    insert into organization (id, area_id, kind, name, name_key, folded, created_by)
    select id, ${may.areaId}::uuid, kind, name, "nameKey", folded, ${may.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, name text, "nameKey" text, folded text)
    on conflict (id) do nothing`.execute(tx);
  const found = await sql<Organization>`
    select ${columns} from organization o join area a on a.id = o.area_id
    where o.id = any(${rows.map((row) => row.id)}::uuid[]) order by o.name collate "vi-x-icu"`.execute(tx);
  return found.rows;
}

export async function updateOrganization(
  tx: Tx,
  _may: MayWrite,
  id: string,
  row: Omit<NewOrganization, 'id'> & { readonly closedOn: string | null },
): Promise<void> {
  await tx
    .updateTable('organization')
    .set({
      kind: row.kind,
      name: row.name,
      name_key: row.nameKey,
      folded: row.folded,
      closed_on: row.closedOn,
    })
    .where('id', '=', id)
    .execute();
}
