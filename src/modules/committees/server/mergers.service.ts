import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { getSummaries, mayIn, provinceOn } from '../../areas/server/areas.service.ts';
import { foldOrdered } from '../../teams/folding.rules.ts';
import type { MergerPlan } from '../merger.rules.ts';
import type { Merger } from '../mergers.contract.ts';
import { findCommitteeRows, type ModelRow, replaceParts, setEnds } from './committees.repo.ts';
import { holds, settleCommittees } from './committees.service.ts';
import { type GivenMerger, lookAt, type Stored } from './merger-plan.service.ts';
import { findMerger, findMergers, insertMerger, type MergerRow, markUndone } from './mergers.repo.ts';

/** What a merger needs to be taken back: every committee as it was, and the revision that the merger left it at. */
interface Undo {
  readonly committees: readonly Stored[];
  readonly revisions: readonly { readonly id: string; readonly revision: number }[];
}

/**
 * Makes several committees one, with the members, models and open tasks of all; the others end on the day. Throws Problem
 * `invalidInput` where it could not be (no head or several, a day before the founding), `notPossibleNow` for a committee
 * that has ended, `alreadyExists` for a merger that was made already.
 */
export async function applyMerger(context: Context, id: string, input: GivenMerger): Promise<Merger> {
  if (await findMerger(context.tx, id)) throw new Problem('alreadyExists');
  const { plan, into, from, may } = await lookAt(context, input, 'lock');
  const [warning] = plan.warnings;
  if (warning)
    throw new Problem('invalidInput', {
      fields: [{ path: 'roles', code: 'oneHead', expected: warning }],
      detail: warning,
    });
  const provinceId = await provinceOn(context, into.row.areaId, context.today);
  // Tasks lie in one committee at a time: they leave the others before they come to the one.
  for (const stored of from) await writeEnded(context, may, stored, plan, input);
  await writeInto(context, may, into, provinceId, plan, input);
  await endFor(context, may, into, from, input);
  const ids = [into, ...from].map((stored) => stored.row.id);
  await settleCommittees(context, ids);
  const revisions = (await findCommitteeRows(context.tx, ids)).map((row) => ({
    id: row.id,
    revision: row.revision,
  }));
  const undo: Undo = { committees: [into, ...from], revisions };
  await insertMerger(context.tx, may, {
    ...{ id, provinceId, areaId: into.row.areaId, intoId: into.row.id, undo },
    fromIds: from.map((stored) => stored.row.id),
    effectiveOn: input.effectiveOn,
    decision: input.decision,
  });
  return getMerger(context, id);
}

/** Who sits in the one keeps the seat where nothing changes; a new role is a new seat from the day on. */
async function writeInto(
  context: Context,
  may: Authorized<'committees.write'>,
  { row, seats, models, tasks }: Stored,
  provinceId: string,
  plan: MergerPlan,
  { effectiveOn: day }: GivenMerger,
): Promise<void> {
  const roles = new Map(plan.members.map((member) => [member.personId, member.role]));
  const kept = seats.flatMap((seat) => {
    if (!holds(seat.to, day) || roles.get(seat.personId) === seat.role) return [seat];
    return seat.from < day ? [{ ...seat, to: day }] : [];
  });
  const sitting = new Set(kept.filter((seat) => holds(seat.to, day)).map((seat) => seat.personId));
  const added = plan.members
    .filter((member) => !sitting.has(member.personId))
    .map(({ personId, role, office }) => ({ id: uuidv7(), personId, role, office, from: day, to: null }));
  const fresh = plan.models.filter((model) => model.isNew);
  // Taken up again on the very day on which it had been given up: the same row goes on.
  const again = (model: ModelRow) =>
    model.from === day && fresh.some((each) => each.siteId === model.siteId) ? { ...model, to: null } : model;
  const there = new Set(models.filter((model) => model.from === day).map((model) => model.siteId));
  await replaceParts(
    context.tx,
    may,
    { id: row.id, areaId: row.areaId, provinceId },
    {
      seats: [...kept, ...added],
      models: [
        ...models.map(again),
        ...fresh
          .filter((model) => !there.has(model.siteId))
          .map(({ siteId }) => ({ siteId, from: day, to: null })),
      ],
      tasks: [...tasks, ...plan.tasks],
    },
  );
}

/** A committee that ends: seats and models up to the day, and only the tasks that were done. */
async function writeEnded(
  context: Context,
  may: Authorized<'committees.write'>,
  { row, seats, models, tasks }: Stored,
  plan: MergerPlan,
  { effectiveOn: day }: GivenMerger,
): Promise<void> {
  const provinceId = await provinceOn(context, row.areaId, context.today);
  const gone = new Set(plan.tasks.map((task) => task.id));
  const ended = <T extends { from: string; to: string | null }>(part: T): T =>
    holds(part.to, day) ? { ...part, to: part.from > day ? part.from : day } : part;
  await replaceParts(
    context.tx,
    may,
    { id: row.id, areaId: row.areaId, provinceId },
    { seats: seats.map(ended), models: models.map(ended), tasks: tasks.filter((task) => !gone.has(task.id)) },
  );
}

async function endFor(
  context: Context,
  may: Authorized<'committees.write'>,
  into: Stored,
  from: readonly Stored[],
  { effectiveOn, decision, name }: GivenMerger,
): Promise<void> {
  const newName = name ?? into.row.name;
  const reason = `Gộp vào ${newName}${decision ? ` (${decision})` : ''}`;
  const [own, ...others] = await foldedEnds(context, [into, ...from]);
  if (!own) return;
  const folded = foldOrdered(`${into.row.areaName} ${newName}`);
  await setEnds(context.tx, may, [
    { ...own, name: newName, folded },
    ...others.map((end) => ({
      ...end,
      endedOn: effectiveOn,
      endReason: reason,
      mergedInto: into.row.id,
    })),
  ]);
}

/** Name and end of committees as they were. */
async function foldedEnds(context: Context, committees: readonly Stored[]) {
  const ids = committees.map(({ row }) => row.areaId);
  const areas = await getSummaries(context, ids);
  return committees.map(({ row: { id, areaId, name, endedOn, endReason, mergedInto } }) => {
    const folded = foldOrdered(`${areas.get(areaId)?.fullName ?? ''} ${name}`);
    return { id, name, folded, endedOn, endReason, mergedInto };
  });
}

/** The merger, locked for a change where asked. Throws Problem `notFound`. */
export async function getMergerRow(context: Context, id: string, lock?: 'lock'): Promise<MergerRow> {
  const row = await findMerger(context.tx, id, lock);
  if (!row) throw new Problem('notFound');
  return row;
}

async function getMerger(context: Context, id: string): Promise<Merger> {
  const [merger] = await showMergers(context, [await getMergerRow(context, id)]);
  if (!merger) throw new Problem('notFound');
  return merger;
}

/** Mergers in and below an area, or everywhere that the caller may see, newest first. */
export async function listMergers(context: Context, areaId: string | undefined): Promise<Merger[]> {
  return showMergers(context, await findMergers(context.tx, areaId));
}

async function showMergers(context: Context, rows: readonly MergerRow[]): Promise<Merger[]> {
  const shown: Merger[] = [];
  for (const row of rows) {
    const { committees } = row.undo as Undo;
    const nameOf = (id: string): string => committees.find((each) => each.row.id === id)?.row.name ?? '';
    const [into] = await findCommitteeRows(context.tx, [row.intoId]);
    shown.push({
      ...{ id: row.id, intoId: row.intoId, effectiveOn: row.effectiveOn, decision: row.decision },
      into: into?.name ?? nameOf(row.intoId),
      from: row.fromIds.map((id) => ({ id, name: nameOf(id) })),
      madeAt: row.madeAt.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
      can: { undo: row.undoneAt === null && (await mayIn(context, 'committees.write', row.areaId)) },
    });
  }
  return shown;
}

/**
 * Takes a merger back: every committee is again what it was. Throws Problem `notPossibleNow` where it was taken back
 * already, or where somebody changed one of the committees since.
 */
export async function undoMerger(context: Context, row: MergerRow): Promise<Merger> {
  if (row.undoneAt !== null) throw new Problem('notPossibleNow');
  const { committees, revisions } = row.undo as Undo;
  const ids = committees.map((each) => each.row.id);
  const now = await findCommitteeRows(context.tx, ids, 'lock');
  const changed = now.find((each) => revisions.find(({ id }) => id === each.id)?.revision !== each.revision);
  if (now.length < ids.length || changed)
    throw new Problem('notPossibleNow', { detail: changedSince(changed?.name ?? '') });
  const may = await authorize(context, 'committees.write', row.areaId);
  for (const { row: was, ...parts } of committees) {
    await authorize(context, 'committees.write', was.areaId);
    const provinceId = await provinceOn(context, was.areaId, context.today);
    await replaceParts(context.tx, may, { id: was.id, areaId: was.areaId, provinceId }, emptied(parts));
  }
  // Tasks lie in one committee at a time: all are taken out before they are put back where they were.
  for (const { row: was, ...parts } of committees) {
    const provinceId = await provinceOn(context, was.areaId, context.today);
    await replaceParts(context.tx, may, { id: was.id, areaId: was.areaId, provinceId }, parts);
  }
  await setEnds(context.tx, may, await foldedEnds(context, committees));
  await settleCommittees(context, ids);
  await markUndone(context.tx, may, row.id);
  return getMerger(context, row.id);
}

function emptied(parts: Omit<Stored, 'row'>): Omit<Stored, 'row'> {
  return { ...parts, seats: [], models: [], tasks: [] };
}

function changedSince(name: string) {
  return {
    vi: `${name} đã được sửa sau khi gộp. Hãy sửa tiếp từng ban thay vì hoàn tác.`,
    en: `${name} was changed since. Change the committees one by one instead.`,
  };
}
