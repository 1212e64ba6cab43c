import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { PledgeCoverage } from '../campaign.contract.ts';
import { livesThere } from './household.repo.ts';

type Tx = Transaction<DB>;

interface CountRow {
  readonly root: string;
  readonly households: number;
  readonly regular: number;
  readonly signed: number;
  readonly signedRegular: number;
  readonly withdrawn: number;
  readonly list: number;
  readonly qr: number;
  readonly phone: number;
  readonly photo: number;
}

interface OrganizationRow {
  readonly root: string;
  readonly organizations: number;
  readonly organizationsSigned: number;
  readonly parishes: number;
  readonly parishesSigned: number;
}

/**
 * How far signing has come in each of these areas with what hangs under it today, among households that live there on
 * the day and organisations that are open. A household that signed again after a withdrawal is signed and not withdrawn.
 */
export async function findCoverage(
  tx: Tx,
  campaignId: string,
  areaIds: readonly string[],
  today: string,
): Promise<Map<string, PledgeCoverage>> {
  const households = await sql<CountRow>`
    select t.ancestor_id as root, count(*)::int as households, count(*) filter (where h.regular)::int as regular,
      count(p.id)::int as signed, count(p.id) filter (where h.regular)::int as "signedRegular",
      count(*) filter (where p.id is null and exists (
        select 1 from pledge w where w.household_id = h.id and w.campaign_id = ${campaignId}))::int as withdrawn,
      count(*) filter (where p.method = 'list')::int as list, count(*) filter (where p.method = 'qr')::int as qr,
      count(*) filter (where p.method = 'phone')::int as phone, count(*) filter (where p.method = 'photo')::int as photo
    from area_path_today t join household h on h.area_id = t.area_id and ${livesThere('h', today)}
    left join pledge p on p.household_id = h.id and p.campaign_id = ${campaignId} and p.withdrawn_on is null
    where t.ancestor_id = any(${areaIds}::uuid[]) group by 1`.execute(tx);
  const organizations = await sql<OrganizationRow>`
    select t.ancestor_id as root, count(*) filter (where o.kind <> 'parish')::int as organizations,
      count(p.id) filter (where o.kind <> 'parish')::int as "organizationsSigned",
      count(*) filter (where o.kind = 'parish')::int as parishes, count(p.id) filter (where o.kind = 'parish')::int as "parishesSigned"
    from area_path_today t join organization o on o.area_id = t.area_id and o.closed_on is null
    left join pledge p on p.organization_id = o.id and p.campaign_id = ${campaignId} and p.withdrawn_on is null
    where t.ancestor_id = any(${areaIds}::uuid[]) group by 1`.execute(tx);
  const counted = new Map(households.rows.map((row) => [row.root, row]));
  const places = new Map(organizations.rows.map((row) => [row.root, row]));
  return new Map(areaIds.map((id) => [id, together(counted.get(id), places.get(id))]));
}

function together(row: CountRow | undefined, places: OrganizationRow | undefined): PledgeCoverage {
  const { list = 0, qr = 0, phone = 0, photo = 0 } = row ?? {};
  return {
    households: row?.households ?? 0,
    regular: row?.regular ?? 0,
    signed: row?.signed ?? 0,
    signedRegular: row?.signedRegular ?? 0,
    withdrawn: row?.withdrawn ?? 0,
    methods: { list, qr, phone, photo },
    organizations: places?.organizations ?? 0,
    organizationsSigned: places?.organizationsSigned ?? 0,
    parishes: places?.parishes ?? 0,
    parishesSigned: places?.parishesSigned ?? 0,
  };
}

export interface ChildArea {
  readonly areaId: string;
  readonly areaName: string;
  readonly areaKind: string;
  readonly isClosed: boolean;
}

/** What hangs directly under an area today, by name; numbers in names in their order. */
export async function findTodayChildren(tx: Tx, areaId: string): Promise<ChildArea[]> {
  const found = await sql<ChildArea>`
    select a.id as "areaId", a.full_name as "areaName", a.kind as "areaKind", a.closed_on is not null as "isClosed"
    from area_path_today p join area a on a.id = p.area_id
    where p.ancestor_id = ${areaId} and p.depth = 1 order by a.full_name collate "vi-x-icu"`.execute(tx);
  return found.rows;
}

/** Whether one of two areas holds the other today, and which of them is the lower one; undefined where neither does. */
export async function findLower(tx: Tx, one: string, other: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select area_id as id from area_path_today
    where (area_id = ${one} and ancestor_id = ${other}) or (area_id = ${other} and ancestor_id = ${one}) limit 1`.execute(
    tx,
  );
  return found.rows[0]?.id;
}
