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

/** So much later than it was said may it arrive that an alarm is called back. */
const NETWORK_GRACE = 5 * MINUTE;

/** Nobody has said that it is over. */
export function isOpen(state: GongState): boolean {
  return state === 'running' || state === 'faded';
}

/**
 * Whether somebody may end an alarm in this way: over, false alarm and the end of a drill by its sounder or whoever
 * looks after the place; a mistake by its sounder alone, at once: by what his phone says, and, since a phone says what it
 * likes, also by when the alarm and this arrived, with a little for the network. Ages in milliseconds.
 */
export function mayEnd(
  alarm: { readonly state: GongState; readonly isDrill: boolean },
  who: { readonly isSounder: boolean; readonly manages: boolean },
  why: GongEnding,
  age: { readonly said: number; readonly received: number },
  limits: Pick<GongLimits, 'callBackSeconds'>,
): boolean {
  if (!isOpen(alarm.state)) return false;
  if (why === 'mistake') {
    const most = limits.callBackSeconds * 1000;
    const isAtOnce = age.said <= most && age.received <= most + NETWORK_GRACE;
    return who.isSounder && alarm.state === 'running' && isAtOnce;
  }
  return (who.isSounder || who.manages) && (why === 'drillDone') === alarm.isDrill;
}
