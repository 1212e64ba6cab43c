import type { Context } from '../../../platform/server/context.ts';
import { clocksOf, isOnTime, momentOf, nextClock } from '../tip-clocks.rules.ts';
import type { TipClock } from '../tip-work.contract.ts';
import { tipReference } from './tip-reference.service.ts';
import { listUndated, noteDues, type WorkRow } from './tip-work.repo.ts';

/** The moment that the office's clocks show. */
export function momentIn(context: Context): string {
  return momentOf(context.today, context.now);
}

/** The time limits of a report as they stand now; what has no place here has none. */
export function clocksNow(context: Context, work: WorkRow): TipClock[] {
  if (work.state === 'redLine') return [];
  const { clocks, calendar } = tipReference();
  return clocksOf({ ...work, remote: work.isRemote }, clocks, calendar, momentIn(context));
}

/** Notes when the next limit runs out, for lists and reminders. */
export async function settleDues(context: Context, work: WorkRow): Promise<void> {
  const clocks = clocksNow(context, work);
  const next = nextClock(clocks);
  await noteDues(context.tx, work.id, {
    dueAt: next?.dueAt ?? null,
    dueClock: next?.code ?? null,
    onTime: isOnTime(clocks),
  });
}

const part = 500;

/** Works out the limits of what has come or changed since the last look. */
export async function settleAllDues(context: Context): Promise<void> {
  for (;;) {
    const undated = await listUndated(context.tx, part);
    for (const work of undated) await settleDues(context, work);
    if (undated.length < part) return;
  }
}
