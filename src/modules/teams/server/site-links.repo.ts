import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;
type MayMove = Authorized<'models.write'>;

export interface LinkedTeam {
  readonly id: string;
  readonly name: string;
  readonly areaName: string;
}

/** The teams that carry out a site now, by place and name. */
export async function findTeamsLinked(tx: Tx, siteId: string): Promise<LinkedTeam[]> {
  const found = await sql<LinkedTeam>`
    select t.id, t.name, a.full_name as "areaName" from team_site l join team t on t.id = l.team_id
      join area a on a.id = t.area_id
    where l.site_id = ${siteId} and l.to_day is null and not t.voided order by t.folded, t.id`.execute(tx);
  return found.rows;
}

export interface MovedTeam {
  readonly teamId: string;
  /** The other site got the team by the move; false: it had it already. */
  readonly added: boolean;
  /** The first day of the link that was ended; null: as old as the team. */
  readonly fromDay: string | null;
  /** The last day of an ended link to the other site that began on the day of the move and was opened again. */
  readonly reopened: string | null;
}

/** From a day on the teams of one site carry out another one; what was before stays as it was. */
export async function moveTeamLinks(
  tx: Tx,
  may: MayMove,
  move: { fromId: string; intoId: string; day: string },
): Promise<MovedTeam[]> {
  const { fromId, intoId, day } = move;
  const found = await sql<MovedTeam>`
    with moving as (
      update team_site set to_day = greatest(${day}::date, from_day) where site_id = ${fromId} and to_day is null
      returning team_id, province_id, area_id, from_day),
    ended as (
      select team_id, to_day from team_site where site_id = ${intoId} and from_day = ${day}::date and to_day is not null),
    added as (
      insert into team_site (province_id, team_id, site_id, area_id, from_day)
      select m.province_id, m.team_id, ${intoId}, m.area_id, ${day}::date from moving m
      where not exists (select 1 from team_site o where o.team_id = m.team_id and o.site_id = ${intoId} and o.to_day is null)
      on conflict (team_id, site_id, from_day, province_id) do update set to_day = null
      returning team_id),
    noted as (
      update team set revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
      where id in (select team_id from moving))
    select m.team_id as "teamId", a.team_id is not null as added, m.from_day as "fromDay",
      case when a.team_id is not null then e.to_day end as reopened
    from moving m left join added a using (team_id) left join ended e using (team_id) order by m.team_id`.execute(
    tx,
  );
  return found.rows;
}

/** Takes such a move back: only what it began and ended, not what was there of earlier days. */
export async function giveTeamLinksBack(
  tx: Tx,
  may: MayMove,
  move: { fromId: string; intoId: string; day: string; teams: readonly MovedTeam[] },
): Promise<void> {
  const { fromId, intoId, day, teams } = move;
  const all = teams.map((team) => team.teamId);
  const begun = teams.filter((team) => team.added && !team.reopened).map((team) => team.teamId);
  const reopened = teams.filter((team) => team.reopened);
  await sql`delete from team_site where site_id = ${intoId} and from_day = ${day}::date
    and team_id = any(${begun}::uuid[])`.execute(tx);
  await sql`update team_site l set to_day = w.to_day
    from unnest(${reopened.map((team) => team.teamId)}::uuid[], ${reopened.map((team) => team.reopened)}::date[])
      as w(team_id, to_day)
    where l.site_id = ${intoId} and l.from_day = ${day}::date and l.team_id = w.team_id`.execute(tx);
  await sql`update team_site l set to_day = null
    from unnest(${all}::uuid[], ${teams.map((team) => team.fromDay)}::date[]) as w(team_id, from_day)
    where l.site_id = ${fromId} and l.team_id = w.team_id and l.from_day is not distinct from w.from_day`.execute(
    tx,
  );
  await sql`update team set revision = revision + 1, changed_by = ${may.callerId}, changed_at = now()
    where id = any(${all}::uuid[])`.execute(tx);
}
