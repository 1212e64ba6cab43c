import { z } from 'zod';
import { daysInMonth, isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';

/** Kinds of window that a scheme may know, from short to long. */
export const PeriodKind = z.enum(['month', 'quarter', 'half', 'nineMonths', 'year']);
export type PeriodKind = z.infer<typeof PeriodKind>;

const BOUND = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]|last)(\/-1)?$/u;

function isBound(text: string): boolean {
  const match = BOUND.exec(text);
  if (match === null) return false;
  // 28 days for February, so that a bound exists in every year; its end is written 'last'.
  return match[2] === 'last' || Number(match[2]) <= daysInMonth(2023, Number(match[1]));
}

/** 'MM-DD' of the window's year, 'MM-DD/-1' of the year before, 'MM-last' for the last day of a month. */
const Bound = z.string().refine(isBound, 'must be MM-DD, MM-last, MM-DD/-1 or MM-last/-1');

const PeriodWindows = z.strictObject({
  /** Window n of the year is entry n - 1; `{n}` and `{year}` in its name are filled in. */
  windows: z.array(z.strictObject({ from: Bound, to: Bound, name: LocalText })).min(1),
  verified: z.boolean(),
  note: LocalText.optional(),
});

/**
 * A calendar of official windows. `effectiveFrom` is the day from which its source is in force, null where that is not
 * verified; windows of earlier years can still be asked for, because figures are compared with the past. CUSTOM has no kinds of its own.
 */
export const PeriodScheme = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'must be UPPER_SNAKE'),
  order: z.int(),
  name: LocalText,
  usedBy: LocalText,
  source: LocalText,
  effectiveFrom: z.string().refine(isDate).nullable(),
  effectiveTo: z.string().refine(isDate).nullable(),
  verified: z.boolean(),
  kinds: z.partialRecord(PeriodKind, PeriodWindows),
});
export type PeriodScheme = z.infer<typeof PeriodScheme>;

/**
 * A window of whole days, first and last included. For a custom one `kind` is 'custom', `year` that of its last
 * day and `n` 1. `partial` says that it was cut at the edges of a longer question.
 */
export interface PeriodWindow {
  scheme: string;
  kind: PeriodKind | 'custom';
  year: number;
  n: number;
  from: string;
  to: string;
  name: LocalText;
  verified: boolean;
  partial: boolean;
}

/** Half month of a year: 0 is 1–14 January, 1 is 15–31 January, 23 is 15–31 December. */
export interface HalfMonth {
  year: number;
  index: number;
}
