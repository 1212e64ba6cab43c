import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PledgeSheet } from '../pledge.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'pledges.write'>;

const columns = sql`s.id, s.area_id as "areaId", a.full_name as "areaName", s.household_count as households,
  to_char(s.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
  to_char(s.revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "revokedAt",
  (select count(*)::int from pledge p join pledge_code c on c.household_id = p.household_id and c.sheet_id = s.id
    where p.campaign_id = s.campaign_id and p.method = 'qr' and p.withdrawn_on is null) as signed`;

/** The sheets of an area and of what hangs under it today, the newest first. */
export async function findSheets(tx: Tx, campaignId: string, areaId: string): Promise<PledgeSheet[]> {
  const found = await sql<PledgeSheet>`
    select ${columns} from pledge_sheet s join area a on a.id = s.area_id
    where s.campaign_id = ${campaignId} and s.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})
    order by s.made_at desc limit 200`.execute(tx);
  return found.rows;
}

export async function findSheet(tx: Tx, id: string): Promise<PledgeSheet | undefined> {
  const found = await sql<PledgeSheet>`
    select ${columns} from pledge_sheet s join area a on a.id = s.area_id where s.id = ${id} for update of s`.execute(
    tx,
  );
  return found.rows[0];
}

export interface NewCode {
  /** SHA-256 of the code, hex. */
  readonly hash: string;
  readonly householdId: string;
  readonly provinceId: string;
  readonly areaId: string;
}

/** Keeps a sheet with the hashes of its codes. */
export async function insertSheet(
  tx: Tx,
  may: MayWrite,
  sheet: { id: string; campaignId: string; provinceId: string; codes: readonly NewCode[] },
): Promise<void> {
  await sql`
    insert into pledge_sheet (id, province_id, campaign_id, area_id, household_count, made_by)
    values (${sheet.id}, ${sheet.provinceId}, ${sheet.campaignId}, ${may.areaId}, ${sheet.codes.length}, ${may.callerId})`.execute(
    tx,
  );
  await sql`
    insert into pledge_code (token_hash, province_id, sheet_id, campaign_id, area_id, household_id)
    select decode(hash, 'hex'), "provinceId", ${sheet.id}::uuid, ${sheet.campaignId}::uuid, "areaId", "householdId"
    from jsonb_to_recordset(${JSON.stringify(sheet.codes)}::jsonb) as r(hash text, "provinceId" uuid, "areaId" uuid, "householdId" uuid)`.execute(
    tx,
  );
}

export async function revokeSheet(tx: Tx, _may: MayWrite, id: string): Promise<void> {
  await sql`update pledge_sheet set revoked_at = coalesce(revoked_at, now()) where id = ${id}`.execute(tx);
}

/** Ends the codes of one household in a campaign; gives how many there were. */
export async function revokeCodes(
  tx: Tx,
  _may: MayWrite,
  campaignId: string,
  householdId: string,
): Promise<number> {
  const done = await sql`
    update pledge_code set revoked_at = now()
    where campaign_id = ${campaignId} and household_id = ${householdId} and revoked_at is null`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}

export interface CodeOwner {
  readonly campaignId: string;
  readonly householdId: string;
  readonly areaId: string;
  readonly provinceId: string;
  readonly revoked: boolean;
}

/** What a code is for, by its hash; needs no permission but the code itself (the door of 0031_pledges.sql). */
export async function findCode(tx: Tx, hash: Buffer): Promise<CodeOwner | undefined> {
  const found = await sql<CodeOwner>`
    select campaign_id as "campaignId", household_id as "householdId", area_id as "areaId", province_id as "provinceId", revoked
    from find_pledge_code(${hash})`.execute(tx);
  return found.rows[0];
}

export interface CodePlace {
  readonly houseNumber: string;
  readonly position: number;
  readonly hamlet: string;
  readonly commune: string;
  readonly left: boolean;
}

/** House number, hamlet and commune of a household: what its paper says, and no name of anybody. */
export async function findCodePlace(
  tx: Tx,
  householdId: string,
  today: string,
): Promise<CodePlace | undefined> {
  const found = await sql<CodePlace>`
    select h.house_number as "houseNumber", h.position, a.full_name as hamlet,
      coalesce((select c.full_name from area_path_today p join area c on c.id = p.ancestor_id and c.kind = 'commune'
        where p.area_id = h.area_id limit 1), '') as commune,
      h.left_on is not null and h.left_on <= ${today}::date as left
    from household h join area a on a.id = h.area_id where h.id = ${householdId}`.execute(tx);
  return found.rows[0];
}

/** The pledge in force of a household in a campaign, locked. */
export async function findPledgeInForce(
  tx: Tx,
  campaignId: string,
  householdId: string,
): Promise<{ id: string; signedOn: string; method: string } | undefined> {
  const found = await sql<{ id: string; signedOn: string; method: string }>`
    select id, signed_on as "signedOn", method from pledge
    where campaign_id = ${campaignId} and household_id = ${householdId} and withdrawn_on is null`.execute(tx);
  return found.rows[0];
}
