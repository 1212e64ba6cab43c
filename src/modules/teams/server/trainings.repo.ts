import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { TeamTraining } from '../team.contract.ts';

type Tx = Transaction<DB>;
type MayWrite = Authorized<'teams.write'>;

/** The trainings of a team with who took part, the latest first. */
export async function findTrainings(tx: Tx, teamId: string): Promise<TeamTraining[]> {
  const found = await sql<TeamTraining>`
    select t.id, t.day, t.topic, t.hours::float8 as hours, t.held_by as "heldBy",
      array(select p.person_id from team_training_person p where p.training_id = t.id order by p.person_id) as "personIds"
    from team_training t where t.team_id = ${teamId} order by t.day desc, t.id`.execute(tx);
  return found.rows;
}

/** Adds a training of a team; one whose id is there already stays as it is. */
export async function insertTraining(
  tx: Tx,
  may: MayWrite,
  team: { readonly id: string; readonly areaId: string; readonly provinceId: string },
  training: TeamTraining,
): Promise<void> {
  const { id, day, topic, hours, heldBy } = training;
  const made = await sql<{ id: string }>`
    insert into team_training (id, province_id, team_id, area_id, day, topic, hours, held_by, entered_by)
    values (${id}, ${team.provinceId}, ${team.id}, ${team.areaId}, ${day}, ${topic}, ${hours}, ${heldBy}, ${may.callerId})
    on conflict (id) do nothing returning id`.execute(tx);
  if (made.rows.length === 0) return;
  await sql`
    insert into team_training_person (province_id, training_id, person_id, area_id, day)
    select ${team.provinceId}, ${id}, person, ${team.areaId}, ${day} from unnest(${training.personIds}::uuid[]) as person
    on conflict do nothing`.execute(tx);
}

/** Takes a training of the team back; gives who took part, or undefined where there is none. */
export async function deleteTraining(
  tx: Tx,
  _may: MayWrite,
  teamId: string,
  id: string,
): Promise<string[] | undefined> {
  const found = (await findTrainings(tx, teamId)).find((each) => each.id === id);
  if (!found) return undefined;
  await sql`delete from team_training where id = ${id} and team_id = ${teamId}`.execute(tx);
  return found.personIds;
}

/** A team that moved takes its trainings along. */
export async function refileTrainings(
  tx: Tx,
  _may: MayWrite,
  teamId: string,
  part: { readonly areaId: string },
): Promise<void> {
  await sql`
    update team_training_person p set area_id = ${part.areaId} from team_training t
    where t.id = p.training_id and t.team_id = ${teamId} and p.area_id <> ${part.areaId}`.execute(tx);
  await sql`
    update team_training set area_id = ${part.areaId} where team_id = ${teamId} and area_id <> ${part.areaId}`.execute(
    tx,
  );
}
