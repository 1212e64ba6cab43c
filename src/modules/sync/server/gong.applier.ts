import { Problem } from '../../../platform/problems.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { GongAnswer, GongEnd, GongSound } from '../../gong/gong.contract.ts';
import { rightTime } from '../../gong/gong.rules.ts';
import { answerGong, endGong } from '../../gong/server/answer.service.ts';
import { getGongRow, stateOf } from '../../gong/server/gong.service.ts';
import { gongLine, loggedOf } from '../../gong/server/gong-audit.ts';
import { everyFact } from '../../gong/server/gong-facts.service.ts';
import { sound } from '../../gong/server/sound.service.ts';
import { type Applied, type Applier, malformed } from './applier.ts';
import type { PhoneRow } from './phones.repo.ts';

type Command = Parameters<Applier['apply']>[2];

/** When it was done, by the server's clock. */
function momentOf(context: Context, phone: PhoneRow, command: Command): Date {
  const ahead = phone.clock_ahead_seconds * 1000;
  return new Date(rightTime(Date.parse(command.madeAt), ahead, context.now.getTime()));
}

const asGong = <T>(context: Context, work: (own: Context) => Promise<T>): Promise<T> =>
  withAccess(context, 'gong.sound', 'activities.write', work);

/** Done, with the same line in the log as from the commune's page. */
async function noted(
  own: Context,
  action: string,
  { recordId }: Command,
  details?: Record<string, unknown>,
): Promise<Applied> {
  const row = await getGongRow(own, recordId);
  const said = details ?? { state: stateOf(own, row) };
  return { outcome: 'accepted', audit: gongLine(action, loggedOf(row), said) };
}

/** An alarm; one that waited too long for a network is written down and wakes nobody. */
export const gongSoundApplier: Applier = {
  facts: everyFact,
  apply: async (context, phone, command) => {
    const asked = GongSound.safeParse(command.payload);
    if (!asked.success) throw malformed(asked.error);
    const at = momentOf(context, phone, command);
    return asGong(context, async (own) => {
      const { isNew } = await sound(own, command.recordId, asked.data, at);
      return isNew ? noted(own, 'gong.sounded', command) : { outcome: 'known' };
    });
  },
};

/** That it was seen, and what the person says. */
export const gongAnswerApplier: Applier = {
  isPassing: true,
  apply: async (context, phone, command) => {
    const given = GongAnswer.safeParse(command.payload);
    if (!given.success) throw malformed(given.error);
    const at = momentOf(context, phone, command);
    const { answer } = given.data;
    return asGong(context, (own) =>
      whereItIs(async () => {
        if (!(await answerGong(own, command.recordId, given.data, at))) return { outcome: 'known' };
        // That a screen showed it is nothing that somebody did.
        if (answer === 'reached') return { outcome: 'accepted' };
        return noted(own, 'gong.answered', command, { answer });
      }),
    );
  },
};

export const gongEndApplier: Applier = {
  isPassing: true,
  facts: everyFact,
  apply: async (context, phone, command) => {
    const given = GongEnd.safeParse(command.payload);
    if (!given.success) throw malformed(given.error);
    const at = momentOf(context, phone, command);
    return asGong(context, (own) =>
      whereItIs(async () => {
        const { why } = given.data;
        const { isNew } = await endGong(own, command.recordId, why, at);
        return isNew ? noted(own, 'gong.ended', command, { why }) : { outcome: 'known' };
      }),
    );
  },
};

/** An alarm that was refused, or lies in places that are no longer the person's, has nothing to be answered. */
async function whereItIs(work: () => Promise<Applied>): Promise<Applied> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'notFound') return { outcome: 'known' };
    throw error;
  }
}
