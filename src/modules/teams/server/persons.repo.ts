import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import { containing } from '../folding.rules.ts';
import type { Sex } from '../person.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'teams.write' | 'committees.write'>;

export interface PersonRow {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly name: string;
  readonly contact: string;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly revision: number;
  readonly importId: string | null;
}

const columns = sql`p.id, p.area_id as "areaId", a.full_name as "areaName", p.name, p.contact, p.birth_year as "birthYear",
  p.sex, p.revision, p.import_id as "importId"`;

/** People by id, as far as the caller may see them; `lock` holds their rows, in the order of their ids. */
export async function findPersons(tx: Tx, ids: readonly string[], lock?: 'lock'): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<PersonRow>`
    select ${columns} from person p join area a on a.id = p.area_id
    where p.id = any(${ids}::uuid[]) order by p.id ${lock ? sql`for update of p` : sql``}`.execute(tx);
  return found.rows;
}

/** People whose folded name holds the text, at home in or below the area; by name, one more than the limit. */
export async function searchPersons(
  tx: Tx,
  wanted: { readonly folded: string; readonly areaId: string | undefined; readonly limit: number },
): Promise<PersonRow[]> {
  const found = await sql<PersonRow>`
    select ${columns} from person p join area a on a.id = p.area_id
    where p.folded like ${containing(wanted.folded)}
      ${wanted.areaId ? sql`and p.area_id in (select area_id from area_path_today where ancestor_id = ${wanted.areaId})` : sql``}
    order by p.folded, p.id limit ${wanted.limit + 1}`.execute(tx);
  return found.rows;
}

/** People at home in or below an area under any of these folded names: for telling who is known already. */
export async function findNamesakes(tx: Tx, areaId: string, folded: readonly string[]): Promise<PersonRow[]> {
  const found = await sql<PersonRow>`
    select ${columns} from person p join area a on a.id = p.area_id
    where p.folded = any(${folded}::text[])
      and p.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})
    order by p.id`.execute(tx);
  return found.rows;
}

export interface NewPerson {
  readonly id: string;
  readonly areaId: string;
  readonly provinceId: string;
  readonly name: string;
  readonly folded: string;
  readonly contact: string;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
}

/** Adds people; gives the ids of those that were not there before. */
export async function insertPersons(
  tx: Tx,
  may: MayWrite,
  rows: readonly NewPerson[],
  importId?: string,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = await sql<{ id: string }>`
    insert into person (id, province_id, area_id, name, folded, contact, birth_year, sex, import_id, created_by, changed_by)
    select id, "provinceId", "areaId", name, folded, contact, "birthYear", sex, ${importId ?? null}, ${may.callerId}, ${may.callerId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "provinceId" uuid, "areaId" uuid, name text,
      folded text, contact text, "birthYear" smallint, sex text)
    on conflict (id) do nothing returning id`.execute(tx);
  return made.rows.map((row) => row.id);
}

export async function updatePerson(tx: Tx, may: MayWrite, row: NewPerson): Promise<void> {
  await sql`
    update person set area_id = ${row.areaId}, name = ${row.name}, folded = ${row.folded}, contact = ${row.contact},
      birth_year = ${row.birthYear}, sex = ${row.sex}, revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
    where id = ${row.id}`.execute(tx);
}

export async function deletePersons(tx: Tx, _may: MayWrite, ids: readonly string[]): Promise<void> {
  await sql`delete from person where id = any(${ids}::uuid[])`.execute(tx);
}

/** What the facts of people are made of: memberships within the life of their teams, and trainings. */
export interface ServedRow {
  readonly personId: string;
  readonly joinedOn: string;
  readonly leftOn: string | null;
  readonly foundedOn: string;
  readonly disbandedOn: string | null;
  readonly voided: boolean;
}

/** The days on which people served, also in teams that the caller does not see. */
export async function findServed(tx: Tx, personIds: readonly string[]): Promise<ServedRow[]> {
  const found = await sql<ServedRow>`
    select person_id as "personId", joined_on as "joinedOn", left_on as "leftOn", founded_on as "foundedOn",
      disbanded_on as "disbandedOn", voided
    from served_days(${personIds}::uuid[])`.execute(tx);
  return found.rows;
}

/** The days on which people were trained, also by teams that the caller does not see. */
export async function findTrainedDays(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ personId: string; day: string }[]> {
  const found = await sql<{ personId: string; day: string }>`
    select person_id as "personId", day from trained_days(${personIds}::uuid[])`.execute(tx);
  return found.rows;
}

export interface SeatInTeam {
  readonly personId: string;
  readonly teamId: string;
  readonly name: string;
  readonly areaName: string;
  readonly role: string;
  readonly from: string;
  readonly to: string | null;
}

/** The teams of people that the caller may see, the present ones first. */
export async function findSeatsInTeams(tx: Tx, personIds: readonly string[]): Promise<SeatInTeam[]> {
  const found = await sql<SeatInTeam>`
    select m.person_id as "personId", t.id as "teamId", t.name, a.full_name as "areaName", m.role, m.joined_on as "from",
      least(m.left_on, t.disbanded_on) as "to"
    from membership m join team t on t.id = m.team_id and not t.voided join area a on a.id = t.area_id
    where m.person_id = any(${personIds}::uuid[]) order by m.joined_on desc, t.name`.execute(tx);
  return found.rows;
}

export interface PersonTrainingRow {
  readonly id: string;
  readonly teamId: string;
  readonly day: string;
  readonly topic: string;
  readonly hours: number | null;
}

export async function findTrainingsOf(tx: Tx, personId: string): Promise<PersonTrainingRow[]> {
  const found = await sql<PersonTrainingRow>`
    select t.id, t.team_id as "teamId", t.day, t.topic, t.hours::float8 as hours
    from team_training t join team_training_person p on p.training_id = t.id
    where p.person_id = ${personId} order by t.day desc, t.id`.execute(tx);
  return found.rows;
}

/** Two are one: what the other one did becomes this one's, as far as it does not stand there already. */
export async function moveService(tx: Tx, _may: MayWrite, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into team_training_person (province_id, training_id, person_id, area_id, day)
    select province_id, training_id, ${toId}, area_id, day from team_training_person where person_id = ${fromId}
    on conflict do nothing`.execute(tx);
  await sql`delete from team_training_person where person_id = ${fromId}`.execute(tx);
  await sql`update membership set person_id = ${toId} where person_id = ${fromId}`.execute(tx);
}

/** Whether the same team has both of them on the same days. */
export async function serveTogether(tx: Tx, one: string, other: string): Promise<boolean> {
  const found = await sql<{ both: boolean }>`
    select exists (select 1 from membership a join membership b on b.team_id = a.team_id and b.person_id = ${other}
      and daterange(a.joined_on, a.left_on) && daterange(b.joined_on, b.left_on) where a.person_id = ${one}) as both`.execute(
    tx,
  );
  return found.rows[0]?.both ?? false;
}
