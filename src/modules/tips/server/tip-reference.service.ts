import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LocalText } from '../../../platform/text.ts';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { type ClockRule, ClockRules } from '../clock-rule.contract.ts';
import { HolidayYear } from '../holidays.contract.ts';
import { Harm } from '../tip-office.contract.ts';
import { TipHarm, TipOutcome } from '../tip-words.contract.ts';
import { makeCalendar, type WorkCalendar } from '../working-days.rules.ts';

const Named = z.strictObject({ code: z.string(), name: LocalText });
const Harms = z.strictObject({ source: z.string(), harms: z.array(Harm.extend({ code: TipHarm })) });
const Outcomes = z.strictObject({ outcomes: z.array(z.strictObject({ code: TipOutcome, name: LocalText })) });
const Reasons = z.record(z.string(), z.array(Named));
const RedLine = z.strictObject({ reason: LocalText, answer: LocalText });

/** What the law and the project say about reports, as data. */
export interface TipReference {
  readonly harms: z.infer<typeof Harms>['harms'];
  readonly outcomes: z.infer<typeof Outcomes>['outcomes'];
  readonly reasons: z.infer<typeof Reasons>;
  readonly redLine: z.infer<typeof RedLine>;
  readonly clocks: readonly ClockRule[];
  readonly years: readonly HolidayYear[];
  readonly calendar: WorkCalendar;
}

function read<T>(schema: z.ZodType<T>, ...names: string[]): T {
  const file = path.join(SHIPPED_DATA, ...names);
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.map(String).join('.') || '(root)'}: ${issue?.message}`);
}

let shipped: TipReference | undefined;

/** The shipped data about reports, read and checked once. Throws an Error that names file and field. */
export function tipReference(): TipReference {
  shipped ??= readShipped();
  return shipped;
}

function readShipped(): TipReference {
  const files = readdirSync(path.join(SHIPPED_DATA, 'holidays')).filter((name) => name.endsWith('.json'));
  const years = files.toSorted().map((name) => read(HolidayYear, 'holidays', name));
  return {
    harms: read(Harms, 'tips', 'harms.json').harms,
    outcomes: read(Outcomes, 'tips', 'outcomes.json').outcomes,
    reasons: read(Reasons, 'tips', 'reasons.json'),
    redLine: read(RedLine, 'tips', 'red-line.json'),
    clocks: read(ClockRules, 'tips', 'clocks.json').clocks,
    years,
    calendar: makeCalendar(years),
  };
}
