import type { GongEnding, GongState } from './gong.contract.ts';
import type { GongLimits } from './gong-limits.contract.ts';

const MINUTE = 60_000;

/** Of an alarm what its state follows from; instants as milliseconds. */
export interface Sounded {
  readonly receivedAt: number;
  readonly held: 'late' | 'joined' | null;
  readonly endedWhy: GongEnding | null;
}

/** How an alarm stands at a moment. One that nobody ended fades after `runningHours`: no phone rings for ever. */
export function gongState(alarm: Sounded, now: number, limits: Pick<GongLimits, 'runningHours'>): GongState {
  if (alarm.held !== null) return alarm.held;
  if (alarm.endedWhy !== null) return 'ended';
  return now - alarm.receivedAt < limits.runningHours * 60 * MINUTE ? 'running' : 'faded';
}

/**
 * When something was done, by the right time, from what a phone's clock said and how far that is ahead (milliseconds).
 * Nothing is done in the future: a clock that jumped meanwhile counts as now.
 */
export function rightTime(madeAt: number, ahead: number, now: number): number {
  // Below two minutes it may as well have been the network's time.
  const right = Math.abs(ahead) < 2 * MINUTE ? madeAt : madeAt - ahead;
  return Math.min(right, now);
}

/** Too old to wake anybody: what it was about is over, or somebody was called otherwise. */
export function isLate(
  soundedAt: number,
  now: number,
  { lateMinutes }: Pick<GongLimits, 'lateMinutes'>,
): boolean {
  return now - soundedAt > lateMinutes * MINUTE;
}

/** How often was sounded before, within the last hour and the last day: by the person, and in the busiest hamlet. */
export interface SoundedBefore {
  readonly personHour: number;
  readonly personDay: number;
  readonly hamletHour: number;
  readonly hamletDay: number;
}

/** The first limit that another alarm would break; undefined where it may sound. */
export function brokenLimit(
  before: SoundedBefore,
  limits: GongLimits,
  isDrill: boolean,
): keyof SoundedBefore | undefined {
  const most = isDrill ? limits.drills : limits.alarms;
  const order = ['personHour', 'personDay', 'hamletHour', 'hamletDay'] as const;
  return order.find((which) => before[which] >= most[which]);
}

/** So long a mistake may be on its way over a bad network (milliseconds). */
const ON_ITS_WAY = 5 * 60_000;

/**
 * Whether somebody may end an alarm in this way: over, false alarm and the end of a drill by its sounder or whoever
 * looks after the place; a mistake by its sounder alone, at once. `age` in milliseconds since it was sounded, by the clock of
 * whoever ends it; `known` since the commune has it, which no phone can choose.
 */
export function mayEnd(
  alarm: { readonly state: GongState; readonly isDrill: boolean },
  who: { readonly isSounder: boolean; readonly manages: boolean },
  why: GongEnding,
  { age, known }: { readonly age: number; readonly known: number },
  limits: Pick<GongLimits, 'callBackSeconds'>,
): boolean {
  if (alarm.state !== 'running' && alarm.state !== 'faded') return false;
  if (why === 'mistake')
    return who.isSounder && Math.max(age, known - ON_ITS_WAY) <= limits.callBackSeconds * 1000;
  return (who.isSounder || who.manages) && (why === 'drillDone') === alarm.isDrill;
}
