import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { TipClass } from './tip-words.contract.ts';
import { TipClockCode } from './tip-work.contract.ts';

/** How long: exactly one of these. Hours run day and night; days end at midnight in Vietnam; months by the calendar. */
const Length = z.union([
  z.strictObject({ hours: z.int().min(1) }),
  z.strictObject({ workingDays: z.int().min(1) }),
  z.strictObject({ days: z.int().min(1) }),
  z.strictObject({ months: z.int().min(1) }),
]);
export type ClockLength = z.infer<typeof Length>;

/** What ends a time limit. */
export const ClockEnd = z.enum([
  'transferred',
  'forwarded',
  'handledLocally',
  'noticeSent',
  'concluded',
  'resultNotified',
  'closed',
]);
export type ClockEnd = z.infer<typeof ClockEnd>;

/** A time limit of the law as data (data/tips/clocks.json). */
export const ClockRule = z.strictObject({
  code: TipClockCode,
  name: LocalText,
  help: LocalText,
  classes: z.array(TipClass).min(1),
  /** Runs already while nobody has said yet what the report is. */
  beforeClassified: z.boolean(),
  startsWith: z.enum(['received', 'concluded']),
  endsWith: z.array(ClockEnd).min(1),
  length: Length,
  /** For remote communes and islands. */
  remoteLength: Length.optional(),
  /** One after the other; `from` says what the months are counted from. */
  extensions: z.array(z.strictObject({ months: z.int().min(1), from: z.enum(['start', 'due']) })).default([]),
  source: z.string().min(10),
  verified: z.boolean(),
  validFrom: Day,
  validTo: Day.optional(),
});
export type ClockRule = z.infer<typeof ClockRule>;

export const ClockRules = z.strictObject({ clocks: z.array(ClockRule).min(1) });
