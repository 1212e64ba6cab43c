import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { RosterCounts } from '../roster.contract.ts';
import type { KnownTeam } from '../roster-plan.rules.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'teams.write'>;

export interface RosterRow {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly provinceId: string;
  readonly fileName: string;
  readonly state: 'checked' | 'committed' | 'undone';
  readonly plan: unknown;
  readonly counts: RosterCounts;
  readonly createdAt: Date;
  readonly committedAt: Date | null;
  readonly undoneAt: Date | null;
}

const columns = sql`r.id, r.area_id as "areaId", a.full_name as "areaName", r.province_id as "provinceId",
  r.file_name as "fileName", r.state, r.counts, r.created_at as "createdAt", r.committed_at as "committedAt",
  r.undone_at as "undoneAt"`;

export async function findRoster(tx: Tx, id: string, lock?: 'lock'): Promise<RosterRow | undefined> {
  const found = await sql<RosterRow>`
    select ${columns}, r.plan from roster r join area a on a.id = r.area_id
    where r.id = ${id} ${lock ? sql`for update of r` : sql``}`.execute(tx);
  return found.rows[0];
}

export async function findRosters(tx: Tx, limit: number): Promise<Omit<RosterRow, 'plan'>[]> {
  const found = await sql<Omit<RosterRow, 'plan'>>`
    select ${columns} from roster r join area a on a.id = r.area_id
    order by r.created_at desc, r.id limit ${limit}`.execute(tx);
  return found.rows;
}

export async function insertRoster(
  tx: Tx,
  may: MayWrite,
  row: {
    readonly id: string;
    readonly provinceId: string;
    readonly fileName: string;
    readonly fileHash: string;
    readonly plan: unknown;
    readonly counts: RosterCounts;
  },
): Promise<void> {
  await sql`
    insert into roster (id, province_id, area_id, file_name, file_hash, state, plan, counts, created_by)
    values (${row.id}, ${row.provinceId}, ${may.areaId}, ${row.fileName}, ${row.fileHash}, 'checked',
      ${JSON.stringify(row.plan)}, ${JSON.stringify(row.counts)}, ${may.callerId})`.execute(tx);
}

export async function updateRoster(
  tx: Tx,
  _may: MayWrite,
  id: string,
  change: { readonly state: 'committed' | 'undone'; readonly plan: unknown; readonly counts: RosterCounts },
): Promise<void> {
  const at = change.state === 'committed' ? sql`committed_at = now()` : sql`undone_at = now()`;
  await sql`
    update roster set state = ${change.state}, plan = ${JSON.stringify(change.plan)},
      counts = ${JSON.stringify(change.counts)}, ${at} where id = ${id}`.execute(tx);
}

export async function deleteRoster(tx: Tx, _may: MayWrite, id: string): Promise<void> {
  await sql`delete from roster where id = ${id}`.execute(tx);
}

/** The teams at work in and below an area: what the rows of a list may mean. */
export async function findKnownTeams(tx: Tx, areaId: string): Promise<KnownTeam[]> {
  const found = await sql<KnownTeam>`
    select id, area_id as "areaId", organization_id as "organizationId", kind, name, founded_on as "foundedOn" from team
    where not voided and disbanded_on is null
      and area_id in (select area_id from area_path_today where ancestor_id = ${areaId}) order by id`.execute(
    tx,
  );
  return found.rows;
}

/** The teams in which people serve on the day. */
export async function findPresentTeams(
  tx: Tx,
  personIds: readonly string[],
  day: string,
): Promise<{ personId: string; teamId: string }[]> {
  const found = await sql<{ personId: string; teamId: string }>`
    select person_id as "personId", team_id as "teamId" from membership
    where person_id = any(${personIds}::uuid[]) and (left_on is null or left_on > ${day})`.execute(tx);
  return found.rows;
}

/** Counts a change of teams to which a list added members. */
export async function touchTeams(tx: Tx, may: MayWrite, ids: readonly string[]): Promise<void> {
  await sql`
    update team set revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
    where id = any(${ids}::uuid[])`.execute(tx);
}

export interface Brought {
  readonly teams: readonly string[];
  readonly persons: readonly string[];
  /** Teams that were there and got members. */
  readonly joined: readonly string[];
  /** People whose seats go: those of the list, new or known. */
  readonly seated: readonly string[];
}

/** What a list brought, as it stands today. */
export async function findBrought(tx: Tx, rosterId: string): Promise<Brought> {
  const found = await sql<Brought>`
    select array(select id from team where import_id = ${rosterId} order by id) as teams,
      array(select id from person where import_id = ${rosterId} order by id) as persons,
      array(select distinct m.team_id from membership m join team t on t.id = m.team_id
        where m.import_id = ${rosterId} and t.import_id is distinct from ${rosterId} order by 1) as joined,
      array(select distinct person_id from membership where import_id = ${rosterId} order by 1) as seated`.execute(
    tx,
  );
  return found.rows[0] ?? { teams: [], persons: [], joined: [], seated: [] };
}

/** Names of teams and people that were worked on since the list was taken in: why it can not be taken back. */
export async function findWorkedOn(
  tx: Tx,
  rosterId: string,
  joined: readonly { readonly id: string; readonly revision: number }[],
): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select name from team t where import_id = ${rosterId} and (revision > 1
      or exists (select 1 from team_training x where x.team_id = t.id)
      or exists (select 1 from membership m where m.team_id = t.id and m.import_id is distinct from ${rosterId}))
    union all
    select t.name from team t join jsonb_to_recordset(${JSON.stringify(joined)}::jsonb) as j(id uuid, revision integer)
      on j.id = t.id and j.revision <> t.revision
    union all
    select name from person p where import_id = ${rosterId} and (revision > 1
      or exists (select 1 from membership m where m.person_id = p.id and m.import_id is distinct from ${rosterId})
      or exists (select 1 from committee_seat s where s.person_id = p.id))
    limit 6`.execute(tx);
  return found.rows.map((row) => row.name);
}

/** Takes away what a list brought: seats first, then teams, then people. */
export async function removeBrought(tx: Tx, _may: MayWrite, rosterId: string): Promise<void> {
  await sql`delete from membership where import_id = ${rosterId}`.execute(tx);
  await sql`delete from team where import_id = ${rosterId}`.execute(tx);
  await sql`delete from person where import_id = ${rosterId}`.execute(tx);
}
