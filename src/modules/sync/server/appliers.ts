import type { CommandKind } from '../sync.contract.ts';
import type { Applier } from './applier.ts';
import { entryApplier } from './entry.applier.ts';
import { gongAnswerApplier, gongEndApplier, gongSoundApplier } from './gong.applier.ts';
import { messageReadApplier, messageReplyApplier } from './message.applier.ts';
import { patrolBeginApplier, patrolEndApplier } from './patrol.applier.ts';
import { householdAddApplier, pledgeSignApplier, pledgeWithdrawApplier } from './pledge.applier.ts';
import { taskApplier } from './task.applier.ts';

/** What is done with each kind of command: an explicit list. */
export const appliers: Readonly<Record<CommandKind, Applier>> = {
  'activity.save': entryApplier,
  'patrol.begin': patrolBeginApplier,
  'patrol.end': patrolEndApplier,
  'task.answer': taskApplier,
  'pledge.sign': pledgeSignApplier,
  'pledge.withdraw': pledgeWithdrawApplier,
  'household.add': householdAddApplier,
  'gong.sound': gongSoundApplier,
  'gong.answer': gongAnswerApplier,
  'gong.end': gongEndApplier,
  'message.read': messageReadApplier,
  'message.reply': messageReplyApplier,
};
