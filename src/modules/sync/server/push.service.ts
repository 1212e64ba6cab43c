import { Problem, problemBody } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import { RowProblem } from '../../activities/activity.contract.ts';
import type { FieldConflict } from '../../activities/merge.rules.ts';
import { prepareMeasures } from '../../figures/server/facts.service.ts';
import { conflictsOf } from '../conflicts.rules.ts';
import { type SyncAnswer, SyncCommand } from '../sync.contract.ts';
import { type Applied, malformed } from './applier.ts';
import { appliers } from './appliers.ts';
import { noteDone } from './done.repo.ts';
import { keepItem, settle, settledAmong } from './items.repo.ts';
import type { PhoneRow } from './phones.repo.ts';
import { endPresencesOf } from './presence.repo.ts';

type Given = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Stores what was done on a phone, each command on its own; the answers stand in the order given. What can't be stored is
 * kept as an item for whoever knows, and holds up none of the others. The same command again is answered alike.
 */
export async function applyCommands(
  context: Context,
  phone: PhoneRow,
  given: readonly Given[],
): Promise<SyncAnswer[]> {
  const commands = given.map((one, position) => ({
    position,
    id: one.id,
    command: SyncCommand.safeParse(one),
  }));
  const known = commands.flatMap(({ command }) => (command.success ? [command.data] : []));
  const settled = await settledAmong(
    context.tx,
    known.map((command) => command.id),
  );
  await prepareMeasures(
    context.tx,
    known.flatMap((command) => appliers[command.kind].facts?.(command) ?? []),
  );
  const fresh = known.filter(({ id }) => !settled.has(id));
  const atOnce = await applyAtOnce(context, phone, fresh);
  const answers: SyncAnswer[] = [];
  // In one order for all phones, so that two with the same records can't wait for each other.
  for (const { position, id, command } of commands.toSorted(byRecord)) {
    if (!command.success)
      answers[position] = { id, outcome: 'refused', problem: bodyOf(malformed(command.error)) };
    // Somebody settled it while the phone waited: the item says how.
    else if (settled.has(id)) answers[position] = { id, outcome: 'known' };
    else answers[position] = atOnce.get(id) ?? (await apply(context, phone, command.data));
  }
  // What became an entry is no patrol any more that is out, also where its end was lost or came in a file.
  const stored = answers.flatMap(({ activity }) => (activity ? [activity.id] : []));
  await endPresencesOf(context.tx, stored, context.now);
  const done = answers.filter(({ outcome }) => outcome !== 'refused').map(({ id }) => id);
  const of = { id: phone.id, areaId: phone.area_id, userId: phone.user_id };
  await noteDone(context.tx, of, done, context.today);
  return answers;
}

/** The answers for those that can be done many at once. */
async function applyAtOnce(
  context: Context,
  phone: PhoneRow,
  commands: readonly SyncCommand[],
): Promise<Map<string, SyncAnswer>> {
  const answers = new Map<string, SyncAnswer>();
  for (const [kind, some] of Map.groupBy(commands, (command) => command.kind)) {
    const done = (await appliers[kind].applyMany?.(context, phone, some)) ?? new Map<string, Applied>();
    for (const command of some) {
      const applied = done.get(command.id);
      if (applied) answers.set(command.id, answerOf(command, applied));
    }
    // What was refused before has found its way after all.
    const records = some.filter(({ id }) => done.has(id)).map(({ recordId }) => recordId);
    if (records.length > 0) await settle(context.tx, { repairedRecords: records, kind }, repairedBy(context));
  }
  return answers;
}

const repairedBy = (context: Context) =>
  ({ settlement: 'repaired', by: context.caller.id, reason: '' }) as const;

interface Parsed {
  readonly position: number;
  readonly command: ReturnType<typeof SyncCommand.safeParse>;
}

function byRecord(a: Parsed, b: Parsed): number {
  const [x, y] = [a.command.data?.recordId ?? '', b.command.data?.recordId ?? ''];
  return x === y ? a.position - b.position : x < y ? -1 : 1;
}

async function apply(context: Context, phone: PhoneRow, command: SyncCommand): Promise<SyncAnswer> {
  try {
    const done = await onItsOwn(context.tx, () => appliers[command.kind].apply(context, phone, command));
    if (isAsked(done)) await keep(context, phone, command, { conflicts: done.conflicts ?? [] });
    await settleAnswered(context, command, done);
    return answerOf(command, done);
  } catch (error) {
    const problem = refusalOf(error);
    if (!appliers[command.kind].isPassing) await keep(context, phone, command, { problem: bodyOf(problem) });
    return { id: command.id, outcome: 'refused', problem: bodyOf(problem) };
  }
}

/** Whether somebody has to be asked about some of its fields. */
function isAsked({ conflicts = [] }: Applied): boolean {
  return conflicts.length > 0;
}

/** What was refused before has found its way after all; a choice between two values is made by the entry that says so. */
async function settleAnswered(context: Context, command: SyncCommand, done: Applied): Promise<void> {
  const { recordId, kind } = command;
  await settle(context.tx, { repairedRecords: [recordId], kind }, repairedBy(context));
  if (command.settles !== undefined && !isAsked(done))
    await settle(context.tx, { id: command.settles }, { ...repairedBy(context), settlement: 'chosen' });
}

function answerOf(command: SyncCommand, done: Applied): SyncAnswer {
  const { outcome, activity, merged, movedTo, told } = done;
  const conflicts = conflictsOf(done.conflicts ?? []);
  return {
    id: command.id,
    outcome: isAsked(done) ? 'conflict' : outcome,
    ...(activity ? { activity } : {}),
    ...(merged ? { merged } : {}),
    ...(movedTo ? { movedTo } : {}),
    ...(told ? { told } : {}),
    ...(isAsked(done) ? { conflicts } : {}),
  };
}

function keep(
  context: Context,
  phone: PhoneRow,
  command: SyncCommand,
  why: { problem?: RowProblem; conflicts?: readonly FieldConflict[] },
): Promise<void> {
  return keepItem(context.tx, {
    id: command.id,
    kind: command.kind,
    areaId: phone.area_id,
    phoneId: phone.id,
    userId: phone.user_id,
    recordId: command.recordId,
    outcome: why.problem ? 'refused' : 'conflict',
    payload: command.payload,
    problem: why.problem,
    conflicts: why.conflicts ?? [],
    madeAt: command.madeAt,
  });
}

/** What is refused is an answer like another; what is our own fault ends the request, and the phone sends it again. */
function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const state = (error as { code?: string }).code ?? '';
  if (state.startsWith('22')) return new Problem('invalidInput');
  throw error;
}

function bodyOf(problem: Problem): RowProblem {
  return RowProblem.parse(problemBody(problem));
}
