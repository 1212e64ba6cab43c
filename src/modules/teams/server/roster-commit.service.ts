import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { foldName } from '../../areas/area-names.rules.ts';
import { provinceOn } from '../../areas/server/areas.service.ts';
import { removeFacts } from '../../figures/server/facts.service.ts';
import { refreshSites } from '../../models/server/site-life.service.ts';
import type { RosterTeam } from '../roster.contract.ts';
import type { RosterPlan } from '../roster-plan.rules.ts';
import { TeamInput } from '../team.contract.ts';
import { countNewPersons, settlePersons } from './person-facts.service.ts';
import { findPersons, insertPersons } from './persons.repo.ts';
import {
  findBrought,
  findWorkedOn,
  type RosterRow,
  removeBrought,
  touchTeams,
  updateRoster,
} from './roster.repo.ts';
import { countsOf, planFor, type WaitingRoster } from './roster.service.ts';
import { teamRow } from './save-team.service.ts';
import { countNewTeams, settleTeams } from './team-facts.service.ts';
import { findSiteIds, findTeamRows, insertMemberships, putTeamRows } from './teams.repo.ts';

type MayWrite = Authorized<'teams.write'>;

/** What stays of a list that was taken in: counts and teams without their people. */
interface TakenRoster {
  readonly joined: readonly { readonly id: string; readonly revision: number }[];
  readonly [more: string]: unknown;
}

/**
 * Takes in what was understood of a list, held once more against what is known now: people, teams and memberships with
 * their figures, in one transaction. Throws Problem `notPossibleNow` for one that does not wait or brings nothing new.
 */
export async function takeRoster(context: Context, may: MayWrite, row: RosterRow): Promise<void> {
  if (row.state !== 'checked') throw new Problem('notPossibleNow');
  const waiting = row.plan as WaitingRoster;
  const plan = await planFor(context, row.areaId, waiting);
  if (plan.counts.memberships === 0) throw new Problem('notPossibleNow', { detail: nothingNew });
  const provinces = await provincesOf(context, plan);
  await addNewPersons(context, may, row.id, plan, provinces);
  const teams = await addTeams(context, may, row.id, plan, provinces);
  await addSeats(context, may, row.id, teams, provinces);
  await settle(context, may, plan, teams);
  const old = teams.filter((team) => !team.isNew).map((team) => team.id);
  const joined = (await findTeamRows(context.tx, old)).map(({ id, revision }) => ({ id, revision }));
  const taken: TakenRoster = {
    joined,
    teams: plan.teams.map((team) => ({
      ...team,
      teamId: team.teamId ?? teams.find((taken) => taken.team === team)?.id ?? null,
      members: [],
    })),
    problems: [...waiting.read.problems, ...plan.problems],
    namesakes: [],
    dropped: waiting.read.dropped,
    skipped: waiting.read.skipped,
  };
  const counts = countsOf(plan, waiting.read);
  await updateRoster(context.tx, may, row.id, { state: 'committed', plan: taken, counts });
}

type Provinces = ReadonlyMap<string, string>;
interface TakenTeam {
  readonly id: string;
  readonly isNew: boolean;
  readonly team: RosterTeam;
}

async function provincesOf(context: Context, plan: RosterPlan): Promise<Provinces> {
  const found = new Map<string, string>();
  for (const areaId of new Set(plan.teams.map((team) => team.areaId)))
    found.set(areaId, await provinceOn(context, areaId, context.today));
  return found;
}

async function addNewPersons(
  context: Context,
  may: MayWrite,
  importId: string,
  plan: RosterPlan,
  provinces: Provinces,
): Promise<void> {
  const rows = plan.newPersons.map(({ id, areaId, member: { name, contact, birthYear, sex } }) => {
    const provinceId = provinces.get(areaId) ?? '';
    return { ...{ id, areaId, provinceId, name, contact, birthYear, sex }, folded: foldName(name) };
  });
  await insertPersons(context.tx, may, rows, importId);
}

async function addTeams(
  context: Context,
  may: MayWrite,
  importId: string,
  plan: RosterPlan,
  provinces: Provinces,
): Promise<TakenTeam[]> {
  const teams = plan.teams
    .filter((team) => team.members.some((member) => !member.known))
    .map((team) => ({ id: team.teamId ?? uuidv7(), isNew: team.teamId === null, team }));
  const rows = teams
    .filter(({ isNew }) => isNew)
    .map(({ id, team: { areaId, areaName, organizationId, kind, name, foundedOn } }) => {
      const input = TeamInput.parse({ areaId, organizationId, kind, name, foundedOn });
      return teamRow(id, provinces.get(areaId) ?? '', areaName, input);
    });
  await putTeamRows(context.tx, may, rows, importId);
  return teams;
}

async function addSeats(
  context: Context,
  may: MayWrite,
  importId: string,
  teams: readonly TakenTeam[],
  provinces: Provinces,
): Promise<void> {
  const rows = teams.flatMap(({ id: teamId, isNew, team }) =>
    team.members
      .filter((member) => !member.known)
      .map(({ personId, role, chosen, joinedOn }, place) => ({
        ...{ id: uuidv7(), teamId, personId: personId ?? '', role, chosen, joinedOn },
        ...{
          leftOn: null,
          leftReason: '',
          areaId: team.areaId,
          provinceId: provinces.get(team.areaId) ?? '',
        },
        // After those who are there already.
        position: (isNew ? 0 : 500) + place,
      })),
  );
  await insertMemberships(context.tx, may, rows, importId);
}

async function settle(
  context: Context,
  may: MayWrite,
  plan: RosterPlan,
  teams: readonly TakenTeam[],
): Promise<void> {
  const fresh = new Set(plan.newPersons.map((person) => person.id));
  const seated = teams.flatMap(({ team }) => team.members.flatMap((member) => member.personId ?? []));
  const [newTeams, oldTeams] = [teams.filter((team) => team.isNew), teams.filter((team) => !team.isNew)];
  const idsOf = (list: readonly TakenTeam[]): string[] => list.map((team) => team.id);
  await touchTeams(context.tx, may, idsOf(oldTeams));
  await countNewTeams(context, idsOf(newTeams));
  await countNewPersons(context, [...fresh]);
  await settleTeams(context, idsOf(oldTeams));
  await refreshSites(context, await findSiteIds(context.tx, idsOf(oldTeams), 'ever'));
  await settlePersons(
    context,
    seated.filter((id) => !fresh.has(id)),
  );
}

const nothingNew = {
  vi: 'Danh sách này không có ai mới: mọi người đã có trong các tổ.',
  en: 'This list brings nobody new: all of them are in their teams already.',
};

/**
 * Takes back everything that a list brought. Throws Problem `notPossibleNow` naming teams and people that were worked on
 * since, so that nobody's work is lost.
 */
export async function takeBackRoster(context: Context, may: MayWrite, row: RosterRow): Promise<void> {
  if (row.state !== 'committed') throw new Problem('notPossibleNow');
  const taken = row.plan as TakenRoster;
  const brought = await findBrought(context.tx, row.id);
  await findPersons(context.tx, brought.seated, 'lock');
  await findTeamRows(context.tx, [...brought.teams, ...brought.joined], 'lock');
  const worked = await findWorkedOn(context.tx, row.id, taken.joined);
  if (worked.length > 0) throw new Problem('notPossibleNow', { detail: workedOn(worked) });
  await removeFacts(context.tx, [...brought.teams, ...brought.persons]);
  await removeBrought(context.tx, may, row.id);
  await touchTeams(context.tx, may, brought.joined);
  await settleTeams(context, brought.joined);
  await refreshSites(context, await findSiteIds(context.tx, brought.joined, 'ever'));
  const gone = new Set(brought.persons);
  await settlePersons(
    context,
    brought.seated.filter((id) => !gone.has(id)),
  );
  await updateRoster(context.tx, may, row.id, { state: 'undone', plan: taken, counts: row.counts });
}

function workedOn(names: readonly string[]) {
  const list = names.slice(0, 5).join('; ') + (names.length > 5 ? '; …' : '');
  return {
    vi: `Đã có người sửa sau khi nhận danh sách: ${list}. Hãy sửa từng mục thay vì hoàn tác.`,
    en: `Somebody worked on these since: ${list}. Correct them one by one instead.`,
  };
}
