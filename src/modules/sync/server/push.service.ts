import { addDays, isDate } from '../../../platform/dates.ts';
import { Problem, problemBody } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { ActivitySave, RowProblem } from '../../activities/activity.contract.ts';
import { contributions } from '../../activities/contributions.rules.ts';
import { PlaceValue } from '../../activities/field.contract.ts';
import { type MergedSave, saveMerging } from '../../activities/server/merge.service.ts';
import { prepareMeasures } from '../../figures/server/facts.service.ts';
import { OLDEST_ENTRY_DAYS, type SyncAnswer, SyncCommand } from '../sync.contract.ts';
import { keepItem, settle, settledAmong } from './items.repo.ts';
import { conflictsOf } from './items.service.ts';
import type { PhoneRow } from './phones.repo.ts';

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
  await prepareMeasures(context.tx, known.flatMap(factsOf));
  const answers: SyncAnswer[] = [];
  // In one order for all phones, so that two with the same records can't wait for each other.
  for (const { position, id, command } of commands.toSorted(byRecord)) {
    if (!command.success)
      answers[position] = { id, outcome: 'refused', problem: bodyOf(malformed(command.error)) };
    // Somebody settled it while the phone waited: the item says how.
    else if (settled.has(id)) answers[position] = { id, outcome: 'known' };
    else answers[position] = await apply(context, phone, command.data);
  }
  return answers;
}

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
    const done = await onItsOwn(context.tx, () => store(context, command));
    if (done.conflicts.length > 0) await keep(context, phone, command, { conflicts: done.conflicts });
    await settleAnswered(context, command, done);
    return answerOf(command, done);
  } catch (error) {
    const problem = refusalOf(error);
    await keep(context, phone, command, { problem: bodyOf(problem) });
    return { id: command.id, outcome: 'refused', problem: bodyOf(problem) };
  }
}

/** What was refused before has found its way after all; a choice between two values is made by the entry that says so. */
async function settleAnswered(context: Context, command: SyncCommand, done: MergedSave): Promise<void> {
  const by = { by: context.caller.id, reason: '' };
  await settle(context.tx, { repairedRecord: command.recordId }, { settlement: 'repaired', ...by });
  if (command.settles !== undefined && done.conflicts.length === 0)
    await settle(context.tx, { id: command.settles }, { settlement: 'chosen', ...by });
}

async function store(context: Context, command: SyncCommand): Promise<MergedSave> {
  const parsed = ActivitySave.safeParse(command.payload);
  if (!parsed.success) throw malformed(parsed.error);
  refuseTooOld(context, parsed.data);
  return saveMerging(context, command.recordId, parsed.data);
}

function refuseTooOld(context: Context, save: ActivitySave): void {
  const form = referenceData().forms.find((one) => one.code === save.form);
  const day = form && save.values[form.dayField];
  const oldest = addDays(context.today, -OLDEST_ENTRY_DAYS);
  if (!form || !isDate(day) || day >= oldest) return;
  const expected = {
    vi: `ngày không quá ${OLDEST_ENTRY_DAYS} ngày trước; xem lại đồng hồ điện thoại, hoặc nhờ xã ghi vào sổ`,
    en: `a day within the last ${OLDEST_ENTRY_DAYS} days; look at the phone’s clock, or let the commune enter it`,
  };
  throw new Problem('invalidInput', {
    fields: [{ path: `values.${form.dayField}`, code: 'tooOld', found: day, expected }],
  });
}

function answerOf(command: SyncCommand, done: MergedSave): SyncAnswer {
  const { saved, merged, conflicts, movedTo } = done;
  return {
    id: command.id,
    outcome: conflicts.length > 0 ? 'conflict' : saved.outcome,
    activity: saved.activity,
    ...(merged ? { merged } : {}),
    ...(movedTo ? { movedTo } : {}),
    ...(conflicts.length > 0 ? { conflicts: conflictsOf(conflicts) } : {}),
  };
}

function keep(
  context: Context,
  phone: PhoneRow,
  command: SyncCommand,
  why: { problem?: RowProblem; conflicts?: MergedSave['conflicts'] },
): Promise<void> {
  return keepItem(context.tx, {
    id: command.id,
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

/** What the entries of the commands will count for, to make their measures before any record is held. */
function factsOf(command: SyncCommand) {
  const save = ActivitySave.safeParse(command.payload);
  const form = save.success ? referenceData().forms.find((one) => one.code === save.data.form) : undefined;
  if (!save.success || !form || !PlaceValue.safeParse(save.data.values[form.placeField]).success) return [];
  return contributions(form, save.data.values);
}

/** What is refused is an answer like another; what is our own fault ends the request, and the phone sends it again. */
function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const state = (error as { code?: string }).code ?? '';
  if (state.startsWith('22')) return new Problem('invalidInput');
  throw error;
}

function malformed(error: { issues: readonly { path: PropertyKey[]; code: string }[] }): Problem {
  return new Problem('invalidInput', {
    fields: error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code })),
  });
}

function bodyOf(problem: Problem): RowProblem {
  return RowProblem.parse(problemBody(problem));
}
