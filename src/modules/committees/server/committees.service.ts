import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { getSummaries, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import { replaceFacts } from '../../figures/server/facts.service.ts';
import { foldOrdered } from '../../teams/folding.rules.ts';
import { showPerson } from '../../teams/server/person-access.service.ts';
import { addPersons, getPersonRows } from '../../teams/server/persons.service.ts';
import { siteLines } from '../../teams/server/sites.service.ts';
import { readCursor } from '../../teams/server/teams.service.ts';
import { committeeProblems } from '../committee-check.rules.ts';
import type { Committee, CommitteeInput, CommitteeSummary } from '../committees.contract.ts';
import {
  type CommitteeFilter,
  type CommitteeRow,
  countCommitteesOf,
  findCommitteePage,
  findCommitteeRows,
  findModels,
  findPredecessors,
  findSeats,
  findTasks,
  type ModelRow,
  putCommitteeRow,
  replaceParts,
} from './committees.repo.ts';

/** The committee's row, locked for a change where asked. Throws Problem `notFound`. */
export async function getCommitteeRow(context: Context, id: string, lock?: 'lock'): Promise<CommitteeRow> {
  const [row] = await findCommitteeRows(context.tx, [id], lock);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Whether something that lasts up to, not including, `to` still holds on the day. */
export function holds(to: string | null, day: string): boolean {
  return to === null || day < to;
}

/** One committee with members, models and tasks. Throws Problem `notFound`. */
export async function getCommittee(context: Context, id: string): Promise<Committee> {
  const { tx, today } = context;
  const { voided, voidReason, mergedInto, ...row } = await getCommitteeRow(context, id);
  const seats = await findSeats(tx, [id]);
  const ids = seats.map((seat) => seat.personId);
  const persons = new Map((await getPersonRows(context, ids)).map((person) => [person.id, person]));
  const others = await countCommitteesOf(tx, ids, today);
  const contacts = await mayIn(context, 'persons.read', row.areaId);
  const models = (await findModels(tx, [id])).filter((model) => holds(model.to, today));
  const lines = await siteLines(
    context,
    models.map((model) => model.siteId),
  );
  const into = mergedInto === null ? undefined : (await findCommitteeRows(tx, [mergedInto]))[0];
  const atWork = holds(row.endedOn, today);
  return {
    ...row,
    voidReason: voided ? voidReason : null,
    mergedInto: into ? { id: into.id, name: into.name } : null,
    predecessors: await findPredecessors(tx, id),
    seats: seats.flatMap(({ committeeId: _committeeId, personId, ...seat }) => {
      const person = persons.get(personId);
      if (!person) return [];
      const own = atWork && holds(seat.to, today) ? 1 : 0;
      const otherCommittees = Math.max(0, (others.get(personId) ?? 0) - own);
      return { ...seat, person: showPerson(person, contacts), otherCommittees };
    }),
    models: models.flatMap(({ siteId, from }) => {
      const line = lines.get(siteId);
      return line ? { id: siteId, name: line.name, areaName: line.areaName, from } : [];
    }),
    tasks: (await findTasks(tx, [id])).map(({ committeeId: _committeeId, ...task }) => task),
    can: { write: await mayIn(context, 'committees.write', row.areaId) },
  };
}

/** A page of committees in the order of place and name. */
export async function listCommittees(
  context: Context,
  wanted: Omit<CommitteeFilter, 'folded' | 'today' | 'ids'> & {
    readonly q?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<{ committees: CommitteeSummary[]; next: string | null }> {
  const { q, after, limit, ...rest } = wanted;
  const filter = { ...rest, folded: q ? foldOrdered(q) : undefined, today: context.today };
  const found = await findCommitteePage(context.tx, filter, { after: readCursor(after), limit: limit + 1 });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    committees: found.slice(0, limit).map(({ folded: _folded, ...committee }) => committee),
    next: last ? `${last.id} ${last.folded}` : null,
  };
}

/** The committees that govern a site today, as far as the caller may see them: for the page of a site. */
export async function committeesOfSite(context: Context, siteId: string): Promise<CommitteeSummary[]> {
  return (await listCommittees(context, { siteId, state: 'active', limit: 50 })).committees;
}

/** These committees in a line each, by id; those that are not seen are missing. */
export async function summariesOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, CommitteeSummary>> {
  const filter = { ids, state: 'all' as const, today: context.today };
  const found = await findCommitteePage(context.tx, filter, { limit: ids.length });
  return new Map(found.map(({ folded: _folded, ...committee }) => [committee.id, committee]));
}

/**
 * Founds a committee or changes it as a whole. Throws Problem `conflict` where somebody else changed it since it was
 * read, `notPossibleNow` for one that was merged, `invalidInput` naming the fields.
 */
export async function saveCommittee(
  context: Context,
  id: string,
  baseRevision: number,
  input: CommitteeInput,
): Promise<Committee> {
  const may = await authorize(context, 'committees.write', input.areaId);
  const [known] = await findCommitteeRows(context.tx, [id]);
  if (known) {
    await authorize(context, 'committees.write', known.areaId);
    const row = await getCommitteeRow(context, id, 'lock');
    if (row.revision !== baseRevision) throw new Problem('conflict');
    if (row.mergedInto !== null) throw new Problem('notPossibleNow', { detail: merged });
  } else if (baseRevision !== 0) throw new Problem('notFound');
  await refuseWrong(context, input);
  const provinceId = await provinceOn(context, input.areaId, context.today);
  const fresh = input.seats.flatMap(({ personId, newPerson }) =>
    newPerson ? [{ id: personId, input: newPerson }] : [],
  );
  await addPersons(context, may, input.areaId, fresh);
  await writeCommittee(context, may, id, provinceId, input);
  await settleCommittees(context, [id]);
  return getCommittee(context, id);
}

const merged = {
  vi: 'Ban này đã gộp vào ban khác. Hãy hoàn tác việc gộp trước khi sửa.',
  en: 'This committee was merged into another one. Take the merger back before changing it.',
};

async function refuseWrong(context: Context, input: CommitteeInput): Promise<void> {
  const rows = await getPersonRows(
    context,
    input.seats.map((seat) => seat.personId),
  );
  const lines = await siteLines(context, input.siteIds);
  const fields = committeeProblems(input, {
    today: context.today,
    persons: new Set(rows.map((person) => person.id)),
    sites: new Set(lines.keys()),
  });
  if (fields.length > 0) throw new Problem('invalidInput', { fields });
}

async function writeCommittee(
  context: Context,
  may: Authorized<'committees.write'>,
  id: string,
  provinceId: string,
  input: CommitteeInput,
): Promise<void> {
  const { tx, today } = context;
  const { areaId, kind, name, standingBody, decision, foundedOn, note, endedOn } = input;
  const area = (await getSummaries(context, [areaId])).get(areaId);
  const before = await findModels(tx, [id]);
  await putCommitteeRow(tx, may, {
    ...{ id, provinceId, areaId, kind, name, standingBody, decision, foundedOn, note, endedOn },
    folded: foldOrdered(`${area?.fullName ?? ''} ${name}`),
    endReason: endedOn === null ? '' : input.endReason,
    voided: input.voidReason !== null,
    voidReason: input.voidReason ?? '',
  });
  await replaceParts(
    tx,
    may,
    { id, areaId, provinceId },
    {
      seats: input.seats.map(({ newPerson: _newPerson, ...seat }) => seat),
      models: modelsAfter(before, input.siteIds, before.length === 0 ? foundedOn : today, today),
      tasks: input.tasks,
    },
  );
}

/** The models of a committee after a change: those that stay, those given up today, those new from the day given. */
function modelsAfter(
  before: readonly ModelRow[],
  siteIds: readonly string[],
  from: string,
  today: string,
): Omit<ModelRow, 'committeeId'>[] {
  const kept = before.flatMap(({ committeeId: _committeeId, ...model }) => {
    if (!holds(model.to, today) || siteIds.includes(model.siteId)) return [model];
    return model.from < today ? [{ ...model, to: today }] : [];
  });
  const governed = new Set(kept.filter((model) => holds(model.to, today)).map((model) => model.siteId));
  // A site given up today and taken up again the same day goes on as it was.
  const again = (siteId: string) => kept.find((model) => model.siteId === siteId && model.from === from);
  const added = siteIds.filter((siteId) => !governed.has(siteId));
  const revived = new Set(added.flatMap((siteId) => again(siteId) ?? []));
  return [
    ...kept.map((model) => (revived.has(model) ? { ...model, to: null } : model)),
    ...added.filter((siteId) => !again(siteId)).map((siteId) => ({ siteId, from, to: null })),
  ];
}

/** Makes the figures right for committees that changed, in the same transaction; holds their rows. */
export async function settleCommittees(context: Context, ids: readonly string[]): Promise<void> {
  for (const row of await findCommitteeRows(context.tx, ids, 'lock')) {
    await replaceFacts(context.tx, {
      recordId: row.id,
      source: 'committee',
      provinceId: await provinceOn(context, row.areaId, row.foundedOn),
      verified: true,
      facts: committeeFacts(row),
    });
  }
}

/** What a committee says: one from its founding until its end. */
export function committeeFacts(
  row: Pick<CommitteeRow, 'areaId' | 'kind' | 'foundedOn' | 'endedOn' | 'voided'>,
): Fact[] {
  if (row.voided || row.foundedOn === row.endedOn) return [];
  const made = { indicator: 'team.committees', place: { areaId: row.areaId }, slices: { kind: row.kind } };
  const begun: Fact = { ...made, day: row.foundedOn, value: '1' };
  return row.endedOn === null ? [begun] : [begun, { ...made, day: row.endedOn, value: '-1' }];
}
