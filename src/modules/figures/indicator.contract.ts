import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { findNever } from '../../platform/never.ts';
import { LocalText } from '../../platform/text.ts';
import { FactSource } from './fact-source.contract.ts';

const GroupCode = z.string().regex(/^[a-z][A-Za-z0-9]*$/u, 'must be camelCase of ASCII letters and digits');
/** 'group.name', for instance 'patrol.nightSessions'. The group of a code need not be the group it is shown in. */
export const IndicatorCode = z
  .string()
  .max(80)
  .regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/u, 'must be group.name');
const Day = z.string().refine(isDate, 'must be a day YYYY-MM-DD');

/**
 * How a figure comes from facts.
 * - sum, count: all facts of the window (count: each record gives 1).
 * - last: a stock; all facts from the beginning to the window's last day, additions and removals.
 * - ratio: sum of the numerators over sum of the denominators in the same area and window; no value over 0. With
 *   `stock` its parts are stocks (formula last), taken on the window's last day.
 * - distinct: how many values of a dimension have a positive stock of `of` on the window's last day.
 */
export const Formula = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sum') }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('last') }),
  z.strictObject({
    kind: z.literal('ratio'),
    numerator: z.array(IndicatorCode).min(1),
    denominator: z.array(IndicatorCode).min(1),
    stock: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('distinct'), of: IndicatorCode, dimension: z.string().min(1) }),
]);
export type Formula = z.infer<typeof Formula>;

const IndicatorShape = z.strictObject({
  code: IndicatorCode,
  version: z.int().min(1),
  /** The group under whose heading it stands in reports. */
  group: GroupCode,
  /** Place within the group. */
  order: z.int(),
  name: LocalText,
  /** Unit: buổi, lượt người, vụ … Figures of different units are never added. */
  unit: LocalText,
  definition: LocalText,
  formula: Formula,
  /** Digits after the decimal point on screens and in reports (of the per cent where shown as such). */
  decimals: z.int().min(0).max(6),
  /** A ratio shown as per cent: the value itself stays a ratio (0.8148 is shown as 81,5%). */
  display: z.enum(['number', 'percent']),
  /** Which direction is good news; null where neither is (more reports may mean more trust or more crime). */
  betterWhen: z.enum(['more', 'less']).nullable(),
  /** Fields by which facts of this indicator can be split. */
  dimensions: z.array(z.string().min(1)).optional(),
  /** Names of dimensions and of their values, where no form has them. */
  splits: z
    .record(z.string(), z.strictObject({ name: LocalText, values: z.record(z.string(), LocalText) }))
    .optional(),
  /** No form feeds it: it has only reported figures, with their sources. */
  reportedOnly: z.boolean().optional(),
  /** Fed by the profiles of areas (households, people) or by records of a module of their own, not by a form. */
  fedBy: FactSource.exclude(['activity']).optional(),
  /** What a reported figure is out of ('60 of 96 communes'), where its sources say so. */
  reportedDenominator: LocalText.optional(),
  /** False while the definition has not been checked against its source; screens show it. */
  verified: z.boolean(),
  validFrom: Day.optional(),
  validTo: Day.optional(),
});

/** An indicator as data. One that would count people by belief, origin, opinion or suspicion is refused. */
export const Indicator = IndicatorShape.superRefine((indicator, context) => {
  const name = indicator.code.split('.').join(' ');
  const hit = findNever('indicator', name, [indicator.name.vi, indicator.name.en]);
  if (hit !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['name'],
      message: `${hit.reason.vi} / ${hit.reason.en} (${hit.rule})`,
    });
  }
  if (indicator.display === 'percent' && indicator.formula.kind !== 'ratio') {
    context.addIssue({ code: 'custom', path: ['display'], message: 'only a ratio is shown as per cent' });
  }
});
export type Indicator = z.infer<typeof Indicator>;

/** One file of data/indicators: a heading of the report and its indicators in the order of the report. */
export const IndicatorGroup = z
  .strictObject({ code: GroupCode, order: z.int(), name: LocalText, indicators: z.array(Indicator).min(1) })
  .superRefine((group, context) => {
    group.indicators.forEach((indicator, index) => {
      if (indicator.group === group.code) return;
      context.addIssue({
        code: 'custom',
        path: ['indicators', index, 'group'],
        message: `must be ${group.code}`,
      });
    });
  });
export type IndicatorGroup = z.infer<typeof IndicatorGroup>;
