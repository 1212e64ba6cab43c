import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';

/** A day 'YYYY-MM-DD' that the calendar has. */
export const Day = z.string().refine(isDate, { message: 'YYYY-MM-DD' }).meta({ id: 'Day', format: 'date' });
export type Day = z.infer<typeof Day>;
