import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import type { GongAnswer, GongEnding } from '../gong.contract.ts';
import { isOpen, mayEnd } from '../gong.rules.ts';
import { noteAnswer, setEnded } from './gong.repo.ts';
import { getGongRow, stateOf } from './gong.service.ts';
import { prepareGongMeasures, settleGong } from './gong-facts.service.ts';
import { gongLimits } from './gong-reference.service.ts';

/**
 * Notes that the caller was reached, or what he says; the sounder himself is not counted. Also after its end: a phone
 * that was without a network says it late. Gives whether anything is new. Throws Problem `notFound`.
 */
export async function answerGong(
  context: Context,
  id: string,
  { answer }: GongAnswer,
  at: Date,
): Promise<boolean> {
  const alarm = await getGongRow(context, id);
  if (alarm.held !== null || alarm.traces_removed_at || alarm.sounded_by === context.caller.id) return false;
  const reply = answer === 'reached' ? null : answer;
  // Nobody was reached before it was sounded: a clock that is wrong does not change that.
  const moment = new Date(Math.max(at.getTime(), alarm.sounded_at.getTime()));
  const isNew = await noteAnswer(context.tx, { alarm, userId: context.caller.id, reply, at: moment });
  if (isNew) await context.enqueue('settleGong', { alarmId: id });
  return isNew;
}

/**
 * Ends an alarm (the permission `gong.sound` in hand); again in the same way is a success. Gives whether it is new.
 * Throws Problem `notFound`, `forbidden`, `notPossibleNow`.
 */
export async function endGong(
  context: Context,
  id: string,
  why: GongEnding,
  at: Date,
): Promise<{ isNew: boolean; areaId: string }> {
  const alarm = await getGongRow(context, id);
  const { tx, caller, now } = context;
  if (alarm.ended_why === why) return { isNew: false, areaId: alarm.area_id };
  const isSounder = alarm.sounded_by === caller.id;
  const manages = await managesPlace(context, id);
  const state = stateOf(context, alarm);
  if (alarm.traces_removed_at) throw new Problem('notPossibleNow');
  const ages = {
    said: at.getTime() - alarm.sounded_at.getTime(),
    received: now.getTime() - alarm.received_at.getTime(),
  };
  const given = { state, isDrill: alarm.is_drill };
  if (!mayEnd(given, { isSounder, manages }, why, ages, gongLimits())) {
    if (!isSounder && !manages) throw new Problem('forbidden');
    if (why === 'mistake' && isSounder && isOpen(state))
      throw new Problem('notPossibleNow', tooLate(alarm.is_drill));
    throw new Problem('notPossibleNow');
  }
  await prepareGongMeasures(context);
  if (!(await setEnded(tx, id, { by: caller.id, why, at: now }))) throw new Problem('notPossibleNow');
  await settleGong(context, id);
  await context.enqueue('callPhones', { alarmId: id, what: 'ended' });
  return { isNew: true, areaId: alarm.area_id };
}

/** What to do instead, for a sounder who calls it back too late. */
const tooLate = (isDrill: boolean) => ({
  detail: isDrill
    ? {
        vi: 'Đã quá lúc báo nhầm được. Hãy bấm Hết diễn tập.',
        en: 'It is too late to call it back. Say that the drill is done.',
      }
    : {
        vi: 'Đã quá lúc báo nhầm được. Hãy bấm Báo động giả.',
        en: 'It is too late to call it back. Call it a false alarm instead.',
      },
});

/** Whether the alarm lies within the areas that the caller looks after. */
async function managesPlace(context: Context, id: string): Promise<boolean> {
  if (!callerMay(context.caller, 'gong.manage')) return false;
  return withAccess(context, 'gong.manage', 'gong.sound', async (own) =>
    getGongRow(own, id).then(
      () => true,
      () => false,
    ),
  );
}
