import { z } from 'zod';

/** draft: still with its author; submitted: counts; returned: to be mended; verified: checked; voided: void. */
export const ActivityState = z.enum(['draft', 'submitted', 'returned', 'verified', 'voided']);
export type ActivityState = z.infer<typeof ActivityState>;

export const ActivityAction = z.enum(['edit', 'submit', 'return', 'verify', 'void', 'restore']);
export type ActivityAction = z.infer<typeof ActivityAction>;

/** What a role lets its holder do: record entries, review those of others, void and restore. */
export const ActivityCapability = z.enum(['record', 'review', 'void']);
export type ActivityCapability = z.infer<typeof ActivityCapability>;

/** The state of a record; a voided one remembers what it was, so that restoring it gives exactly that back. */
export const ActivityStatus = z.strictObject({
  state: ActivityState,
  stateBeforeVoid: ActivityState.nullable(),
});
export type ActivityStatus = z.infer<typeof ActivityStatus>;
