/**
 * Days without time are strings 'YYYY-MM-DD' (proleptic Gregorian, years 0001–9999), times are 'HH:MM'.
 * No time zone can move them. Days compare like text, so `a < b` is right for two valid days.
 */
export type Day = string;
/** Wall-clock time 'HH:MM', 00:00–23:59. */
export type Time = string;

export interface DayParts {
  year: number;
  month: number;
  day: number;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)$/;
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** True for years that have a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days of a month (1–12) of a year: 28–31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of these parts, or undefined where the calendar has no such day (31/02, month 13, year 0). */
export function makeDay(year: number, month: number, day: number): Day | undefined {
  if (![year, month, day].every(Number.isInteger)) return undefined;
  if (year < 1 || year > 9999 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True where the value is text of the form YYYY-MM-DD that names an existing day. */
export function isDate(value: unknown): value is Day {
  if (typeof value !== 'string') return false;
  const match = DAY_PATTERN.exec(value);
  return match !== null && makeDay(Number(match[1]), Number(match[2]), Number(match[3])) === value;
}

/** True where the value is text of the form HH:MM between 00:00 and 23:59. */
export function isTime(value: unknown): value is Time {
  return typeof value === 'string' && TIME_PATTERN.test(value);
}

/** Year, month and day of a valid day. Throws RangeError for anything else. */
export function dayParts(day: Day): DayParts {
  const match = isDate(day) ? DAY_PATTERN.exec(day) : null;
  if (match === null) throw new RangeError(`not a day: ${JSON.stringify(day)}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** Minutes since midnight of a valid time. Throws RangeError for anything else. */
export function minutesOf(time: Time): number {
  const match = TIME_PATTERN.exec(time);
  if (match === null) throw new RangeError(`not a time: ${JSON.stringify(time)}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Days since 1970-01-01 (negative before). Years begin in March inside, so that the leap day comes last. */
function toNumber(day: Day): number {
  const parts = dayParts(day);
  const year = parts.month <= 2 ? parts.year - 1 : parts.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (parts.month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + parts.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromNumber(count: number): Day {
  const shifted = count + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const made = makeDay(year, month, dayOfMonth);
  if (made === undefined) throw new RangeError(`day out of the years 0001–9999: ${count}`);
  return made;
}

/** The day so many days later (earlier if negative). Throws RangeError outside the years 0001–9999. */
export function addDays(day: Day, days: number): Day {
  return fromNumber(toNumber(day) + days);
}

/** Number of days from the first to the second day: 0 for the same day, negative where the second is earlier. */
export function diffDays(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from);
}

/** -1, 0 or 1 as the first day is earlier than, equal to or later than the second; for sorting. */
export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The earlier of two days. */
export function minDay(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** The later of two days. */
export function maxDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** The last day of the month that the day is in. */
export function endOfMonth(day: Day): Day {
  const { year, month } = dayParts(day);
  return `${day.slice(0, 8)}${daysInMonth(year, month)}`;
}

/** '14/06/2024': the way Vietnamese documents write a day. */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/**
 * The day that the calendar on a Vietnamese wall shows at an instant (UTC+7 all year, no summer time).
 * Takes an ISO instant such as '2024-06-14T18:00:00Z'. Throws RangeError if it is not one.
 */
export function todayInVietnam(instant: string): Day {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
  return new Date(at + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}
