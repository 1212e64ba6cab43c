import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Household, HouseholdInput } from '../household.contract.ts';
import type { HouseholdState, PledgeSpan } from '../household.rules.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'households.write'>;

export interface HouseholdRow extends Household {
  readonly provinceId: string;
  readonly states: readonly HouseholdState[];
}

const columns = sql`h.id, h.area_id as "areaId", a.full_name as "areaName", h.position, h.house_number as "houseNumber",
  h.people, h.contact_name as "contactName", h.contact_phone as "contactPhone", h.regular, h.listed_on as "listedOn",
  h.left_on as "leftOn", h.version, h.province_id as "provinceId", h.states`;

/** Households of an area and of what hangs under it today, in the order of their lists. */
export async function findHouseholds(
  tx: Tx,
  areaId: string,
  on: { today: string; withLeft: boolean },
): Promise<HouseholdRow[]> {
  const found = await sql<HouseholdRow>`
    select ${columns} from household h
    join area_path_today p on p.area_id = h.area_id and p.ancestor_id = ${areaId} join area a on a.id = h.area_id
    where ${on.withLeft} or h.left_on is null or h.left_on > ${on.today}::date
    order by a.id = ${areaId} desc, a.full_name collate "vi-x-icu", h.position, h.id`.execute(tx);
  return found.rows;
}

/** Households by their ids, locked where `lock` says so, in one order for all. */
export async function findHouseholdsById(
  tx: Tx,
  ids: readonly string[],
  lock: boolean,
): Promise<HouseholdRow[]> {
  const found = await sql<HouseholdRow>`
    select ${columns} from household h join area a on a.id = h.area_id where h.id = any(${ids}::uuid[])
    order by h.id ${lock ? sql`for update of h` : sql``}`.execute(tx);
  return found.rows;
}

export interface NewHousehold extends HouseholdInput {
  readonly sameKey: string;
}

/** Adds households at the end of a hamlet's list; gives the ids of those that were not there yet in any way. */
export async function insertHouseholds(
  tx: Tx,
  may: MayWrite,
  given: { provinceId: string; listedOn: string; rows: readonly NewHousehold[] },
): Promise<Set<string>> {
  const { provinceId, listedOn, rows } = given;
  const found = await sql<{ id: string }>`
    insert into household (province_id, id, area_id, position, house_number, contact_name, contact_phone, same_key, people,
      regular, listed_on, states, created_by)
    select ${provinceId}::uuid, r.id, ${may.areaId}::uuid,
      (select coalesce(max(position), 0) from household where area_id = ${may.areaId}) + r.n, r."houseNumber", r."contactName",
      r."contactPhone", r."sameKey", r.people, r.regular, ${listedOn}::date,
      jsonb_build_array(jsonb_build_object('from', ${listedOn}::text, 'regular', r.regular, 'people', r.people)), ${may.callerId}
    from jsonb_to_recordset(${numbered(rows)}::jsonb) as r(n integer, id uuid, "houseNumber" text, "contactName" text,
      "contactPhone" text, "sameKey" text, people smallint, regular boolean)
    on conflict do nothing returning id`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}

function numbered(rows: readonly object[]): string {
  return JSON.stringify(rows.map((row, at) => ({ ...row, n: at + 1 })));
}

/** Writes what a household is now. */
export async function updateHousehold(
  tx: Tx,
  _may: MayWrite,
  row: HouseholdRow & { readonly sameKey: string },
): Promise<void> {
  await sql`
    update household set house_number = ${row.houseNumber}, contact_name = ${row.contactName}, contact_phone = ${row.contactPhone},
      same_key = ${row.sameKey}, people = ${row.people}, regular = ${row.regular}, left_on = ${row.leftOn}::date,
      states = ${JSON.stringify(row.states)}::jsonb, version = version + 1
    where id = ${row.id}`.execute(tx);
}

/** Takes a household out; its codes go with it. */
export async function deleteHousehold(tx: Tx, _may: MayWrite, id: string): Promise<void> {
  await sql`delete from pledge_code where household_id = ${id}`.execute(tx);
  await sql`delete from household where id = ${id}`.execute(tx);
}

/** How many pledges, withdrawn ones too, a household has. */
export async function countPledgesOf(tx: Tx, id: string): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from pledge where household_id = ${id}`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** The pledges of households as far as they say whether one is covered. */
export async function findPledgeSpans(tx: Tx, ids: readonly string[]): Promise<Map<string, PledgeSpan[]>> {
  const found = await sql<PledgeSpan & { householdId: string }>`
    select p.household_id as "householdId", p.signed_on as "signedOn", p.withdrawn_on as "withdrawnOn", c.valid_to as "validTo"
    from pledge p join pledge_campaign c on c.id = p.campaign_id where p.household_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return Map.groupBy(found.rows, (row) => row.householdId);
}

/** The households that signed in a campaign: those whose cover changes with its days. */
export async function findSignedHouseholds(tx: Tx, campaignId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct household_id as id from pledge where campaign_id = ${campaignId} and household_id is not null`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}

/** A condition on a household that it lives there on a day. */
export function livesThere(alias: string, today: string): RawBuilder<boolean> {
  const left = sql.ref(`${alias}.left_on`);
  return sql<boolean>`(${left} is null or ${left} > ${today}::date)`;
}
