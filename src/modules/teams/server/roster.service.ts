import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import { foldName } from '../../areas/area-names.rules.ts';
import { matchPlace, type PlaceIndex } from '../../areas/place-match.rules.ts';
import { getAreaRow, getSummaries, provinceOn } from '../../areas/server/areas.service.ts';
import { loadPlaceIndex } from '../../areas/server/places.service.ts';
import { sniffFile } from '../../imports/server/file-rows.service.ts';
import type { Roster, RosterCounts, RosterSummary } from '../roster.contract.ts';
import { planRoster, type RosterPlan, type RosterWorld } from '../roster-plan.rules.ts';
import type { TeamKind } from '../team.contract.ts';
import { findNamesakes } from './persons.repo.ts';
import {
  deleteRoster,
  findKnownTeams,
  findPresentTeams,
  findRoster,
  findRosters,
  insertRoster,
  type RosterRow,
} from './roster.repo.ts';
import { type ReadRoster, readRosterFile } from './roster-read.service.ts';

type MayWrite = Authorized<'teams.write'>;

/** A list that waits: what was read, and the day for rows that say none. */
export interface WaitingRoster {
  readonly read: ReadRoster;
  readonly day: string;
}

/** Reads a list of members for the area of the proof and keeps it until it is taken in or thrown away. */
export async function receiveRoster(
  context: Context,
  may: MayWrite,
  upload: Upload,
  given: { readonly kind: TeamKind; readonly day?: string | undefined },
): Promise<Roster> {
  const day = given.day ?? context.today;
  if (day > context.today)
    throw new Problem('invalidInput', { fields: [{ path: 'day', code: 'inTheFuture', found: day }] });
  const kind = await sniffFile(upload.path, upload.fileName);
  const file = { path: upload.path, kind, name: upload.fileName };
  const read = await readRosterFile(file, { kind: given.kind, today: context.today });
  const waiting: WaitingRoster = { read, day };
  const id = uuidv7();
  const plan = await planFor(context, may.areaId, waiting);
  await insertRoster(context.tx, may, {
    id,
    provinceId: await provinceOn(context, may.areaId, context.today),
    fileName: upload.fileName,
    fileHash: upload.hash,
    plan: waiting,
    counts: countsOf(plan, read),
  });
  return showRoster(context, id);
}

/** Problems of rows by themselves and of rows against what is known, as one count. */
export function countsOf(plan: RosterPlan, read: ReadRoster): RosterCounts {
  const rowsWithProblems = new Set(
    [...read.problems, ...plan.problems].map((problem) => `${problem.sheet} ${problem.row}`),
  );
  return { ...plan.counts, rows: read.rows, problems: rowsWithProblems.size };
}

/** Holds what was read against the teams and people that are known now. */
export async function planFor(context: Context, areaId: string, waiting: WaitingRoster): Promise<RosterPlan> {
  return planRoster(waiting.read.members, await worldOf(context, areaId, waiting));
}

async function worldOf(context: Context, areaId: string, { read, day }: WaitingRoster): Promise<RosterWorld> {
  const area = await getAreaRow(context, areaId);
  const communeId = area.kind === 'hamlet' ? (area.todayParentId ?? areaId) : areaId;
  const index = await loadPlaceIndex(context, communeId);
  const folded = [...new Set(read.members.map((member) => foldName(member.name)))];
  const namesakes = await findNamesakes(context.tx, communeId, folded);
  const ids = namesakes.map((person) => person.id);
  const seats = Map.groupBy(await findPresentTeams(context.tx, ids, context.today), (seat) => seat.personId);
  return {
    teams: await findKnownTeams(context.tx, areaId),
    persons: namesakes.map((person) => ({
      ...person,
      teamIds: (seats.get(person.id) ?? []).map((seat) => seat.teamId),
    })),
    place: await placesOf(context, areaId, index, read),
    day,
    newId: () => uuidv7(),
  };
}

/** Every place that the rows name, looked up once; an empty one means the area that the list is for. */
async function placesOf(
  context: Context,
  areaId: string,
  index: PlaceIndex,
  read: ReadRoster,
): Promise<RosterWorld['place']> {
  const words = [...new Set(read.members.map((member) => member.place))];
  const answers = new Map(words.map((word) => [word, matchPlace(index, word, context.today)]));
  const ids = [areaId, ...[...answers.values()].flatMap((answer) => answer.match?.areaId ?? [])];
  const summaries = await getSummaries(context, ids);
  return (text) => {
    const answer = answers.get(text);
    const match = text === '' ? { areaId } : answer?.match;
    const inside = match && (areaId === index.communeId || match.areaId === areaId);
    if (!inside) return { near: answer?.near ?? [] };
    return {
      areaId: match.areaId,
      areaName: summaries.get(match.areaId)?.fullName ?? '',
      organizationId: match.organizationId ?? null,
    };
  };
}

/** The stored list. Throws Problem `notFound`. */
export async function getRosterRow(context: Context, id: string, lock?: 'lock'): Promise<RosterRow> {
  const row = await findRoster(context.tx, id, lock);
  if (!row) throw new Problem('notFound');
  return row;
}

/** A list as it stands: while it waits, held anew against what is known now. Throws Problem `notFound`. */
export async function showRoster(context: Context, id: string): Promise<Roster> {
  const row = await getRosterRow(context, id);
  if (row.state !== 'checked') {
    const left = row.plan as Pick<Roster, 'teams' | 'problems' | 'namesakes' | 'dropped' | 'skipped'>;
    const { teams, problems, namesakes, dropped, skipped } = left;
    return { ...summaryOf(row), teams, problems, namesakes, dropped, skipped };
  }
  const waiting = row.plan as WaitingRoster;
  const plan = await planFor(context, row.areaId, waiting);
  return {
    ...summaryOf({ ...row, counts: countsOf(plan, waiting.read) }),
    teams: plan.teams.map((team) => ({ ...team, members: team.members.map((each) => shown(each, plan)) })),
    problems: [...waiting.read.problems, ...plan.problems],
    namesakes: [...plan.namesakes],
    dropped: [...waiting.read.dropped],
    skipped: [...waiting.read.skipped],
  };
}

/** To whoever looks a new person has no id yet. */
function shown<T extends { personId: string | null }>(member: T, plan: RosterPlan): T {
  const isNew = plan.newPersons.some((person) => person.id === member.personId);
  return isNew ? { ...member, personId: null } : member;
}

export function summaryOf(row: Omit<RosterRow, 'plan'>): RosterSummary {
  const { id, areaId, areaName, fileName, state, counts } = row;
  return {
    ...{ id, areaId, areaName, fileName, state, counts },
    createdAt: row.createdAt.toISOString(),
    committedAt: row.committedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

/** The lists within the caller's areas, newest first. */
export async function listRosters(context: Context, limit: number): Promise<RosterSummary[]> {
  return (await findRosters(context.tx, limit)).map(summaryOf);
}

/** Throws a waiting list away. Throws Problem `notPossibleNow` for one that was taken in. */
export async function discardRoster(context: Context, may: MayWrite, row: RosterRow): Promise<void> {
  if (row.state === 'committed') throw new Problem('notPossibleNow');
  await deleteRoster(context.tx, may, row.id);
}
