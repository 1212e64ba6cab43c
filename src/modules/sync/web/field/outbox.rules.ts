import { todayInVietnam } from '../../../../platform/dates.ts';
import type { LocalText } from '../../../../platform/text.ts';
import type { ActivitySave, RowProblem } from '../../../activities/activity.contract.ts';
import type { EntryValues } from '../../../activities/field.contract.ts';
import type { CommandKind, SyncAnswer, SyncCommand, SyncConflict } from '../../sync.contract.ts';

/** here: on this phone; onWay: sent, no answer yet; arrived; needsYou: refused, or somebody else changed the same field. */
export type OutboxState = 'here' | 'onWay' | 'arrived' | 'needsYou';

interface OnItsWay {
  /** The command's id; a repaired entry is a new command about the same record. */
  readonly id: string;
  readonly recordId: string;
  /** By this phone's clock, as it was then. */
  readonly madeAt: string;
  /** How far the clock was known to be ahead when it was made (milliseconds). */
  readonly ahead: number;
  readonly state: OutboxState;
  /** It was sent, and no answer came: the commune may have it. */
  readonly tried?: true;
  readonly settles?: string;
  readonly problem?: RowProblem;
  /** Why the commune dropped it, if it did. */
  readonly dropped?: string;
  readonly arrivedAt?: string;
  /** What became of it, where it did not go quite as whoever did it thinks. */
  readonly told?: LocalText;
}

/** An entry of a book on its way to the commune. */
export interface EntryItem extends OnItsWay {
  readonly kind: 'activity.save';
  readonly save: ActivitySave;
  /** Fields that the clock filled in: they move with it when it turns out wrong. */
  readonly byClock: {
    readonly day?: string;
    readonly times: readonly string[];
    /** By this phone's clock, when it filled them in, where that was before the entry was made. */
    readonly at?: string;
  };
  readonly conflicts?: readonly SyncConflict[];
  /** The record's revision at the commune, once it is known. */
  readonly revision?: number;
  /** What the entry became: its place was merged, or it was put together with another's change. */
  readonly movedTo?: string;
  readonly merged?: boolean;
}

/** Anything else that was done on the phone; what it is was put in words when it was done. */
export interface ActItem extends OnItsWay {
  readonly kind: Exclude<CommandKind, 'activity.save'>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly words: LocalText;
  /** The day in the payload that the clock filled in, and when by this phone's clock, where that was before it was made. */
  readonly byClock?: { readonly day: string; readonly at?: string };
  /** Of the moment only: nobody has to look after it, and it is gone once it arrived or was refused. */
  readonly isPassing?: true;
}

export type OutboxItem = EntryItem | ActItem;

/** The item after the server's answer; undefined where nothing of it has to stay. Nothing that was written is taken out. */
export function afterAnswer(item: EntryItem, answer: SyncAnswer, now: string): EntryItem;
export function afterAnswer(item: OutboxItem, answer: SyncAnswer, now: string): OutboxItem | undefined;
export function afterAnswer(item: OutboxItem, answer: SyncAnswer, now: string): OutboxItem | undefined {
  const { problem } = answer;
  if (item.kind !== 'activity.save' && item.isPassing) return undefined;
  const heard = answer.told ? { ...item, told: answer.told } : item;
  const told = heard.kind === 'activity.save' ? { ...heard, ...learned(answer) } : heard;
  if (answer.outcome === 'refused') return { ...told, state: 'needsYou', ...(problem ? { problem } : {}) };
  if (answer.outcome === 'conflict' && told.kind === 'activity.save')
    return { ...told, state: 'needsYou', conflicts: answer.conflicts ?? [] };
  return { ...told, state: 'arrived', arrivedAt: now };
}

function learned({ activity, movedTo, merged }: SyncAnswer): Partial<EntryItem> {
  return {
    ...(activity ? { revision: activity.revision } : {}),
    ...(movedTo ? { movedTo: movedTo.areaName } : {}),
    ...(merged ? { merged } : {}),
  };
}

/**
 * The entries to send next, the oldest first; what was under way when the app was closed goes again, and may have arrived.
 * An alarm waits behind nothing: it goes first, and alone.
 */
export function toSend(items: readonly OutboxItem[], most: number): OutboxItem[] {
  const waiting = items.filter(({ state }) => state === 'here' || state === 'onWay');
  const alarms = waiting.filter(({ kind }) => kind === 'gong.sound');
  const next = (alarms.length > 0 ? alarms : waiting).slice(0, most);
  return next.map((item) => (item.state === 'onWay' ? { ...item, tried: true } : item));
}

/** An entry that the service worker has handed in, so far as the app can know: the answer comes with the next contact. */
export function afterHandingIn(item: OutboxItem): OutboxItem {
  return item.state === 'here' ? { ...item, tried: true } : item;
}

/** How many have not arrived and not been refused. */
export function waitingCount(items: readonly OutboxItem[]): number {
  return items.filter(isWaiting).length;
}

/** Whether the commune has not heard of an item, and should. */
export function isWaiting(item: OutboxItem): boolean {
  return !isPassing(item) && (item.state === 'here' || item.state === 'onWay');
}

/** So long an entry that arrived stays on the phone to be looked at (milliseconds). */
const SHOWN_AFTER_ARRIVAL = 14 * 86_400_000;

/** Whether an entry arrived so long ago that it can leave the phone. `now`: by the server's clock, in milliseconds. */
export function isOld(item: OutboxItem, now: number): boolean {
  if (item.state !== 'arrived' || item.arrivedAt === undefined) return false;
  return now - Date.parse(item.arrivedAt) > SHOWN_AFTER_ARRIVAL;
}

/** Whether nobody but this phone can know of an item, so that taking it off the phone is all it takes. */
export function isOnlyHere({ state, tried }: OutboxItem): boolean {
  return state === 'here' && tried === undefined;
}

/** Whether an item is of the moment only, and so nothing to show. */
export function isPassing(item: OutboxItem): boolean {
  return item.kind !== 'activity.save' && item.isPassing === true;
}

export function commandOf(item: OutboxItem): SyncCommand {
  const { id, kind, recordId, madeAt, settles } = item;
  const payload = item.kind === 'activity.save' ? item.save : item.payload;
  return { id, kind, recordId, payload, madeAt, ...(settles === undefined ? {} : { settles }) };
}

const MINUTE = 60_000;
/** A clock that is off by less is nobody's fault. */
const TOLERATED = 10 * MINUTE;

/**
 * The item with day and times moved by what the clock turned out to be wrong since it was made; what the person typed
 * himself stays. `ahead` is how far the clock is ahead, in milliseconds. After the first contact the item is right and
 * moves no more, whatever becomes of the clock before it is sent.
 */
export function withRightClock(item: EntryItem, ahead: number): EntryItem;
export function withRightClock(item: OutboxItem, ahead: number): OutboxItem;
export function withRightClock(item: OutboxItem, ahead: number): OutboxItem {
  const right = byKnownClock(item, ahead);
  if (right === item) return item;
  if (right.kind === 'activity.save') return { ...right, byClock: { times: [] } };
  const { byClock: _moved, ...still } = right;
  return still;
}

/** The same by what is known of the clock now, which may be more than when it was filled in; a contact moves it on. */
export function byKnownClock(item: OutboxItem, ahead: number): OutboxItem {
  if (item.state !== 'here' || !isByClock(item)) return item;
  const { madeAt, ahead: known } = item;
  if (item.kind === 'activity.save') {
    const { save, byClock } = item;
    const values = valuesByClock(save.values, { at: madeAt, ...byClock }, known, ahead);
    return { ...item, ahead, save: values === save.values ? save : { ...save, values } };
  }
  const { day: field = '', at = madeAt } = item.byClock ?? {};
  const day = item.payload[field];
  if (typeof day !== 'string' || isTolerated(ahead - known)) return { ...item, ahead };
  return { ...item, ahead, payload: { ...item.payload, [field]: dayMoved(at, day, known, ahead) } };
}

function isByClock(item: OutboxItem): boolean {
  if (item.kind !== 'activity.save') return item.byClock !== undefined;
  return item.byClock.day !== undefined || item.byClock.times.length > 0;
}

/** Answers that the clock gave: the field of the day, those of times, and when that was by this phone's clock. */
export interface ByClock {
  readonly day?: string;
  readonly times: readonly string[];
  readonly at: string;
}

/** Answers with what the clock gave moved from what was known of it (milliseconds ahead) to what is known now. */
export function valuesByClock(
  given: EntryValues,
  { day, times, at }: ByClock,
  known: number,
  ahead: number,
): EntryValues {
  const off = wholeMinutes(ahead - known);
  if (isTolerated(off)) return given;
  const values = { ...given };
  const dayText = day === undefined ? undefined : given[day];
  for (const field of times) {
    const time = given[field];
    if (typeof time === 'string')
      values[field] = moved(typeof dayText === 'string' ? dayText : '2000-01-01', time, off).time;
  }
  if (day !== undefined && typeof dayText === 'string') {
    const [first] = times;
    const time = first === undefined ? undefined : given[first];
    values[day] =
      typeof time === 'string' ? moved(dayText, time, off).day : dayMoved(at, dayText, known, ahead);
  }
  return values;
}

/** Entries know whole minutes; the rest is what the answer took on its way. */
function wholeMinutes(off: number): number {
  return Math.round(off / MINUTE) * MINUTE;
}

function isTolerated(off: number): boolean {
  return Math.abs(wholeMinutes(off)) < TOLERATED;
}

/** A day without a time goes by the moment at which it was filled in: late at night a few hours are another day. */
function dayMoved(at: string, day: string, known: number, ahead: number): string {
  const filledIn = Date.parse(at);
  const dayThen = (off: number): number => Date.parse(todayInVietnam(new Date(filledIn - off).toISOString()));
  const right = Date.parse(day) + dayThen(ahead) - dayThen(known);
  return new Date(right).toISOString().slice(0, 10);
}

function moved(day: string, time: string, off: number): { day: string; time: string } {
  const right = new Date(Date.parse(`${day}T${time}:00Z`) - off).toISOString();
  return { day: right.slice(0, 10), time: right.slice(11, 16) };
}
