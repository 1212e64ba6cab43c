import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Chosen, EquipmentCondition, TeamKind, TeamRole } from '../team.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'teams.write'>;

export interface TeamRow {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly kind: TeamKind;
  readonly name: string;
  readonly foundedOn: string;
  readonly decision: string;
  readonly households: number | null;
  readonly note: string;
  readonly disbandedOn: string | null;
  readonly disbandReason: string;
  readonly voided: boolean;
  readonly voidReason: string;
  readonly revision: number;
  readonly changedAt: Date;
}

/** Teams by id, as far as the caller may see them; `lock` holds their rows, in the order of their ids. */
export async function findTeamRows(tx: Tx, ids: readonly string[], lock?: 'lock'): Promise<TeamRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<TeamRow>`
    select t.id, t.area_id as "areaId", a.full_name as "areaName", t.organization_id as "organizationId",
      o.name as "organizationName", t.kind, t.name, t.founded_on as "foundedOn", t.decision, t.households, t.note,
      t.disbanded_on as "disbandedOn", t.disband_reason as "disbandReason", t.voided, t.void_reason as "voidReason",
      t.revision, t.changed_at as "changedAt"
    from team t join area a on a.id = t.area_id left join organization o on o.id = t.organization_id
    where t.id = any(${ids}::uuid[]) order by t.id ${lock ? sql`for update of t` : sql``}`.execute(tx);
  return found.rows;
}

export interface TeamToWrite
  extends Omit<TeamRow, 'areaName' | 'organizationName' | 'revision' | 'changedAt'> {
  readonly provinceId: string;
  readonly folded: string;
}

/** Writes a team as it is now; a new one begins with revision 1. */
export async function putTeamRows(
  tx: Tx,
  may: MayWrite,
  rows: readonly TeamToWrite[],
  importId?: string,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into team (id, province_id, area_id, organization_id, kind, name, folded, founded_on, decision, households, note,
      disbanded_on, disband_reason, voided, void_reason, import_id, created_by, changed_by)
    select id, "provinceId", "areaId", "organizationId", kind, name, folded, "foundedOn", decision, households, note,
      "disbandedOn", "disbandReason", voided, "voidReason", ${importId ?? null}, ${may.callerId}, ${may.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "provinceId" uuid, "areaId" uuid,
      "organizationId" uuid, kind text, name text, folded text, "foundedOn" date, decision text, households integer,
      note text, "disbandedOn" date, "disbandReason" text, voided boolean, "voidReason" text)
    on conflict (id) do update set area_id = excluded.area_id, organization_id = excluded.organization_id,
      kind = excluded.kind, name = excluded.name, folded = excluded.folded, founded_on = excluded.founded_on,
      decision = excluded.decision, households = excluded.households, note = excluded.note,
      disbanded_on = excluded.disbanded_on, disband_reason = excluded.disband_reason, voided = excluded.voided,
      void_reason = excluded.void_reason, revision = team.revision + 1, changed_by = excluded.changed_by, changed_at = now()`.execute(
    tx,
  );
}

export interface MembershipRow {
  readonly id: string;
  readonly teamId: string;
  readonly personId: string;
  readonly role: TeamRole;
  readonly chosen: Chosen;
  readonly joinedOn: string;
  readonly leftOn: string | null;
  readonly leftReason: string;
}

export async function findMemberships(tx: Tx, teamIds: readonly string[]): Promise<MembershipRow[]> {
  const found = await sql<MembershipRow>`
    select id, team_id as "teamId", person_id as "personId", role, chosen, joined_on as "joinedOn", left_on as "leftOn",
      left_reason as "leftReason"
    from membership where team_id = any(${teamIds}::uuid[]) order by team_id, position, id`.execute(tx);
  return found.rows;
}

/** A part of a team is filed under the team's area and province. */
interface Part {
  readonly areaId: string;
  readonly provinceId: string;
}

/** Adds memberships after those that are there; they must be new. */
export async function insertMemberships(
  tx: Tx,
  _may: MayWrite,
  rows: readonly (MembershipRow & Part & { readonly position: number })[],
  importId?: string,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into membership (id, province_id, team_id, person_id, area_id, role, chosen, joined_on, left_on, left_reason,
      position, import_id)
    select id, "provinceId", "teamId", "personId", "areaId", role, chosen, "joinedOn", "leftOn", "leftReason", position,
      coalesce("importId", ${importId ?? null}::uuid)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "provinceId" uuid, "teamId" uuid, "personId" uuid,
      "areaId" uuid, role text, chosen text, "joinedOn" date, "leftOn" date, "leftReason" text, position smallint,
      "importId" uuid)`.execute(tx);
}

/** Makes these the memberships of the team; which of them an import brought stays known. */
export async function replaceMemberships(
  tx: Tx,
  may: MayWrite,
  teamId: string,
  rows: readonly (MembershipRow & Part & { readonly position: number })[],
): Promise<void> {
  const brought = await sql<{ id: string; importId: string | null }>`
    delete from membership where team_id = ${teamId} returning id, import_id as "importId"`.execute(tx);
  const imports = new Map(brought.rows.map((row) => [row.id, row.importId]));
  await insertMemberships(
    tx,
    may,
    rows.map((row) => ({ ...row, importId: imports.get(row.id) ?? null })),
  );
}

export interface EquipmentRow {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly receivedOn: string | null;
  readonly condition: EquipmentCondition;
  readonly note: string;
}

export async function findEquipment(tx: Tx, teamId: string): Promise<EquipmentRow[]> {
  const found = await sql<EquipmentRow>`
    select id, name, number, received_on as "receivedOn", condition, note from team_equipment
    where team_id = ${teamId} order by position, id`.execute(tx);
  return found.rows;
}

export async function replaceEquipment(
  tx: Tx,
  _may: MayWrite,
  teamId: string,
  part: Part,
  rows: readonly EquipmentRow[],
): Promise<void> {
  await sql`delete from team_equipment where team_id = ${teamId}`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    insert into team_equipment (id, province_id, team_id, area_id, name, number, received_on, condition, note, position)
    select id, ${part.provinceId}, ${teamId}, ${part.areaId}, name, number, "receivedOn", condition, note, position
    from jsonb_to_recordset(${JSON.stringify(rows.map((row, position) => ({ ...row, position })))}::jsonb)
      as r(id uuid, name text, number integer, "receivedOn" date, condition text, note text, position smallint)`.execute(
    tx,
  );
}

/** The sites of some teams, each once; `ever`: also those that were merged into others since. */
export async function findSiteIds(
  tx: Tx,
  teamIds: readonly string[],
  when: 'now' | 'ever',
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct site_id as id from team_site where team_id = any(${teamIds}::uuid[])
      and (${when === 'ever'} or to_day is null) order by site_id`.execute(tx);
  return found.rows.map((row) => row.id);
}

/**
 * Makes these the sites of the team. A new link is as old as the team; where a merger of sites has ended one, the new
 * one begins on `day` beside it.
 */
export async function replaceSites(
  tx: Tx,
  _may: MayWrite,
  teamId: string,
  part: Part,
  siteIds: readonly string[],
  day: string,
): Promise<void> {
  await sql`update team_site set province_id = ${part.provinceId}, area_id = ${part.areaId}
    where team_id = ${teamId}`.execute(tx);
  // Links that a merger of sites ended stay: the figures of the time before it hang on them.
  await sql`delete from team_site where team_id = ${teamId} and to_day is null
    and site_id <> all(${siteIds}::uuid[])`.execute(tx);
  if (siteIds.length === 0) return;
  await sql`
    insert into team_site (province_id, team_id, site_id, area_id, from_day)
    select ${part.provinceId}, ${teamId}, site, ${part.areaId},
      (select ${day}::date from team_site o where o.team_id = ${teamId} and o.site_id = site limit 1)
    from unnest(${siteIds}::uuid[]) as site
    where not exists (
      select 1 from team_site o where o.team_id = ${teamId} and o.site_id = site and o.to_day is null)
    on conflict (team_id, site_id, from_day, province_id) do update set to_day = null`.execute(tx);
}

/** The codes of an area and of all units in which it lay or lies, nearest first ('07840', 'before:17'). */
export async function findAreaCodes(tx: Tx, areaId: string): Promise<string[]> {
  const found = await sql<{ code: string }>`
    select case c.system when 'before' then 'before:' || c.code else c.code end as code
    from area_code c join (
      select ancestor_id, min(depth) as depth from (
        select ancestor_id, depth from area_path_today where area_id = ${areaId}
        union all select ancestor_id, depth from area_path_then where area_id = ${areaId}) as p
      group by ancestor_id) as p on p.ancestor_id = c.area_id
    order by p.depth, c.system, c.code`.execute(tx);
  return found.rows.map((row) => row.code);
}
