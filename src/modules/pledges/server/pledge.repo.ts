import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Pledge, PledgeMark, PledgeMethod, Signer } from '../pledge.contract.ts';
import { livesThere } from './household.repo.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'pledges.write'>;

const pledgeJson = sql`case when p.id is null then null else jsonb_build_object('id', p.id, 'textVersion', p.text_version,
  'signedOn', p.signed_on, 'method', p.method, 'mark', p.mark, 'fileId', p.file_id, 'withdrawnOn', p.withdrawn_on) end`;

/** The latest pledge of a signer in a campaign: the one in force, or else the one withdrawn last. */
const latest = (column: string, campaignId: string) => sql`left join lateral (
  select * from pledge x where ${sql.ref(`x.${column}`)} = s.id and x.campaign_id = ${campaignId}
  order by x.withdrawn_on is null desc, x.withdrawn_on desc, x.recorded_at desc limit 1) p on true`;

/** The households of an area that live there, in the order of the list, each with the latest pledge. */
export async function findHouseholdSigners(
  tx: Tx,
  campaignId: string,
  areaId: string,
  today: string,
): Promise<Signer[]> {
  const found = await sql<Signer>`
    select 'household' as kind, s.id, s.area_id as "areaId", s.position, s.house_number as label,
      s.contact_name as "contactName", s.people, s.regular, ${pledgeJson} as pledge
    from household s join area_path_today t on t.area_id = s.area_id and t.ancestor_id = ${areaId} ${latest('household_id', campaignId)}
    where ${livesThere('s', today)} order by s.area_id = ${areaId} desc, s.area_id, s.position, s.id`.execute(
    tx,
  );
  return found.rows;
}

/** The organisations of an area (parishes, the others, or both) by name, each with the latest pledge. */
export async function findOrganizationSigners(
  tx: Tx,
  campaignId: string,
  areaId: string,
  which: { organizations: boolean; parishes: boolean },
): Promise<Signer[]> {
  const found = await sql<Signer>`
    select case when s.kind = 'parish' then 'parish' else 'organization' end as kind, s.id, s.area_id as "areaId", 0 as position,
      s.name as label, '' as "contactName", null::int as people, true as regular, ${pledgeJson} as pledge
    from organization s join area_path_today t on t.area_id = s.area_id and t.ancestor_id = ${areaId} ${latest('organization_id', campaignId)}
    where s.closed_on is null
      and ((s.kind = 'parish' and ${which.parishes}) or (s.kind <> 'parish' and ${which.organizations}))
    order by s.name collate "vi-x-icu", s.id`.execute(tx);
  return found.rows;
}

/** Somebody who is about to sign, with where he belongs. */
export interface SignerPlace {
  readonly id: string;
  readonly kind: Signer['kind'];
  readonly areaId: string;
  readonly provinceId: string;
}

/** The organisations of these ids that are open; parishes among them are said. */
export async function findOrganizationPlaces(tx: Tx, ids: readonly string[]): Promise<SignerPlace[]> {
  const found = await sql<SignerPlace>`
    select o.id, case when o.kind = 'parish' then 'parish' else 'organization' end as kind, o.area_id as "areaId",
      a.province_id as "provinceId"
    from organization o join area a on a.id = o.area_id where o.id = any(${ids}::uuid[]) and o.closed_on is null`.execute(
    tx,
  );
  return found.rows;
}

/** The ids of those areas that do not hang under another one today. */
export async function findOutside(tx: Tx, areaIds: readonly string[], under: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select u.id from unnest(${areaIds}::uuid[]) as u(id)
    where not exists (select 1 from area_path_today p where p.area_id = u.id and p.ancestor_id = ${under})`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}

export interface NewPledge {
  readonly id: string;
  readonly provinceId: string;
  readonly areaId: string;
  readonly householdId: string | null;
  readonly organizationId: string | null;
  readonly textVersion: number;
  readonly signedOn: string;
  readonly method: PledgeMethod;
  readonly mark: PledgeMark;
  readonly fileId: string | null;
}

/** Notes pledges; gives the ids of those that were not there yet: a signer who has signed is left as he is. */
export async function insertPledges(
  tx: Tx,
  by: { readonly callerId: string },
  campaignId: string,
  rows: readonly NewPledge[],
): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    insert into pledge (province_id, id, campaign_id, area_id, household_id, organization_id, text_version, signed_on, method,
      mark, file_id, recorded_by)
    select "provinceId", id, ${campaignId}::uuid, "areaId", "householdId", "organizationId", "textVersion", "signedOn", method, mark,
      "fileId", ${by.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("provinceId" uuid, id uuid, "areaId" uuid, "householdId" uuid,
      "organizationId" uuid, "textVersion" integer, "signedOn" date, method text, mark text, "fileId" uuid)
    on conflict do nothing returning id`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}

export interface PledgeRow extends Pledge {
  readonly campaignId: string;
  readonly areaId: string;
  readonly provinceId: string;
  readonly householdId: string | null;
  readonly organizationId: string | null;
  readonly signer: Signer['kind'];
}

/** Pledges by their ids, locked, in one order for all. */
export async function lockPledges(tx: Tx, ids: readonly string[]): Promise<PledgeRow[]> {
  const found = await sql<PledgeRow>`
    select p.id, p.text_version as "textVersion", p.signed_on as "signedOn", p.method, p.mark, p.file_id as "fileId",
      p.withdrawn_on as "withdrawnOn", p.campaign_id as "campaignId", p.area_id as "areaId", p.province_id as "provinceId",
      p.household_id as "householdId", p.organization_id as "organizationId",
      case when p.household_id is not null then 'household' when o.kind = 'parish' then 'parish' else 'organization' end as signer
    from pledge p left join organization o on o.id = p.organization_id
    where p.id = any(${ids}::uuid[]) order by p.id for update of p`.execute(tx);
  return found.rows;
}

/** Notes since when pledges are withdrawn; null: they hold. Throws Problem `alreadyExists` where one was signed again since. */
export async function setWithdrawn(
  tx: Tx,
  by: { readonly callerId: string },
  ids: readonly string[],
  on: string | null,
): Promise<void> {
  await sql`
    update pledge set withdrawn_on = ${on}::date, withdrawn_by = ${on === null ? null : by.callerId}
    where id = any(${ids}::uuid[])`.execute(tx);
}

export async function deletePledges(tx: Tx, _may: MayWrite, ids: readonly string[]): Promise<void> {
  await sql`delete from pledge where id = any(${ids}::uuid[])`.execute(tx);
}
