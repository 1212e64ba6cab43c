import { addDays, type Day, todayInVietnam } from '../../platform/dates.ts';
import type { ClockEnd, ClockLength, ClockRule } from './clock-rule.contract.ts';
import type { TipClass } from './tip-words.contract.ts';
import type { TipClock, TipClockCode } from './tip-work.contract.ts';
import { addMonths, addWorkingDays, type WorkCalendar, workingDayFrom } from './working-days.rules.ts';

/** What of a report its time limits depend on; instants in UTC ISO. */
export interface ClockedTip {
  readonly receivedAt: string;
  readonly class: TipClass | null;
  /** A remote commune or an island: longer limits where the rule has them. */
  readonly remote: boolean;
  /** When each thing happened that ends a time limit. */
  readonly ends: Readonly<Partial<Record<ClockEnd, string>>>;
  /** How often each clock was extended. */
  readonly extended: Readonly<Partial<Record<TipClockCode, number>>>;
}

const hour = 3_600_000;

/** Midnight in Vietnam at the end of a day, as UTC ISO. */
export function endOfDay(day: Day): string {
  return new Date(Date.parse(`${addDays(day, 1)}T00:00:00+07:00`)).toISOString();
}

/**
 * The moment that the office's clocks show: the server's, or where its day is held still (drills, tests) that day at
 * the present time of day.
 */
export function momentOf(today: Day, now: Date): string {
  const real = todayInVietnam(now.toISOString());
  if (real === today) return now.toISOString();
  const sinceMidnight = now.getTime() - Date.parse(`${real}T00:00:00+07:00`);
  return new Date(Date.parse(`${today}T00:00:00+07:00`) + sinceMidnight).toISOString();
}

/** When a time limit ends that starts at an instant. Days and months begin on the day after; hours at once. */
export function dueAt(startedAt: string, length: ClockLength, calendar: WorkCalendar): string {
  const day = todayInVietnam(startedAt);
  if ('hours' in length) return new Date(Date.parse(startedAt) + length.hours * hour).toISOString();
  if ('workingDays' in length) return endOfDay(addWorkingDays(day, length.workingDays, calendar));
  if ('days' in length) return endOfDay(addDays(day, length.days));
  // Only for months does the text say that an end on a day off moves to the next working day.
  return endOfDay(workingDayFrom(addMonths(day, length.months), calendar));
}

/** The last day on which something due at that instant is in time; midnight belongs to the day that ends. */
export function dueDayOf(due: string): Day {
  return todayInVietnam(new Date(Date.parse(due) - 1).toISOString());
}

function extendedDue(
  rule: ClockRule,
  start: string,
  first: string,
  times: number,
  calendar: WorkCalendar,
): string {
  return rule.extensions.slice(0, times).reduce((due, { months, from }) => {
    const base = from === 'start' ? todayInVietnam(start) : dueDayOf(due);
    const longer = endOfDay(workingDayFrom(addMonths(base, months), calendar));
    // The law lets somebody lengthen a limit, so a count from the start never brings it forward.
    return [longer, due].toSorted().at(-1) ?? due;
  }, first);
}

/** Whether a rule of law is about this report at all. */
function applies(rule: ClockRule, tip: ClockedTip): boolean {
  const day = todayInVietnam(tip.receivedAt);
  if (day < rule.validFrom || (rule.validTo !== undefined && day > rule.validTo)) return false;
  return tip.class === null ? rule.beforeClassified : rule.classes.includes(tip.class);
}

function firstEnd(rule: ClockRule, tip: ClockedTip): string | null {
  const ends = rule.endsWith.flatMap((what) => tip.ends[what] ?? []).toSorted();
  return ends[0] ?? null;
}

function stateOf(start: string, due: string, ended: string | null, now: string): TipClock['state'] {
  if (ended !== null) return ended <= due ? 'met' : 'missed';
  if (now > due) return 'late';
  const whole = Date.parse(due) - Date.parse(start);
  return (Date.parse(due) - Date.parse(now)) * 3 <= whole ? 'soon' : 'running';
}

/** The time limits of a report as they stand at `now`, in the order of the rules; none for what no rule is about. */
export function clocksOf(
  tip: ClockedTip,
  rules: readonly ClockRule[],
  calendar: WorkCalendar,
  now: string,
): TipClock[] {
  return rules.flatMap((rule) => {
    const start = rule.startsWith === 'received' ? tip.receivedAt : tip.ends.concluded;
    if (start === undefined || !applies(rule, tip)) return [];
    const length = tip.remote ? (rule.remoteLength ?? rule.length) : rule.length;
    const extended = Math.min(tip.extended[rule.code] ?? 0, rule.extensions.length);
    const due = extendedDue(rule, start, dueAt(start, length, calendar), extended, calendar);
    const ended = firstEnd(rule, tip);
    const { code, name, help, source, verified } = rule;
    const state = stateOf(start, due, ended, now);
    const at = { dueAt: due, dueDay: dueDayOf(due), endedAt: ended };
    return { code, name, help, source, verified, ...at, state, extended, extensions: rule.extensions.length };
  });
}

/** Of the clocks that still run, the one that runs out first. */
export function nextClock(clocks: readonly TipClock[]): TipClock | null {
  const running = clocks.filter((clock) => clock.endedAt === null);
  return running.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null;
}

/** True where every limit has ended in time, false where one was missed or is late, null while all that is open is in time. */
export function isOnTime(clocks: readonly TipClock[]): boolean | null {
  if (clocks.some((clock) => clock.state === 'missed' || clock.state === 'late')) return false;
  return clocks.length > 0 && clocks.every((clock) => clock.state === 'met') ? true : null;
}
