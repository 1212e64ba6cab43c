import { addDays, type Day, dayParts, endOfMonth } from '../../platform/dates.ts';

/** A window of days, both ends included; without a first day it begins with the first fact (a stock). */
export interface SumWindow {
  readonly from: Day | null;
  readonly to: Day;
}

/** `sign` × the running total of each year in [firstYear, lastYear] after `halves` half months (1 … 24). */
export interface YearTerm {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly halves: number;
  readonly sign: 1 | -1;
}

/** `sign` × what happened on the first `days` days (1 … 16) of one half month: the edge of a window. */
export interface EdgeTerm {
  readonly year: number;
  readonly half: number;
  readonly days: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly sign: 1 | -1;
}

export interface WindowTerms {
  readonly years: readonly YearTerm[];
  readonly edges: readonly EdgeTerm[];
}

export const firstYear = 1;

/**
 * Takes a window apart into running totals: at most three year terms and two edges, however long it is.
 * The sum over the window is the sum over the terms (property-tested against a plain count).
 */
export function windowTerms({ from, to }: SumWindow): WindowTerms {
  const end = position(to);
  const years: YearTerm[] = [];
  const edges: EdgeTerm[] = [];
  const start = from === null ? undefined : position(from);
  const begin = start?.year ?? firstYear;
  if (end.year > begin) years.push({ firstYear: begin, lastYear: end.year - 1, halves: 24, sign: 1 });
  const whole = end.isLastOfHalf ? end.half + 1 : end.half;
  if (whole > 0) years.push({ firstYear: end.year, lastYear: end.year, halves: whole, sign: 1 });
  if (!end.isLastOfHalf) edges.push(edge(end, to, 1));
  if (start && from !== null) {
    if (start.half > 0)
      years.push({ firstYear: start.year, lastYear: start.year, halves: start.half, sign: -1 });
    if (start.day > 1) edges.push(edge({ ...start, day: start.day - 1 }, addDays(from, -1), -1));
  }
  return { years, edges };
}

interface Position {
  year: number;
  /** 0 … 23 */
  half: number;
  /** Which day of the half month, from 1. */
  day: number;
  firstDay: Day;
  isLastOfHalf: boolean;
}

function position(day: Day): Position {
  const parts = dayParts(day);
  const second = parts.day >= 15;
  const inHalf = second ? parts.day - 14 : parts.day;
  return {
    year: parts.year,
    half: (parts.month - 1) * 2 + (second ? 1 : 0),
    day: inHalf,
    firstDay: addDays(day, 1 - inHalf),
    isLastOfHalf: second ? day === endOfMonth(day) : parts.day === 14,
  };
}

function edge(at: Position, lastDay: Day, sign: 1 | -1): EdgeTerm {
  return { year: at.year, half: at.half, days: at.day, firstDay: at.firstDay, lastDay, sign };
}
