import type { ActivitySave, RowProblem } from '../../../activities/activity.contract.ts';
import type { SyncAnswer, SyncCommand, SyncConflict } from '../../sync.contract.ts';

/** here: on this phone; onWay: sent, no answer yet; arrived; needsYou: refused, or somebody else changed the same field. */
export type OutboxState = 'here' | 'onWay' | 'arrived' | 'needsYou';

/** One entry on its way to the commune. */
export interface OutboxItem {
  /** The command's id; a repaired entry is a new command about the same record. */
  readonly id: string;
  readonly recordId: string;
  readonly save: ActivitySave;
  /** By this phone's clock, as it was then. */
  readonly madeAt: string;
  /** How far the clock was known to be ahead when the entry was made (milliseconds). */
  readonly ahead: number;
  /** Fields that the clock filled in: they move with it when it turns out wrong. */
  readonly byClock: { readonly day?: string; readonly times: readonly string[] };
  readonly state: OutboxState;
  readonly settles?: string;
  readonly problem?: RowProblem;
  readonly conflicts?: readonly SyncConflict[];
  /** The record's revision at the commune, once it is known. */
  readonly revision?: number;
  /** What the entry became: its place was merged, it was put together with another's change, or the commune dropped it. */
  readonly movedTo?: string;
  readonly merged?: boolean;
  readonly dropped?: string;
  readonly arrivedAt?: string;
}

/** The item after the server's answer. Nothing that was written is ever taken out of it. */
export function afterAnswer(item: OutboxItem, answer: SyncAnswer, now: string): OutboxItem {
  const { activity, movedTo, merged, conflicts, problem } = answer;
  const told = {
    ...item,
    ...(activity ? { revision: activity.revision } : {}),
    ...(movedTo ? { movedTo: movedTo.areaName } : {}),
    ...(merged ? { merged } : {}),
  };
  if (answer.outcome === 'refused') return { ...told, state: 'needsYou', ...(problem ? { problem } : {}) };
  if (answer.outcome === 'conflict') return { ...told, state: 'needsYou', conflicts: conflicts ?? [] };
  return { ...told, state: 'arrived', arrivedAt: now };
}

/** The entries to send next, the oldest first; what was under way when the app was closed goes again. */
export function toSend(items: readonly OutboxItem[], most: number): OutboxItem[] {
  return items.filter(({ state }) => state === 'here' || state === 'onWay').slice(0, most);
}

/** How many have not arrived and not been refused. */
export function waitingCount(items: readonly OutboxItem[]): number {
  return items.filter(({ state }) => state === 'here' || state === 'onWay').length;
}

export function commandOf(item: OutboxItem): SyncCommand {
  const { id, recordId, save, madeAt, settles } = item;
  return {
    id,
    kind: 'activity.save',
    recordId,
    payload: save,
    madeAt,
    ...(settles === undefined ? {} : { settles }),
  };
}

/** A clock that is off by less is nobody's fault. */
const TOLERATED = 10 * 60_000;

/**
 * The entry with day and times moved by what the clock turned out to be wrong since it was made; what the person
 * typed himself stays. `ahead` is how far the clock is ahead, in milliseconds.
 */
export function withRightClock(item: OutboxItem, ahead: number): OutboxItem {
  const off = ahead - item.ahead;
  const { day, times } = item.byClock;
  if (item.state !== 'here' || Math.abs(off) < TOLERATED || (day === undefined && times.length === 0))
    return item;
  const values = { ...item.save.values };
  const dayText = day === undefined ? undefined : values[day];
  for (const field of times) {
    const time = values[field];
    if (typeof time === 'string')
      values[field] = moved(typeof dayText === 'string' ? dayText : '2000-01-01', time, off).time;
  }
  if (day !== undefined && typeof dayText === 'string') {
    const [first] = times;
    const at = first === undefined ? undefined : item.save.values[first];
    values[day] = moved(dayText, typeof at === 'string' ? at : '12:00', off).day;
  }
  return { ...item, ahead, save: { ...item.save, values } };
}

function moved(day: string, time: string, off: number): { day: string; time: string } {
  const right = new Date(Date.parse(`${day}T${time}:00Z`) - off).toISOString();
  return { day: right.slice(0, 10), time: right.slice(11, 16) };
}
