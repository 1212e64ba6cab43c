import type { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import { onItsOwn } from '../../../platform/server/savepoint.ts';
import type { RowProblem } from '../../activities/activity.contract.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import { prepareMeasures } from '../../figures/server/facts.service.ts';
import { conflictsOf } from '../conflicts.rules.ts';
import { storable } from '../plain-json.rules.ts';
import { type SyncAnswer, SyncCommand } from '../sync.contract.ts';
import { type Applied, malformed } from './applier.ts';
import { appliers } from './appliers.ts';
import { noteDone } from './done.repo.ts';
import { oneAtATime, settledAmong } from './items.repo.ts';
import { keep, keepRefused } from './keep.service.ts';
import type { PhoneRow } from './phones.repo.ts';
import { endPresencesOf } from './presence.repo.ts';
import { bodyOf, notFromFile, refusalOf, tooLarge } from './refusal.ts';
import { asBringer, asPhone, type Sender } from './sender.ts';
import { settleChosen, settleRepaired } from './settle.service.ts';

type Given = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Stores what was done on a phone, each command on its own; the answers stand in the order given. What can't be stored is
 * kept as an item for whoever knows, and holds up none of the others. The same command again is answered alike.
 */
export function applyCommands(
  context: Context,
  phone: PhoneRow,
  given: readonly Given[],
): Promise<SyncAnswer[]> {
  return applyAs(context, asPhone(phone), given);
}

/** The same for what somebody else brings in a file of the phone: he does it, as far as files are believed. */
export async function takeFileOf(
  context: Context,
  phone: PhoneRow,
  given: readonly Given[],
): Promise<SyncAnswer[]> {
  return applyAs(context, await asBringer(context, phone), given);
}

async function applyAs(context: Context, phone: Sender, given: readonly Given[]): Promise<SyncAnswer[]> {
  await oneAtATime(context.tx, phone.id);
  const commands = given.map((one, position) => admitted(phone, one, position));
  const known = commands.flatMap(({ command }) => command ?? []);
  const settled = await settledAmong(
    context.tx,
    known.map((command) => command.id),
  );
  await prepareMeasures(
    context.tx,
    known.flatMap((command) => appliers[command.kind].facts?.(command) ?? []).filter(isStorable),
  );
  const fresh = known.filter(({ id }) => !settled.has(id));
  const atOnce = await applyAtOnce(context, phone, fresh);
  const answers: SyncAnswer[] = [];
  // In one order for all phones, so that two with the same records can't wait for each other.
  for (const { position, id, command, problem } of commands.toSorted(byRecord)) {
    if (!command) answers[position] = { id, outcome: 'refused', problem: bodyOf(problem), kept: false };
    // Somebody settled it while the phone waited: the item says how.
    else if (settled.has(id)) answers[position] = { id, outcome: 'known' };
    else answers[position] = atOnce.get(id) ?? (await apply(context, phone, command));
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
  phone: Sender,
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
    await settleRepaired(context, phone, kind, records);
  }
  return answers;
}

type Admitted = { readonly position: number; readonly id: string } & (
  | { readonly command: SyncCommand; readonly problem?: undefined }
  | { readonly command?: undefined; readonly problem: Problem }
);

/** The command, or why it is none that is done or kept. */
function admitted(phone: Sender, one: Given, position: number): Admitted {
  const at = { position, id: one.id };
  const large = tooLarge(one);
  if (large) return { ...at, problem: large };
  const { data, error } = SyncCommand.safeParse(one);
  if (!data) return { ...at, problem: malformed(error) };
  const problem = phone.broughtBy === undefined ? undefined : notFromFile(data.kind);
  return problem ? { ...at, problem } : { ...at, command: data };
}

/** So long is what figures are told apart by (letters); nothing that is longer comes from a list of choices. */
const LONGEST_SLICE = 200;

/** Facts of commands are looked at before anything checked them: what can't be stored must not end the request. */
function isStorable({ slices }: Fact): boolean {
  return Object.values(slices).every((one) => one.length <= LONGEST_SLICE && storable(one) === one);
}

function byRecord(a: Admitted, b: Admitted): number {
  const [x, y] = [a.command?.recordId ?? '', b.command?.recordId ?? ''];
  return x === y ? a.position - b.position : x < y ? -1 : 1;
}

async function apply(context: Context, phone: Sender, command: SyncCommand): Promise<SyncAnswer> {
  try {
    const done = await onItsOwn(context.tx, async () => {
      const applied = await appliers[command.kind].apply(context, phone, command);
      // Within the savepoint: where the question can't be kept, nothing is stored that would need it.
      if (isAsked(applied)) await keep(context, phone, command, { conflicts: applied.conflicts ?? [] });
      return applied;
    });
    await settleAnswered(context, phone, command, done);
    if (done.audit) await writeAudit(context.tx, context.caller.id, done.audit);
    return answerOf(command, done);
  } catch (error) {
    return refuse(context, phone, command, bodyOf(refusalOf(error)));
  }
}

async function refuse(
  context: Context,
  phone: Sender,
  command: SyncCommand,
  problem: RowProblem,
): Promise<SyncAnswer> {
  const refused = { id: command.id, outcome: 'refused' } as const;
  if (appliers[command.kind].isPassing) return { ...refused, problem, kept: false };
  const hindrance = await keepRefused(context, phone, command, problem);
  return hindrance
    ? { ...refused, problem: bodyOf(hindrance), kept: false }
    : { ...refused, problem, kept: true };
}

/** Whether somebody has to be asked about some of its fields. */
function isAsked({ conflicts = [] }: Applied): boolean {
  return conflicts.length > 0;
}

/** What was refused before has found its way after all; a choice between two values is made by the entry that says so. */
async function settleAnswered(
  context: Context,
  phone: Sender,
  command: SyncCommand,
  done: Applied,
): Promise<void> {
  await settleRepaired(context, phone, command.kind, [command.recordId]);
  if (!isAsked(done)) await settleChosen(context, phone, command);
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
