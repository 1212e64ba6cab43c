import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { namesOf } from '../../accounts/server/accounts.service.ts';
import type { GongSound } from '../gong.contract.ts';
import { brokenLimit, isLate, type SoundedBefore } from '../gong.rules.ts';
import { countBefore, findGong, findSame, holdPlace, insertGong, openHamlets } from './gong.repo.ts';
import { prepareGongMeasures, settleGong } from './gong-facts.service.ts';
import { gongLimits } from './gong-reference.service.ts';
import { findOwnSuspension } from './suspensions.repo.ts';

const MINUTE = 60_000;

/**
 * Sounds an alarm in the caller's hamlets (the permission `gong.sound` in hand), once however often it is asked: it is
 * written down and the phones are called. One that comes too late, or where the same runs already, is written down only.
 * Throws Problem `outOfArea`, `gongSuspended`, `gongTooMany`, `conflict` for an id of somebody else's.
 */
export async function sound(
  context: Context,
  id: string,
  asked: GongSound,
  soundedAt: Date,
): Promise<{ isNew: boolean; areaId: string }> {
  const { tx, caller, now } = context;
  const known = await findGong(tx, id);
  if (known) {
    if (known.sounded_by !== caller.id) throw new Problem('conflict');
    return { isNew: false, areaId: known.area_id };
  }
  if (asked.isDrill && !callerMay(caller, 'gong.drill')) throw new Problem('forbidden');
  const place = await placeOf(context, asked.hamletIds);
  await refuseSuspended(context);
  await prepareGongMeasures(context);
  await holdPlace(tx, place.commune);
  const { hamletIds, areaId, provinceId } = place;
  const limits = gongLimits();
  const { kind, isDrill } = asked;
  const isTooLate = isLate(soundedAt.getTime(), now.getTime(), limits);
  const since = new Date(now.getTime() - limits.sameMinutes * MINUTE);
  const same =
    isTooLate || asked.anyway ? undefined : await findSame(tx, { hamletIds, kind, isDrill, since });
  const held = isTooLate ? 'late' : same ? 'joined' : null;
  if (held === null) await refuseTooMany(context, hamletIds, isDrill);
  const isNew = await insertGong(tx, {
    id,
    provinceId,
    areaId,
    hamletIds,
    kind,
    place: asked.place,
    isDrill,
    soundedBy: caller.id,
    // As it was then: a name that is changed later changes nothing of what happened.
    soundedByName: (await namesOf(context, [caller.id])).get(caller.id) ?? '',
    soundedAt,
    receivedAt: now,
    held,
    joinedTo: same ?? null,
  });
  // Somebody else's under the same id, which the caller may not see.
  if (!isNew) throw new Problem('conflict');
  if (held === null) {
    await settleGong(context, id);
    await context.enqueue('callPhones', { alarmId: id, what: 'sounded' });
  }
  return { isNew, areaId };
}

interface Place {
  readonly hamletIds: readonly string[];
  readonly areaId: string;
  readonly provinceId: string;
  readonly commune: string;
}

/** The hamlets as they are today, and where the alarm counts: at the hamlet, or at the commune of several. */
async function placeOf(context: Context, asked: readonly string[]): Promise<Place> {
  const found = await openHamlets(context.tx, asked);
  const isWhole = asked.every((id) => found.some((one) => one.asked === id));
  const [first] = found;
  if (!first || !isWhole) throw new Problem('outOfArea');
  const commune = first.commune ?? first.id;
  if (found.some((one) => (one.commune ?? one.id) !== commune)) {
    throw new Problem('invalidInput', {
      fields: [
        {
          path: 'hamletIds',
          code: 'oneCommune',
          expected: { vi: 'các thôn của cùng một xã', en: 'hamlets of one commune' },
        },
      ],
    });
  }
  const hamletIds = [...new Set(found.map(({ id }) => id))].toSorted();
  const areaId = hamletIds.length === 1 ? first.id : commune;
  return { hamletIds, areaId, provinceId: first.province, commune };
}

async function refuseSuspended(context: Context): Promise<void> {
  const suspension = await findOwnSuspension(context.tx, context.caller.id);
  if (!suspension) return;
  const { reason } = suspension;
  throw new Problem('gongSuspended', {
    detail: {
      vi: `Xã đã tạm dừng quyền đánh mõ của bạn. Lý do: ${reason}. Việc gấp thì gọi 113, 114, 115 hoặc gọi cán bộ xã.`,
      en: `The commune has suspended your gong. The reason: ${reason}. If it is urgent call 113, 114, 115 or an officer.`,
    },
  });
}

const limitWords: Readonly<Record<keyof SoundedBefore, { vi: string; en: string }>> = {
  personHour: { vi: 'Trong một giờ bạn đã đánh mõ', en: 'Within an hour you sounded' },
  personDay: { vi: 'Trong một ngày bạn đã đánh mõ', en: 'Within a day you sounded' },
  hamletHour: { vi: 'Trong một giờ thôn này đã có mõ', en: 'Within an hour there sounded here' },
  hamletDay: { vi: 'Trong một ngày thôn này đã có mõ', en: 'Within a day there sounded here' },
};

async function refuseTooMany(
  context: Context,
  hamletIds: readonly string[],
  isDrill: boolean,
): Promise<void> {
  const { tx, caller, now } = context;
  const before = await countBefore(tx, { userId: caller.id, hamletIds, isDrill, now });
  const limit = brokenLimit(before, gongLimits(), isDrill);
  if (!limit) return;
  const words = limitWords[limit];
  throw new Problem('gongTooMany', {
    detail: {
      vi: `${words.vi} ${before[limit]} lần, là mức cao nhất. Việc gấp thì gọi 113, 114, 115 hoặc gọi cán bộ xã.`,
      en: `${words.en} ${before[limit]} times, which is the most. If it is urgent call 113, 114, 115 or an officer.`,
    },
    extra: { limit },
  });
}
