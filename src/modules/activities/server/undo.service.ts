import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { ActivitySaved } from '../activity.contract.ts';
import type { ActivityCapability } from '../activity-state.contract.ts';
import { type ActivityRow, findRevisions } from './activity-read.repo.ts';
import { capabilitiesAt, conflictWith, mayUndo } from './answer.service.ts';
import { holdActivity, mayChange, type NextContent, writeNext } from './transition.service.ts';

/**
 * Takes back the last change of a record as an ordinary new revision: content and state are again what they were.
 * Taking back the entry itself voids it. Throws Problem `notFound`, `conflict`, `forbidden` (not one's own change).
 */
export async function undoChange(context: Context, id: string, baseRevision: number): Promise<ActivitySaved> {
  const row = await holdActivity(context, id);
  if (row.revision !== baseRevision) throw await conflictWith(context, row);
  if (!mayUndo(row, context.caller)) throw new Problem('forbidden');
  const [, previous] = await findRevisions(context.tx, id, 2);
  const next: NextContent = previous
    ? previous.after
    : { values: row.values, state: 'voided', stateBeforeVoid: row.state, reason: row.reason };
  const authorized = mayChange(context, row, capabilityFor(row, next));
  return writeNext(context, authorized, row, next, { action: 'undo', reason: '' });
}

/** What the caller needs for the way back: the say in the state that the record gets, or in the one it leaves. */
function capabilityFor(row: ActivityRow, next: NextContent): ActivityCapability {
  if (row.state === 'verified' || next.state === 'verified') return 'review';
  if (next.state === 'voided' && row.revision > 1) return 'void';
  const held = capabilitiesAt(row);
  return held.has('record') ? 'record' : held.has('review') ? 'review' : 'void';
}
