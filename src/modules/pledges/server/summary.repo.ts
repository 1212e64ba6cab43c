import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

interface HouseRow {
  readonly id: string;
  readonly areaId: string;
  readonly houseNumber: string;
  readonly position: number;
}

export async function summariseHouseholds(tx: Tx, ids: readonly string[]): Promise<HouseRow[]> {
  const found = await sql<HouseRow>`
    select id, area_id as "areaId", house_number as "houseNumber", position from household where id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return found.rows;
}

export interface PledgeLine extends HouseRow {
  readonly campaignId: string;
  readonly title: string;
  readonly organizationName: string | null;
}

export async function summarisePledges(tx: Tx, ids: readonly string[]): Promise<PledgeLine[]> {
  const found = await sql<PledgeLine>`
    select p.id, p.area_id as "areaId", coalesce(h.house_number, '') as "houseNumber", coalesce(h.position, 0) as position,
      p.campaign_id as "campaignId", c.title, o.name as "organizationName"
    from pledge p join pledge_campaign c on c.id = p.campaign_id left join household h on h.id = p.household_id
    left join organization o on o.id = p.organization_id where p.id = any(${ids}::uuid[])`.execute(tx);
  return found.rows;
}

export interface RegistrationLine {
  readonly id: string;
  readonly areaId: string;
  readonly unitName: string;
  readonly kind: string;
  readonly year: number;
}

export async function summariseRegistrations(tx: Tx, ids: readonly string[]): Promise<RegistrationLine[]> {
  const found = await sql<RegistrationLine>`
    select r.id, r.area_id as "areaId", coalesce(o.name, a.full_name) as "unitName", r.kind, r.year
    from registration r join area a on a.id = r.area_id left join organization o on o.id = r.organization_id
    where r.id = any(${ids}::uuid[])`.execute(tx);
  return found.rows;
}
