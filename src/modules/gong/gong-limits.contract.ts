import { z } from 'zod';

const Most = z.strictObject({
  personHour: z.int().min(1),
  personDay: z.int().min(1),
  hamletHour: z.int().min(1),
  hamletDay: z.int().min(1),
});

/** data/gong/limits.json: how often, how late, how long. */
export const GongLimits = z.strictObject({
  source: z.string(),
  verified: z.boolean(),
  /** Older than this as it arrives, an alarm is written down and not sounded. */
  lateMinutes: z.int().min(1),
  /** The same kind in the same hamlet within this time is the same thing, unless its sounder says otherwise. */
  sameMinutes: z.int().min(1),
  /** So long its sounder may call an alarm back as a mistake. */
  callBackSeconds: z.int().min(5),
  /** After this an alarm that nobody ended rings no more. */
  runningHours: z.int().min(1),
  /** So long an alarm stays on the phones. */
  shownHours: z.int().min(1),
  alarms: Most,
  drills: Most,
});
export type GongLimits = z.infer<typeof GongLimits>;

/** data/gong/push-hosts.json: a name, or `*.` and the end of one. */
export const PushHosts = z.strictObject({
  source: z.string(),
  verified: z.boolean(),
  hosts: z.array(z.string().regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u)).min(1),
});
