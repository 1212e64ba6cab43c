import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getSummaries, mayIn } from '../../areas/server/areas.service.ts';
import { listProfiles } from '../../areas/server/hamlets.service.ts';
import { seatsOf } from '../../committees/server/seats.service.ts';
import { foldOrdered } from '../folding.rules.ts';
import { judgeSize } from '../size.rules.ts';
import { spanHas } from '../spans.rules.ts';
import type { Membership, SizeVerdict, Team, TeamKind, TeamSummary } from '../team.contract.ts';
import type { TeamTotals } from '../teams.contract.ts';
import { showPerson } from './person-access.service.ts';
import { findPersons, findSeatsInTeams, findTrainedDays } from './persons.repo.ts';
import { findSiteNames } from './sites.repo.ts';
import { sizeRules } from './size-rules.service.ts';
import { findTeamPage, findTeamTotals } from './team-list.repo.ts';
import {
  findAreaCodes,
  findEquipment,
  findMemberships,
  findSiteIds,
  findTeamRows,
  type MembershipRow,
  type TeamRow,
} from './teams.repo.ts';
import { findTrainings } from './trainings.repo.ts';

/** The team's row, locked for a change where asked. Throws Problem `notFound`. */
export async function getTeamRow(context: Context, id: string, lock?: 'lock'): Promise<TeamRow> {
  const [team] = await findTeamRows(context.tx, [id], lock);
  if (!team) throw new Problem('notFound');
  return team;
}

/** The team's row, or undefined where there is none yet. */
export async function findTeamRow(context: Context, id: string): Promise<TeamRow | undefined> {
  return (await findTeamRows(context.tx, [id]))[0];
}

/** One team with all that belongs to it. Throws Problem `notFound`. */
export async function getTeam(context: Context, id: string): Promise<Team> {
  const row = await getTeamRow(context, id);
  const memberships = await findMemberships(context.tx, [id]);
  const contacts = await mayIn(context, 'persons.read', row.areaId);
  const { voided, voidReason, changedAt, ...team } = row;
  const area = (await getSummaries(context, [row.areaId])).get(row.areaId);
  return {
    ...team,
    areaPath: area?.path ?? '',
    voidReason: voided ? voidReason : null,
    changedAt: changedAt.toISOString(),
    members: await showMembers(context, row, memberships, contacts),
    equipment: await findEquipment(context.tx, id),
    sites: (await findSiteNames(context.tx, await findSiteIds(context.tx, [id], 'now'))).map((site) => ({
      id: site.id,
      name: `${site.name}, ${site.areaName}`,
    })),
    trainings: await findTrainings(context.tx, id),
    size: (await sizeOf(context, row, memberships)) ?? null,
    can: {
      write: await mayIn(context, 'teams.write', row.areaId),
      contacts,
      export: await mayIn(context, 'persons.export', row.areaId),
    },
  };
}

async function showMembers(
  context: Context,
  team: TeamRow,
  memberships: readonly MembershipRow[],
  contacts: boolean,
): Promise<Membership[]> {
  const ids = memberships.map((row) => row.personId);
  const persons = new Map((await findPersons(context.tx, ids)).map((person) => [person.id, person]));
  const trained = Map.groupBy(await findTrainedDays(context.tx, ids), (row) => row.personId);
  const others = await otherSeats(context, team.id, ids);
  return memberships.flatMap(({ teamId: _teamId, personId, ...membership }) => {
    const person = persons.get(personId);
    if (!person) return [];
    const days = (trained.get(personId) ?? []).map((row) => row.day).toSorted();
    return {
      ...membership,
      person: showPerson(person, contacts),
      trainedOn: days.at(-1) ?? null,
      alsoIn: others.get(personId) ?? [],
    };
  });
}

/** The other teams and committees in which people serve today. */
async function otherSeats(
  context: Context,
  teamId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Membership['alsoIn']>> {
  const others = new Map<string, Membership['alsoIn']>(personIds.map((id) => [id, []]));
  for (const seat of await findSeatsInTeams(context.tx, personIds))
    if (seat.teamId !== teamId && spanHas(seat, context.today))
      others.get(seat.personId)?.push({ kind: 'team', id: seat.teamId, name: seat.name });
  for (const [personId, seats] of await seatsOf(context, personIds))
    for (const seat of seats)
      if (spanHas(seat, context.today))
        others.get(personId)?.push({ kind: 'committee', id: seat.committeeId, name: seat.name });
  return others;
}

async function sizeOf(
  context: Context,
  team: TeamRow,
  memberships: readonly MembershipRow[],
): Promise<SizeVerdict | undefined> {
  const serving = memberships.filter((row) => spanHas({ from: row.joinedOn, to: row.leftOn }, context.today));
  const counted = (await listProfiles(context, team.areaId)).filter((each) => each.asOf <= context.today);
  const profile = counted.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
  const sized = {
    kind: team.kind,
    areaCodes: await findAreaCodes(context.tx, team.areaId),
    areaName: team.areaName,
    people: profile?.people ?? null,
    households: profile?.households ?? null,
    ownHouseholds: team.households,
    members: serving.length,
    deputies: serving.filter((row) => row.role === 'deputyLeader').length,
  };
  return judgeSize(sizeRules(), sized, context.today);
}

export interface WantedTeams {
  readonly areaId?: string | undefined;
  readonly kind?: TeamKind | undefined;
  readonly siteId?: string | undefined;
  readonly q?: string | undefined;
  readonly state: 'active' | 'disbanded' | 'all';
}

/** The filter as the list's queries take it. */
export function filterOf(context: Context, wanted: WantedTeams) {
  const { areaId, kind, siteId, q, state } = wanted;
  return { areaId, kind, siteId, state, folded: q ? foldOrdered(q) : undefined, today: context.today };
}

/** A page of teams in the order of place and name; the totals of all that the filter finds on the first page. */
export async function listTeams(
  context: Context,
  wanted: WantedTeams & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ teams: TeamSummary[]; next: string | null; totals: TeamTotals | null }> {
  const filter = filterOf(context, wanted);
  const after = readCursor(wanted.after);
  const found = await findTeamPage(context.tx, filter, { after, limit: wanted.limit + 1 });
  const last = found.length > wanted.limit ? found[wanted.limit - 1] : undefined;
  return {
    teams: found.slice(0, wanted.limit).map(({ folded: _folded, ...team }) => team),
    next: last ? `${last.id} ${last.folded}` : null,
    totals: after ? null : await findTeamTotals(context.tx, filter),
  };
}

/** The last one of the page before. Throws Problem `badRequest` for a cursor that is none. */
export function readCursor(text: string | undefined): { folded: string; id: string } | undefined {
  if (text === undefined) return undefined;
  const match = /^([0-9a-f-]{36}) (.*)$/u.exec(text);
  if (!match?.[1] || match[2] === undefined) throw new Problem('badRequest');
  return { id: match[1], folded: match[2] };
}

/** Teams of a site on a day, with how many members each has: for pages and papers of models. */
export async function teamsOfSite(context: Context, siteId: string): Promise<TeamSummary[]> {
  const wanted = { siteId, state: 'all' as const, limit: 200 };
  return (await listTeams(context, wanted)).teams;
}
