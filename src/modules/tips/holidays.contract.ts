import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';

/** A year's days off beside Saturdays and Sundays, and weekends that are worked for them (data/holidays). */
export const HolidayYear = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    source: z.string().min(10),
    daysOff: z.array(z.strictObject({ day: Day, name: LocalText, verified: z.boolean() })),
    workingWeekends: z.array(z.strictObject({ day: Day, for: Day, verified: z.boolean() })),
  })
  .refine(
    ({ year, daysOff, workingWeekends }) =>
      [...daysOff, ...workingWeekends].every(({ day }) => day.startsWith(`${year}-`)),
    { message: 'every day is one of the year' },
  );
export type HolidayYear = z.infer<typeof HolidayYear>;
