import { Problem } from '../../../platform/problems.ts';
import { authorizeInside } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { normaliseLines } from '../../../platform/text.ts';
import { replaceFacts } from '../../figures/server/facts.service.ts';
import type { ActivitySaved, ActivityTransition } from '../activity.contract.ts';
import type { ActivityCapability, ActivityState } from '../activity-state.contract.ts';
import { transition } from '../activity-state.rules.ts';
import type { EntryValues } from '../field.contract.ts';
import { type ActivityRow, findActivity } from './activity-read.repo.ts';
import { type MayChange, updateActivity } from './activity-write.repo.ts';
import { capabilitiesAt, conflictWith, getActivity, refusal, toActivities } from './answer.service.ts';
import { checkValues, findForm, lookUpPlace, problemOf } from './check.service.ts';
import { contentOf, worthOf } from './content.service.ts';
import { applyEffects } from './effects.service.ts';
import { capabilityPermissions, reachOf } from './reach.repo.ts';

export interface AskedTransition {
  readonly id: string;
  readonly action: ActivityTransition;
  readonly reason?: string | undefined;
  /** Left out where many are changed at once: then each is changed as it is found. */
  readonly baseRevision?: number | undefined;
}

/** A record that this transaction holds, for a change by the caller. Throws Problem `notFound`. */
export async function holdActivity(context: Context, id: string): Promise<ActivityRow> {
  const row = await findActivity(context.tx, id, reachOf(context.caller), 'lock');
  if (!row) throw new Problem('notFound');
  return row;
}

/**
 * Submits, returns, verifies, voids or restores a record. The same request twice is answered alike. Throws Problem
 * `notFound`, `conflict`, `notPossibleNow`, `forbidden`, `outOfArea`, or `invalidInput` (a reason or a field is
 * missing).
 */
export async function changeState(context: Context, asked: AskedTransition): Promise<ActivitySaved> {
  const row = await holdActivity(context, asked.id);
  if (isRepeated(context, asked, row)) {
    const [activity] = await toActivities(context, [row]);
    if (activity) return { outcome: 'known', activity };
  }
  if (asked.baseRevision !== undefined && asked.baseRevision !== row.revision)
    throw await conflictWith(context, row);
  const reason = normaliseLines(asked.reason ?? '');
  const before = { state: row.state, stateBeforeVoid: row.state_before_void };
  const step = transition(before, asked.action, { capabilities: capabilitiesAt(row), reason });
  if (!step.ok) throw refusal(step.code, context.caller);
  const kept = asked.action === 'return' || asked.action === 'void' ? reason : '';
  const next = { ...step.status, reason: kept };
  const change = { action: asked.action, reason };
  const authorized = mayChange(context, row, capabilityOf(asked.action, row.state));
  return writeNext(context, authorized, row, { values: row.values, ...next }, change);
}

/** What the record becomes; day and place are in its values. */
export interface NextContent {
  readonly values: EntryValues;
  readonly state: ActivityState;
  readonly stateBeforeVoid: ActivityState | null;
  readonly reason: string;
}

/** Writes the next revision of a held record with its facts, and answers with it. */
export async function writeNext(
  context: Context,
  authorized: MayChange,
  row: ActivityRow,
  next: NextContent,
  change: { action: string; reason: string },
): Promise<ActivitySaved> {
  const form = findForm(row.form);
  const place = await lookUpPlace(context, form, next.values);
  if (!place) throw new Problem('notPossibleNow');
  // Taking back a change of place leads to a place of which the caller may have lost the say.
  if (capabilitiesAt(place).size === 0) throw new Problem('outOfArea');
  if (change.action === 'submit') {
    const checked = await checkValues(context, form, next.values, place, false);
    if (!checked.ok) throw problemOf(checked.problems);
  }
  const content = contentOf(row.id, form, next.values, place, next, row.notes);
  const was = { provinceId: row.province_id, revision: row.revision };
  await updateActivity(context.tx, authorized, was, content, { ...change, device: context.device });
  await replaceFacts(context.tx, worthOf(form, content));
  await applyEffects(context, authorized, [content]);
  return { outcome: 'accepted', activity: await getActivity(context, row.id) };
}

/** Proof that the caller has the capability where the record is. */
export function mayChange(context: Context, row: ActivityRow, capability: ActivityCapability): MayChange {
  const inside = capabilitiesAt(row).has(capability);
  return authorizeInside(context.caller, capabilityPermissions[capability], row.area_id, inside);
}

function capabilityOf(action: ActivityTransition, state: ActivityState): ActivityCapability {
  if (action === 'submit') return 'record';
  if (action === 'verify' || action === 'return') return 'review';
  return action === 'void' && (state === 'draft' || state === 'returned') ? 'record' : 'void';
}

const resultOf: Readonly<Partial<Record<ActivityTransition, ActivityState>>> = {
  submit: 'submitted',
  verify: 'verified',
  return: 'returned',
  void: 'voided',
};

/** The caller's own last change did just this, on the revision that he names. */
function isRepeated(context: Context, asked: AskedTransition, row: ActivityRow): boolean {
  if (asked.baseRevision !== row.revision - 1 || row.changed_by !== context.caller.id) return false;
  if (asked.action === 'restore') return row.state !== 'voided';
  return row.state === resultOf[asked.action];
}
