import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { RegistrationKind, RegistrationUnit } from '../registration.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'registrations.write'>;

interface UnitRow extends Omit<RegistrationUnit, 'registration'> {
  readonly registrationId: string | null;
  readonly registeredOn: string | null;
}

const registered = (kind: string, year: number, area: string, organization: string) => sql`
  left join registration r on r.kind = ${kind} and r.year = ${year} and r.area_id = ${sql.ref(area)}
    and r.organization_id is not distinct from ${sql.raw(organization)}`;

/**
 * Who can register for a title in an area and what hangs under it today: areas of the kinds that it is for, then
 * organisations; what is closed only where it had registered.
 */
export async function findUnits(
  tx: Tx,
  areaId: string,
  kind: Pick<RegistrationKind, 'code' | 'areas' | 'organizations'>,
  year: number,
): Promise<UnitRow[]> {
  const areas = await sql<UnitRow>`
    select a.id as "areaId", null::uuid as "organizationId", a.full_name as name, a.kind, r.id as "registrationId",
      r.registered_on as "registeredOn"
    from area_path_today p join area a on a.id = p.area_id ${registered(kind.code, year, 'a.id', 'null')}
    where p.ancestor_id = ${areaId} and a.kind = any(${kind.areas}::text[]) and (a.closed_on is null or r.id is not null)
    order by p.depth, a.full_name collate "vi-x-icu", a.id`.execute(tx);
  const organizations = await sql<UnitRow>`
    select o.area_id as "areaId", o.id as "organizationId", o.name, o.kind, r.id as "registrationId",
      r.registered_on as "registeredOn"
    from area_path_today p join organization o on o.area_id = p.area_id ${registered(kind.code, year, 'o.area_id', 'o.id')}
    where p.ancestor_id = ${areaId} and o.kind = any(${kind.organizations}::text[]) and (o.closed_on is null or r.id is not null)
    order by o.kind, o.name collate "vi-x-icu", o.id`.execute(tx);
  return [...areas.rows, ...organizations.rows];
}

export interface RegistrationCounts {
  readonly due: number;
  readonly registered: number;
  readonly late: number;
}

/** The sums of each area with what hangs under it today. */
export async function countUnits(
  tx: Tx,
  areaIds: readonly string[],
  kind: Pick<RegistrationKind, 'code' | 'areas' | 'organizations'>,
  year: number,
  deadline: string,
): Promise<Map<string, RegistrationCounts>> {
  const found = await sql<RegistrationCounts & { root: string }>`
    select root, count(*)::int as due, count(r_id)::int as registered, count(r_id) filter (where on_day > ${deadline}::date)::int as late
    from (
      select p.ancestor_id as root, r.id as r_id, r.registered_on as on_day
      from area_path_today p join area a on a.id = p.area_id ${registered(kind.code, year, 'a.id', 'null')}
      where p.ancestor_id = any(${areaIds}::uuid[]) and a.kind = any(${kind.areas}::text[]) and (a.closed_on is null or r.id is not null)
      union all
      select p.ancestor_id, r.id, r.registered_on
      from area_path_today p join organization o on o.area_id = p.area_id ${registered(kind.code, year, 'o.area_id', 'o.id')}
      where p.ancestor_id = any(${areaIds}::uuid[]) and o.kind = any(${kind.organizations}::text[]) and (o.closed_on is null or r.id is not null)
    ) x group by root`.execute(tx);
  return new Map(found.rows.map(({ root, ...counts }) => [root, counts]));
}

export interface RegistrationRow {
  readonly id: string;
  readonly provinceId: string;
  readonly areaId: string;
  readonly organizationId: string | null;
  readonly kind: string;
  readonly year: number;
  readonly registeredOn: string;
}

/** Registrations by id, locked. */
export async function lockRegistrations(tx: Tx, ids: readonly string[]): Promise<RegistrationRow[]> {
  const found = await sql<RegistrationRow>`
    select id, province_id as "provinceId", area_id as "areaId", organization_id as "organizationId", kind, year,
      registered_on as "registeredOn"
    from registration where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
  return found.rows;
}

/** Areas and organisations that registrations name, as far as they are there. */
export async function findKinds(
  tx: Tx,
  units: readonly { areaId: string; organizationId: string | null }[],
): Promise<{ areaId: string; organizationId: string | null; kind: string }[]> {
  const found = await sql<{ areaId: string; organizationId: string | null; kind: string }>`
    select a.id as "areaId", o.id as "organizationId", coalesce(o.kind, a.kind) as kind
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("areaId" uuid, "organizationId" uuid)
    join area a on a.id = u."areaId" left join organization o on o.id = u."organizationId" and o.area_id = a.id
    where u."organizationId" is null or o.id is not null`.execute(tx);
  return found.rows;
}

/** Notes registrations; gives the ids of those that are new. */
export async function insertRegistrations(
  tx: Tx,
  may: MayWrite,
  rows: readonly RegistrationRow[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    insert into registration (province_id, id, area_id, organization_id, kind, year, registered_on, recorded_by)
    select "provinceId", id, "areaId", "organizationId", kind, year, "registeredOn", ${may.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("provinceId" uuid, id uuid, "areaId" uuid, "organizationId" uuid,
      kind text, year smallint, "registeredOn" date)
    on conflict do nothing returning id`.execute(tx);
  return found.rows.map((row) => row.id);
}

export async function deleteRegistration(tx: Tx, _may: MayWrite, id: string): Promise<void> {
  await sql`delete from registration where id = ${id}`.execute(tx);
}
