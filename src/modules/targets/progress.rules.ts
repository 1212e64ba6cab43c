import { addDays, type Day, diffDays, minDay } from '../../platform/dates.ts';
import type { Indicator } from '../figures/indicator.contract.ts';
import { isStock } from '../figures/indicator.rules.ts';
import type { TargetDirection, TargetMeasure, TargetState } from './targets.contract.ts';

/** What is asked of a unit, and in which days, both included. */
export interface TargetCourse {
  readonly from: Day;
  readonly to: Day;
  readonly measure: TargetMeasure;
  readonly direction: TargetDirection;
  readonly amount: number;
  /** Of a level: a rate of what happened within the year, of which there is none on the day before it. */
  readonly isRateOfYear?: boolean;
}

/** The figures that say how far it has come: the stock on the day before the year, and what there is until today. */
export interface TargetFigures {
  /** For growth and level of a stock; null where a rate had nothing to be a rate of, and for a rate of the year. */
  readonly start: number | null;
  /** sum, rate of the year: of the year until today; growth and level: the stock or rate today. */
  readonly now: number | null;
}

export interface TargetProgress {
  readonly value: number | null;
  readonly progress: number | null;
  readonly expected: number;
  readonly forecast: number | null;
  readonly state: TargetState;
}

/** Sums of shares are not exact in binary; a billionth is nobody's arrears. */
const tiny = 1e-9;

/** The share of the year that has passed: its days until today, today included, over all its days. 0 before, 1 after. */
export function elapsedShare({ from, to }: Pick<TargetCourse, 'from' | 'to'>, today: Day): number {
  if (today < from) return 0;
  return (diffDays(from, minDay(today, to)) + 1) / (diffDays(from, to) + 1);
}

/** The last day whose figures count today. */
export function countedUntil({ from, to }: Pick<TargetCourse, 'from' | 'to'>, today: Day): Day {
  return today < from ? addDays(from, -1) : minDay(today, to);
}

/**
 * How far a target has come. Everything goes by the calendar evenly: what is expected today is the share of the year
 * that has passed; the forecast is what there is, gone on with at the same pace until the last day.
 * - sum, growth: from 0 to the amount; level: from where it stood the day before the year to the amount.
 * - a rate of the year (cases that were settled over all cases): it does not grow with the calendar. The amount is
 *   expected from the first day on, and what it is so far is what it will be.
 * - atMost: a ceiling. It is met only when the year is over; a sum above it can no longer be.
 */
export function targetProgress(
  course: TargetCourse,
  figures: TargetFigures,
  today: Day,
  /** Of a rate: it can not be above 1. */
  ceiling = Number.POSITIVE_INFINITY,
): TargetProgress {
  const { measure, amount } = course;
  const elapsed = elapsedShare(course, today);
  const start = measure === 'level' ? (figures.start ?? 0) : 0;
  const value =
    measure === 'growth' && figures.now !== null ? figures.now - (figures.start ?? 0) : figures.now;
  const isThere = course.direction === 'atLeast' ? start >= amount : start <= amount;
  const isEven = course.isRateOfYear !== true;
  const expected = !isEven || (measure === 'level' && isThere) ? amount : start + (amount - start) * elapsed;
  const goesOnTo = (so: number): number => (isEven ? start + (so - start) / elapsed : so);
  const forecast =
    value === null || elapsed === 0
      ? null
      : Math.min(ceiling, Math.max(measure === 'growth' ? Number.NEGATIVE_INFINITY : 0, goesOnTo(value)));
  return {
    value,
    progress: shareOf(value, amount),
    expected,
    forecast,
    state: stateOf(course, { value, expected, elapsed }, today),
  };
}

function shareOf(value: number | null, amount: number): number | null {
  if (value === null) return null;
  if (amount === 0) return value <= 0 ? 0 : 1;
  return value / amount;
}

function stateOf(
  course: TargetCourse,
  { value, expected, elapsed }: { value: number | null; expected: number; elapsed: number },
  today: Day,
): TargetState {
  if (elapsed === 0) return 'notBegun';
  const isOver = today > course.to;
  if (value === null) return isOver ? 'missed' : 'behind';
  const { amount } = course;
  if (course.direction === 'atLeast') {
    if (value >= amount - tiny) return 'met';
    if (isOver) return 'missed';
    return value >= expected - tiny ? 'onTrack' : 'behind';
  }
  if (isOver) return value <= amount + tiny ? 'met' : 'missed';
  if (course.measure === 'sum' && value > amount + tiny) return 'missed';
  return value <= expected + tiny ? 'onTrack' : 'behind';
}

/**
 * The rank of each unit among those of the same target: 1 is the furthest (for a ceiling: the one that has used least).
 * Equal ones share a rank, the next rank is left out; who has no value comes last.
 */
export function ranks(shares: readonly (number | null)[], direction: TargetDirection): number[] {
  const sign = direction === 'atLeast' ? 1 : -1;
  const score = (share: number | null): number => (share === null ? Number.NEGATIVE_INFINITY : share * sign);
  return shares.map((share) => 1 + shares.filter((other) => score(other) > score(share) + tiny).length);
}

/** How a target can be measured by an indicator, the likeliest first; empty where it can not. */
export function measuresOf(indicator: Indicator): TargetMeasure[] {
  if (indicator.reportedOnly === true || indicator.group === 'target') return [];
  if (indicator.formula.kind === 'ratio') return ['level'];
  return isStock(indicator) ? ['growth', 'level'] : ['sum'];
}

/** Whether it is a rate of what happened within a window, and not of what stands on a day. */
export function isRateOfWindow(indicator: Indicator): boolean {
  return indicator.formula.kind === 'ratio' && !isStock(indicator);
}

/** A rate that is shown in per cent ends at 1. */
export function ceilingOf(indicator: Pick<Indicator, 'display'>): number {
  return indicator.display === 'percent' ? 1 : Number.POSITIVE_INFINITY;
}
