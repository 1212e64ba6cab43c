import { addDays, type Day, dayParts, daysInMonth, diffDays, makeDay } from '../../platform/dates.ts';
import type { HolidayYear } from './holidays.contract.ts';

/** Which days offices work. */
export interface WorkCalendar {
  isWorkingDay(day: Day): boolean;
}

/** A Monday. */
const someMonday = '2024-01-01';

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  return ((diffDays(someMonday, day) % 7) + 7) % 7 >= 5;
}

/**
 * The calendar of these years. A day off that nobody has compared with its source counts as worked, and an unchecked
 * working weekend as well: a time limit then ends too early rather than too late.
 */
export function makeCalendar(years: readonly HolidayYear[]): WorkCalendar {
  const off = new Set(
    years.flatMap(({ daysOff }) => daysOff.filter((one) => one.verified).map((one) => one.day)),
  );
  const worked = new Set(years.flatMap(({ workingWeekends }) => workingWeekends.map((one) => one.day)));
  return { isWorkingDay: (day) => (isWeekend(day) ? worked.has(day) : !off.has(day)) };
}

/** The day itself where it is worked, else the first one after it that is. */
export function workingDayFrom(day: Day, calendar: WorkCalendar): Day {
  let at = day;
  while (!calendar.isWorkingDay(at)) at = addDays(at, 1);
  return at;
}

/** The n-th working day after the day, which itself does not count (n ≥ 1). */
export function addWorkingDays(day: Day, n: number, calendar: WorkCalendar): Day {
  let at = day;
  for (let left = n; left > 0; left -= 1) at = workingDayFrom(addDays(at, 1), calendar);
  return at;
}

/** The same day so many months later, or that month's last day where it has none such (BLTTHS 2015 Điều 134). */
export function addMonths(day: Day, months: number): Day {
  const parts = dayParts(day);
  const count = parts.year * 12 + parts.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const made = makeDay(year, month, Math.min(parts.day, daysInMonth(year, month)));
  if (made === undefined) throw new RangeError(`no month ${months} months after ${day}`);
  return made;
}
