import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import { containing } from '../folding.rules.ts';
import type { TeamKind, TeamSummary } from '../team.contract.ts';
import type { TeamTotals } from '../teams.contract.ts';

type Tx = Transaction<DB>;

export interface TeamFilter {
  readonly areaId?: string | undefined;
  readonly kind?: TeamKind | undefined;
  readonly siteId?: string | undefined;
  /** Folded text that name or place must contain. */
  readonly folded?: string | undefined;
  readonly state: 'active' | 'disbanded' | 'all';
  readonly today: string;
}

function found(filter: TeamFilter): RawBuilder<unknown> {
  const { areaId, kind, siteId, folded, state, today } = filter;
  return sql`not t.voided
    ${areaId ? sql`and t.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})` : sql``}
    ${kind ? sql`and t.kind = ${kind}` : sql``}
    ${siteId ? sql`and t.id in (select team_id from team_site where site_id = ${siteId} and to_day is null)` : sql``}
    ${folded ? sql`and t.folded like ${containing(folded)}` : sql``}
    ${state === 'active' ? sql`and (t.disbanded_on is null or t.disbanded_on > ${today})` : sql``}
    ${state === 'disbanded' ? sql`and t.disbanded_on <= ${today}` : sql``}`;
}

const serving = (day: string): RawBuilder<unknown> =>
  sql`m.joined_on <= ${day} and (m.left_on is null or m.left_on > ${day})`;

/** A page of teams in the order of place and name, with their numbers of the day. */
export async function findTeamPage(
  tx: Tx,
  filter: TeamFilter,
  page: {
    readonly after?: { readonly folded: string; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<(TeamSummary & { folded: string })[]> {
  const { today } = filter;
  const rows = await sql<TeamSummary & { folded: string }>`
    with page as materialized (
      select t.* from team t where ${found(filter)}
        ${page.after ? sql`and (t.folded, t.id) > (${page.after.folded}, ${page.after.id}::uuid)` : sql``}
      order by t.folded, t.id limit ${page.limit})
    select t.id, t.area_id as "areaId", a.full_name as "areaName", o.name as "organizationName", t.kind, t.name,
      t.founded_on as "foundedOn", t.disbanded_on as "disbandedOn", t.voided, t.folded,
      coalesce(n.members, 0) as members, n.leader, coalesce(n.trained, 0) as trained
    from page t join area a on a.id = t.area_id left join organization o on o.id = t.organization_id
    left join lateral (
      select count(*)::int as members,
        min(p.name) filter (where m.role = 'teamLeader') as leader,
        (count(*) filter (where exists (select 1 from team_training_person x where x.person_id = m.person_id
          and x.day <= ${today}::date and x.day > ${today}::date - interval '1 year')))::int as trained
      from membership m join person p on p.id = m.person_id where m.team_id = t.id and ${serving(today)}) as n on true
    order by t.folded, t.id`.execute(tx);
  return rows.rows;
}

/** Numbers of all teams that the filter finds, on the day. */
export async function findTeamTotals(tx: Tx, filter: TeamFilter): Promise<TeamTotals> {
  const { today } = filter;
  const rows = await sql<TeamTotals>`
    with wanted as materialized (select t.id from team t where ${found(filter)}),
    seats as materialized (
      select m.person_id from membership m where m.team_id in (select id from wanted) and ${serving(today)})
    select (select count(*)::int from wanted) as teams, count(*)::int as members,
      count(distinct person_id)::int as persons,
      (count(distinct person_id) filter (where person_id in (select person_id from team_training_person
        where day <= ${today}::date and day > ${today}::date - interval '1 year')))::int as trained
    from seats`.execute(tx);
  return rows.rows[0] ?? { teams: 0, members: 0, persons: 0, trained: 0 };
}

export interface MemberLine {
  readonly areaName: string;
  readonly teamName: string;
  readonly kind: string;
  readonly name: string;
  readonly birthYear: number | null;
  readonly sex: string | null;
  readonly contact: string;
  readonly role: string;
  readonly chosen: string;
  readonly joinedOn: string;
  readonly trainedOn: string | null;
  readonly personId: string;
}

/** The members, on the day, of all teams that the filter finds, team by team. */
export async function findMemberLines(
  tx: Tx,
  filter: TeamFilter,
  on: string,
  limit: number,
): Promise<MemberLine[]> {
  const rows = await sql<MemberLine>`
    select a.full_name as "areaName", t.name as "teamName", t.kind, p.name, p.birth_year as "birthYear", p.sex, p.contact,
      m.role, m.chosen, m.joined_on as "joinedOn", p.id as "personId",
      (select max(x.day) from team_training_person x where x.person_id = p.id and x.day <= ${on}::date) as "trainedOn"
    from team t join area a on a.id = t.area_id join membership m on m.team_id = t.id and ${serving(on)}
    join person p on p.id = m.person_id
    where ${found(filter)} and t.founded_on <= ${on} and (t.disbanded_on is null or t.disbanded_on > ${on})
    order by t.folded, t.id, m.position, m.id limit ${limit}`.execute(tx);
  return rows.rows;
}

/** What the teams of sites are, by day: how many teams and members came (or, negative, went). */
export interface HeadcountRow {
  readonly siteId: string;
  readonly day: string;
  readonly teams: number;
  readonly members: number;
}

export async function findHeadcounts(tx: Tx, siteIds: readonly string[]): Promise<HeadcountRow[]> {
  const rows = await sql<HeadcountRow>`
    with span as (
      select s.site_id, t.id, greatest(t.founded_on, s.from_day) as d0, least(t.disbanded_on, s.to_day) as d1
      from team_site s join team t on t.id = s.team_id
      where s.site_id = any(${siteIds}::uuid[]) and not t.voided),
    -- A team is there once, also where two of its links overlap.
    t as (
      select site_id, id, lower(days) as founded_on, upper(days) as disbanded_on from (
        select site_id, id, unnest(range_agg(daterange(d0, d1))) as days from span
        where d1 is null or d0 < d1 group by site_id, id) linked),
    m as (
      select t.site_id, greatest(m.joined_on, t.founded_on) as d0, least(m.left_on, t.disbanded_on) as d1
      from t join membership m on m.team_id = t.id
      where daterange(m.joined_on, m.left_on) && daterange(t.founded_on, t.disbanded_on)),
    step as (
      select site_id, founded_on as day, 1 as teams, 0 as members from t
      union all select site_id, disbanded_on, -1, 0 from t where disbanded_on is not null
      union all select site_id, d0, 0, 1 from m union all select site_id, d1, 0, -1 from m where d1 is not null)
    select site_id as "siteId", day, sum(teams)::int as teams, sum(members)::int as members
    from step group by site_id, day having sum(teams) <> 0 or sum(members) <> 0 order by site_id, day`.execute(
    tx,
  );
  return rows.rows;
}
