import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { type Gong, GongAnswer, GongEnd, GongSound } from '../../gong/gong.contract.ts';
import { rightTime } from '../../gong/gong.rules.ts';
import { answerGong, endGong } from '../../gong/server/answer.service.ts';
import { getGong } from '../../gong/server/gong.service.ts';
import { everyFact } from '../../gong/server/gong-facts.service.ts';
import { gongLine } from '../../gong/server/gong-line.ts';
import { sound } from '../../gong/server/sound.service.ts';
import { type Applier, malformed } from './applier.ts';
import type { PhoneRow } from './phones.repo.ts';

type Command = Parameters<Applier['apply']>[2];

/** When it was done, by the server's clock. */
function momentOf(context: Context, phone: PhoneRow, command: Command): Date {
  const ahead = phone.clock_ahead_seconds * 1000;
  return new Date(rightTime(Date.parse(command.madeAt), ahead, context.now.getTime()));
}

const asGong = <T>(context: Context, work: (own: Context) => Promise<T>): Promise<T> =>
  withAccess(context, 'gong.sound', 'activities.write', work);

/** The same line as for an act at the desk. */
async function log(
  own: Context,
  id: string,
  action: string,
  details: (alarm: Gong) => Record<string, unknown>,
): Promise<void> {
  const alarm = await getGong(own, id);
  await writeAudit(own.tx, own.caller.id, gongLine(action, alarm, details(alarm)));
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
      if (isNew) await log(own, command.recordId, 'gong.sounded', ({ state }) => ({ state }));
      return { outcome: isNew ? 'accepted' : 'known' } as const;
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
        const isNew = await answerGong(own, command.recordId, given.data, at);
        // That a phone rang is no act of anybody's.
        if (isNew && answer !== 'reached')
          await log(own, command.recordId, 'gong.answered', () => ({ answer }));
        return isNew;
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
        if (isNew) await log(own, command.recordId, 'gong.ended', () => ({ why }));
        return isNew;
      }),
    );
  },
};

/** An alarm that was refused, or lies in places that are no longer the person's, has nothing to be answered. */
async function whereItIs(work: () => Promise<boolean>): Promise<{ outcome: 'accepted' | 'known' }> {
  try {
    return { outcome: (await work()) ? 'accepted' : 'known' };
  } catch (error) {
    if (error instanceof Problem && error.code === 'notFound') return { outcome: 'known' };
    throw error;
  }
}
