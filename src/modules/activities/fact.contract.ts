import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { isDecimal } from '../../platform/decimal.ts';
import { PlaceValue } from './field.contract.ts';

/**
 * What one record says about one indicator on one day in one place. `value` is an exact decimal as text ('12',
 * '-1', '0.5'), never zero. `slices` names the value of each dimension that the record has one for: a choice's
 * code, 'true' or 'false', or folded text.
 */
export const Fact = z.strictObject({
  indicator: z.string(),
  day: z.string().refine(isDate),
  place: PlaceValue,
  value: z.string().refine(isDecimal),
  slices: z.record(z.string(), z.string()),
});
export type Fact = z.infer<typeof Fact>;
