import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getSummaries, provinceOn } from '../../areas/server/areas.service.ts';
import { getOrganization } from '../../areas/server/organizations.service.ts';
import { refreshSites } from '../../models/server/site-life.service.ts';
import { foldOrdered } from '../folding.rules.ts';
import type { Team, TeamInput, TeamTrainingInput } from '../team.contract.ts';
import { teamProblems } from '../team-check.rules.ts';
import { settlePersons } from './person-facts.service.ts';
import { findPersons } from './persons.repo.ts';
import { addPersons } from './persons.service.ts';
import { findSiteNames } from './sites.repo.ts';
import { settleTeams } from './team-facts.service.ts';
import {
  findMemberships,
  findSiteIds,
  putTeamRows,
  replaceEquipment,
  replaceMemberships,
  replaceSites,
  type TeamRow,
} from './teams.repo.ts';
import { findTeamRow, getTeam, getTeamRow } from './teams.service.ts';
import { deleteTraining, insertTraining, refileTrainings } from './trainings.repo.ts';

type MayWrite = Authorized<'teams.write'>;

/**
 * Founds a team or changes it as a whole, members, equipment and sites included. Throws Problem `conflict` where somebody
 * else changed it since it was read, `invalidInput` naming the fields, `outOfArea` for a place that is not the caller's.
 */
export async function saveTeam(
  context: Context,
  id: string,
  baseRevision: number,
  input: TeamInput,
): Promise<Team> {
  const may = await authorize(context, 'teams.write', input.areaId);
  await lockForSave(context, id, baseRevision);
  const fields = [...teamProblems(input, context.today), ...(await referenceProblems(context, input))];
  if (fields.length > 0) throw new Problem('invalidInput', { fields });
  const provinceId = await provinceOn(context, input.areaId, context.today);
  const before = await findMemberships(context.tx, [id]);
  const fresh = input.members.flatMap(({ personId, newPerson }) =>
    newPerson ? [{ id: personId, input: newPerson }] : [],
  );
  await addPersons(context, may, input.areaId, fresh);
  const area = (await getSummaries(context, [input.areaId])).get(input.areaId);
  await putTeamRows(context.tx, may, [teamRow(id, provinceId, area?.fullName ?? '', input)]);
  const sitesBefore = await findSiteIds(context.tx, [id], 'ever');
  await writeParts(context, may, id, provinceId, input);
  await settleTeams(context, [id]);
  await refreshSites(context, [...sitesBefore, ...input.siteIds]);
  await settlePersons(context, [
    ...before.map((row) => row.personId),
    ...input.members.map((row) => row.personId),
  ]);
  return getTeam(context, id);
}

async function lockForSave(context: Context, id: string, baseRevision: number): Promise<void> {
  const known = await findTeamRow(context, id);
  if (!known) {
    if (baseRevision !== 0) throw new Problem('notFound');
    return;
  }
  await authorize(context, 'teams.write', known.areaId);
  const row = await getTeamRow(context, id, 'lock');
  if (row.revision !== baseRevision) throw new Problem('conflict');
}

/** People, organisation and sites that the team names must be there for the caller. */
async function referenceProblems(context: Context, input: TeamInput) {
  const known = new Set(
    (
      await findPersons(
        context.tx,
        input.members.map((row) => row.personId),
      )
    ).map((row) => row.id),
  );
  const people = input.members.flatMap((row, at) =>
    known.has(row.personId) || row.newPerson ? [] : [missing(`members.${at}.personId`, row.personId)],
  );
  const sites = new Set((await findSiteNames(context.tx, input.siteIds)).map((site) => site.id));
  const unknownSites = input.siteIds.flatMap((site, at) =>
    sites.has(site) ? [] : [missing(`siteIds.${at}`, site)],
  );
  if (input.organizationId !== null) await getOrganization(context, input.organizationId);
  return [...people, ...unknownSites];
}

function missing(path: string, found: string) {
  return {
    path: `team.${path}`,
    code: 'notFound',
    found,
    expected: { vi: 'có trong địa bàn của bạn', en: 'known within your area' },
  };
}

/** The team as it is stored, of what was put in; it is found and ordered by its place and name. */
export function teamRow(id: string, provinceId: string, areaName: string, input: TeamInput) {
  const { areaId, organizationId, kind, name, foundedOn, decision, households, note } = input;
  return {
    ...{ id, provinceId, areaId, organizationId, kind, name, foundedOn, decision, households, note },
    folded: foldOrdered(`${areaName} ${name}`),
    disbandedOn: input.disbandedOn,
    disbandReason: input.disbandedOn === null ? '' : input.disbandReason,
    voided: input.voidReason !== null,
    voidReason: input.voidReason ?? '',
  };
}

async function writeParts(
  context: Context,
  may: MayWrite,
  id: string,
  provinceId: string,
  input: TeamInput,
): Promise<void> {
  const part = { areaId: input.areaId, provinceId };
  const members = input.members.map(({ newPerson: _newPerson, ...row }, position) => ({
    ...row,
    ...part,
    teamId: id,
    position,
  }));
  await replaceMemberships(context.tx, may, id, members);
  await replaceEquipment(context.tx, may, id, part, input.equipment);
  await replaceSites(context.tx, may, id, part, input.siteIds, context.today);
  await refileTrainings(context.tx, may, id, part);
}

/** Writes down a training of the team. Throws Problem `invalidInput` for a day ahead or for people who never served in it. */
export async function trainTeam(
  context: Context,
  may: MayWrite,
  team: TeamRow,
  input: TeamTrainingInput,
): Promise<Team> {
  const served = new Set((await findMemberships(context.tx, [team.id])).map((row) => row.personId));
  const fields = input.personIds.flatMap((id, at) =>
    served.has(id) ? [] : [{ path: `personIds.${at}`, code: 'notAMember', found: id, expected: memberOnly }],
  );
  if (input.day > context.today) {
    fields.push({ path: 'day', code: 'inTheFuture', found: input.day, expected: notAhead });
  }
  if (fields.length > 0) throw new Problem('invalidInput', { fields });
  const provinceId = await provinceOn(context, team.areaId, context.today);
  await insertTraining(context.tx, may, { id: team.id, areaId: team.areaId, provinceId }, input);
  await settlePersons(context, input.personIds);
  return getTeam(context, team.id);
}

const memberOnly = { vi: 'là thành viên của tổ', en: 'a member of the team' };
const notAhead = { vi: 'không sau hôm nay', en: 'not after today' };

/** Takes back a training that was entered by mistake. Throws Problem `notFound`. */
export async function untrainTeam(
  context: Context,
  may: MayWrite,
  team: TeamRow,
  trainingId: string,
): Promise<Team> {
  const people = await deleteTraining(context.tx, may, team.id, trainingId);
  if (!people) throw new Problem('notFound');
  await settlePersons(context, people);
  return getTeam(context, team.id);
}
