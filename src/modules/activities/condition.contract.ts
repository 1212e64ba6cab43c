import { z } from 'zod';
import { isTime } from '../../platform/dates.ts';

/** Name of a field, form or choice: camelCase of ASCII letters and digits. */
export const Code = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/u, 'must be camelCase of ASCII letters and digits');

/** A choice may also begin with a digit or be a plain word. */
const Comparable = z.union([z.string().max(200), z.number(), z.boolean()]);
const ClockTime = z.string().refine(isTime, 'must be a time HH:MM');

/**
 * A question about the values of one record. An empty field equals nothing and is in no list; `notIn` of an empty
 * field is true. `timeBetween` takes [from, to) and goes over midnight where `to` is not after `from`.
 */
export type Condition =
  | { field: string; equals: string | number | boolean }
  | { field: string; in: (string | number | boolean)[] }
  | { field: string; notIn: (string | number | boolean)[] }
  | { field: string; timeBetween: [string, string] }
  | { field: string; notEmpty: true }
  | { and: Condition[] }
  | { or: Condition[] };

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ field: Code, equals: Comparable }),
      z.strictObject({ field: Code, in: z.array(Comparable).min(1) }),
      z.strictObject({ field: Code, notIn: z.array(Comparable).min(1) }),
      z.strictObject({ field: Code, timeBetween: z.tuple([ClockTime, ClockTime]) }),
      z.strictObject({ field: Code, notEmpty: z.literal(true) }),
      z.strictObject({ and: z.array(Condition).min(1) }),
      z.strictObject({ or: z.array(Condition).min(1) }),
    ]),
  )
  .meta({ id: 'Condition' });

export type FieldCondition = Extract<Condition, { field: string }>;

/** The single questions of a condition, whatever joins them. */
export function fieldConditions(condition: Condition): FieldCondition[] {
  if ('and' in condition) return condition.and.flatMap(fieldConditions);
  if ('or' in condition) return condition.or.flatMap(fieldConditions);
  return [condition];
}
