import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Activity } from '../activities/activity.contract.ts';
import { FieldPhone, PatrolOut } from './phones.contract.ts';

/** What the commune sees of the field today. */
export const FieldDay = z
  .object({
    /** Patrols that are out now, the latest first. */
    patrols: z.array(PatrolOut),
    /** Entries that came in today from phones, and the first of those that wait to be verified. */
    cameIn: z.object({ total: z.int(), toVerify: z.array(Activity) }),
    /** Entries that wait for somebody who knows. */
    waiting: z.object({ refused: z.int(), conflicts: z.int() }),
    /** Phones in use, and those that somebody should ask about: silent, or with a wrong clock. */
    phones: z.object({ inUse: z.int(), silent: z.array(FieldPhone), wrongClock: z.array(FieldPhone) }),
  })
  .meta({ id: 'FieldDay' });
export type FieldDay = z.infer<typeof FieldDay>;

export const getFieldDay = endpoint({
  method: 'GET',
  path: '/api/v1/field-day',
  summary:
    'Today in the hamlets: patrols that are out, what came in from phones, what waits, which phones are silent',
  access: 'phones.read',
  output: FieldDay,
});
