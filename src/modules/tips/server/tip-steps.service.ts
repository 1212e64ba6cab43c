import { dayParts } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { canExtend, possibleSteps, stepTaken } from '../tip-steps.rules.ts';
import type { TipStep, TipWork } from '../tip-work.contract.ts';
import { clocksNow, momentIn, settleDues } from './tip-dues.service.ts';
import { listMembers } from './tip-offices.repo.ts';
import { addEvent, addRedaction, changeWork, emptyTip, giveNumber } from './tip-steps.repo.ts';
import { findWork, holdWork, type WorkRow } from './tip-work.repo.ts';
import { describeWork, getWork, workerOf, workNow } from './tip-work.service.ts';

/**
 * Takes a step of the work on a report. Throws Problem `conflict` where somebody took one meanwhile, `notPossibleNow`
 * for a step that does not fit, `forbidden` for work given to others without tips.lead, `invalidInput` for a person who
 * is no member, a report that is not here, or a time limit that can't be extended.
 */
export async function takeStep(
  context: Context,
  by: Authorized<'tips.work'>,
  id: string,
  step: TipStep,
): Promise<TipWork> {
  const { tx } = context;
  await holdWork(tx, id);
  const work = await getWork(context, id);
  if (work.version !== step.baseVersion) throw new Problem('conflict', { extra: { version: work.version } });
  await refuseUnfit(context, work, step);
  const at = momentIn(context);
  const { what, details, change } = stepTaken(workNow(work), step, at);
  const number = step.step === 'register' ? await register(context, by, work) : undefined;
  if (step.step === 'redact')
    await addRedaction(tx, by, {
      tipId: id,
      officeId: work.officeId,
      sealed: step.redacted,
      at,
      by: by.callerId,
    });
  if (step.step === 'redLine') await dropLater(context, await emptyTip(tx, by, id));
  await changeWork(tx, by, id, change);
  await addEvent(tx, {
    tipId: id,
    at,
    by: by.callerId,
    officeId: work.officeId,
    what,
    details: number === undefined ? details : { number },
    note: 'note' in step ? step.note : undefined,
  });
  await settle(context, id);
  return describeWork(context, id);
}

/** After a change: when the next time limit runs out. */
export async function settle(context: Context, id: string): Promise<void> {
  const work = await findWork(context.tx, id);
  if (work) await settleDues(context, work);
}

/** Sealed files go from the disk once the transaction that forgot them is done. */
export async function dropLater(context: Context, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await context.enqueue('dropTipFiles', { fileIds });
}

async function register(context: Context, by: Authorized<'tips.work'>, work: WorkRow): Promise<string> {
  const { year } = dayParts(context.today);
  return `${await giveNumber(context.tx, by, work.id, work.officeId, year)}/${year}`;
}

async function refuseUnfit(context: Context, work: WorkRow, step: TipStep): Promise<void> {
  const clocks = clocksNow(context, work);
  const worker = workerOf(context);
  if (!possibleSteps(workNow(work), worker, clocks).includes(step.step))
    throw new Problem(isForLeads(step) && !worker.isLead ? 'forbidden' : 'notPossibleNow');
  if (step.step === 'extend' && !clocks.some((clock) => clock.code === step.clock && canExtend(clock)))
    throw wrong('clock', 'notExtendable', notExtendable);
  if (step.step === 'classify' && step.duplicateOf !== undefined) {
    const other = await findWork(context.tx, step.duplicateOf);
    if (other?.officeId !== work.officeId || other.id === work.id || other.state === 'redLine')
      throw wrong('duplicateOf', 'notHere', otherReport);
  }
  if (step.step !== 'assign') return;
  if (step.to !== worker.id && !worker.isLead) throw new Problem('forbidden', { detail: onlyOneself });
  const members = await listMembers(context.tx, work.officeId);
  if (!members.some(({ userId, state }) => userId === step.to && state === 'active'))
    throw wrong('to', 'notAMember', aMember);
}

const isForLeads = ({ step }: TipStep): boolean => step === 'extend' || step === 'redLine';

const notExtendable = {
  vi: 'một thời hạn đang chạy mà luật cho kéo dài',
  en: 'a time limit that runs and that the law lets one extend',
};
const otherReport = { vi: 'một tin báo khác của cơ quan này', en: 'another report of this office' };
const aMember = { vi: 'một thành viên đang làm việc của cơ quan', en: 'an active member of the office' };
const onlyOneself = {
  vi: 'Bạn chỉ nhận việc cho mình; giao cho người khác là việc của lãnh đạo.',
  en: 'You can take it yourself; giving it to others is for leaders.',
};

export function wrong(path: string, code: string, expected: { vi: string; en: string }): Problem {
  return new Problem('invalidInput', { fields: [{ path, code, expected }] });
}
