import { addDays, dayParts, daysInMonth, makeDay } from '../../platform/dates.ts';
import type { HalfMonth } from './period.contract.ts';

const HALVES_OF_YEAR = 24;

/** A window as whole half months with the loose days before and after them. */
export interface HalfMonthSplit {
  leadingDays: [from: string, to: string] | null;
  halves: { first: HalfMonth; last: HalfMonth } | null;
  trailingDays: [from: string, to: string] | null;
}

/** The half month of a day: days 1–14 and from 15 on, because official months run from the 15th to the 14th. */
export function halfMonthOf(day: string): HalfMonth {
  const { year, month, day: dayOfMonth } = dayParts(day);
  return { year, index: (month - 1) * 2 + (dayOfMonth >= 15 ? 1 : 0) };
}

/** One number that grows by 1 with every half month: year × 24 + index. For keys and ranges in the database. */
export function halfMonthKey(half: HalfMonth): number {
  return half.year * HALVES_OF_YEAR + half.index;
}

/** The half month of such a number. */
export function halfMonthFromKey(key: number): HalfMonth {
  return { year: Math.floor(key / HALVES_OF_YEAR), index: key % HALVES_OF_YEAR };
}

/** First and last day of a half month. Throws RangeError where there is none (index outside 0–23). */
export function halfMonthDays(half: HalfMonth): { from: string; to: string } {
  const month = Math.floor(half.index / 2) + 1;
  const second = half.index % 2 === 1;
  const from = makeDay(half.year, month, second ? 15 : 1);
  const to = makeDay(half.year, month, second ? daysInMonth(half.year, month) : 14);
  if (from === undefined || to === undefined)
    throw new RangeError(`no half month ${half.year}/${half.index}`);
  return { from, to };
}

/**
 * Cuts the days from `from` to `to` (both included) into whole half months and the days around them. A window that
 * holds no whole half month is all leading days. Throws RangeError where `to` is before `from`.
 */
export function halfMonthsOf(from: string, to: string): HalfMonthSplit {
  if (to < from) throw new RangeError(`window ends before it begins: ${from} – ${to}`);
  const begin = halfMonthOf(from);
  const end = halfMonthOf(to);
  const first = halfMonthDays(begin).from === from ? halfMonthKey(begin) : halfMonthKey(begin) + 1;
  const last = halfMonthDays(end).to === to ? halfMonthKey(end) : halfMonthKey(end) - 1;
  if (first > last) return { leadingDays: [from, to], halves: null, trailingDays: null };
  const firstDay = halfMonthDays(halfMonthFromKey(first)).from;
  const lastDay = halfMonthDays(halfMonthFromKey(last)).to;
  return {
    leadingDays: firstDay === from ? null : [from, addDays(firstDay, -1)],
    halves: { first: halfMonthFromKey(first), last: halfMonthFromKey(last) },
    trailingDays: lastDay === to ? null : [addDays(lastDay, 1), to],
  };
}
