import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { factsOfNewRecord, replaceFacts } from '../../figures/server/facts.service.ts';
import type { ActivitySaved } from '../activity.contract.ts';
import type { ActivityStatus } from '../activity-state.contract.ts';
import { NEW_DRAFT, transition } from '../activity-state.rules.ts';
import { sameValues } from '../activity-text.rules.ts';
import type { EntryValues } from '../field.contract.ts';
import { type ActivityRow, findActivity } from './activity-read.repo.ts';
import { insertActivity, isFresh, updateActivity } from './activity-write.repo.ts';
import {
  capabilitiesAt,
  conflictWith,
  getActivity,
  refusal,
  toActivities,
  toActivity,
} from './answer.service.ts';
import { type CheckedSave, problemOf } from './check.service.ts';
import { contentOf, worthOf } from './content.service.ts';
import { applyEffects } from './effects.service.ts';
import type { FoundPlace } from './place.repo.ts';
import { reachOf } from './reach.repo.ts';

interface Ready extends CheckedSave {
  readonly place: FoundPlace;
  readonly values: EntryValues;
}

/**
 * Stores what was checked: new, as the next revision, or not at all where it is there already. Throws Problem
 * `invalidInput`, `conflict` (with the present version as `current`), `notPossibleNow`, or `alreadyExists` where the
 * id belongs to a record outside of the caller's areas.
 */
export async function saveActivity(
  context: Context,
  authorized: Authorized<'activities.write'>,
  found: CheckedSave,
): Promise<ActivitySaved> {
  if (!found.checked.ok) throw problemOf(found.checked.problems);
  if (!found.place) throw new Problem('notFound');
  const ready: Ready = { ...found, place: found.place, values: found.checked.values };
  // What says on which revision it was made is there, as a rule; what doesn't is new, as a rule.
  const held = found.save.baseRevision === undefined ? undefined : await hold(context, found.id);
  if (held) return change(context, authorized, ready, held);
  const created = await create(context, authorized, ready);
  if (created) return created;
  const row = await hold(context, found.id);
  if (!row) throw new Problem('alreadyExists');
  return change(context, authorized, ready, row);
}

function hold(context: Context, id: string): Promise<ActivityRow | undefined> {
  return findActivity(context.tx, id, reachOf(context.caller), 'lock');
}

async function create(
  context: Context,
  authorized: Authorized<'activities.write'>,
  ready: Ready,
): Promise<ActivitySaved | undefined> {
  const { form, place, values, save } = ready;
  const status = { ...NEW_DRAFT, state: save.state, reason: '' };
  const content = contentOf(ready.id, form, values, place, status);
  const facts = await factsOfNewRecord(context.tx, worthOf(form, content), isFresh);
  const revision = { action: 'create', reason: '', device: context.device };
  const at = await insertActivity(context.tx, authorized, content, revision, facts);
  if (!at) return undefined;
  await applyEffects(context, authorized, [content]);
  const row: ActivityRow = {
    ...place,
    id: content.id,
    form: form.code,
    form_version: form.version,
    day: content.day,
    values,
    notes: {},
    state: content.state,
    state_before_void: null,
    reason: '',
    revision: 1,
    import_id: null,
    created_by: authorized.callerId,
    created_at: at,
    changed_by: authorized.callerId,
    changed_at: at,
  };
  const names = new Map([[authorized.callerId, context.caller.name ?? '']]);
  return { outcome: 'accepted', activity: toActivity(row, context.caller, names) };
}

async function change(
  context: Context,
  authorized: Authorized<'activities.write'>,
  ready: Ready,
  row: ActivityRow,
): Promise<ActivitySaved> {
  const { form, place, values, save } = ready;
  if (isKnown(ready, row)) {
    const [activity] = await toActivities(context, [row]);
    if (activity) return { outcome: 'known', activity };
  }
  if (save.baseRevision !== row.revision) throw await conflictWith(context, row);
  if (row.form !== form.code) throw new Problem('notPossibleNow', { detail: otherForm });
  const status = statusAfter(context, ready, row);
  const reason = status.state === 'returned' ? row.reason : '';
  const content = contentOf(row.id, form, values, place, { ...status, reason }, row.notes);
  const action = status.state === row.state ? 'edit' : 'submit';
  const was = { provinceId: row.province_id, revision: row.revision };
  await updateActivity(context.tx, authorized, was, content, { action, reason: '', device: context.device });
  await replaceFacts(context.tx, worthOf(form, content));
  await applyEffects(context, authorized, [content]);
  return { outcome: 'accepted', activity: await getActivity(context, row.id) };
}

const otherForm = {
  vi: 'Mục này thuộc mẫu khác; không đổi mẫu của một mục đã có.',
  en: 'This record belongs to another form; the form of a record does not change.',
};

/** The same content is there: a repeated request, unless it asks for a step that was not made yet. */
function isKnown(ready: Ready, row: ActivityRow): boolean {
  const { form, values, save } = ready;
  if (row.form !== form.code || !sameValues(row.values, values)) return false;
  if (row.state === save.state) return true;
  const asksForSubmit = row.state === 'draft' && save.state === 'submitted';
  return save.baseRevision !== row.revision && !asksForSubmit;
}

/** The state after the change. Throws Problem where the rules of states refuse it. */
function statusAfter(context: Context, ready: Ready, row: ActivityRow): ActivityStatus {
  const before = { state: row.state, stateBeforeVoid: row.state_before_void };
  if (row.state === 'verified') throw new Problem('notPossibleNow', { detail: verifiedFirst });
  if (row.state === 'submitted' && ready.save.state === 'draft') throw new Problem('notPossibleNow');
  const by = { capabilities: capabilitiesAt(row) };
  const edited = transition(before, 'edit', by);
  if (!edited.ok) throw refusal(edited.code, context.caller);
  if (ready.save.state === 'draft' || edited.status.state === 'submitted') return edited.status;
  const submitted = transition(edited.status, 'submit', by);
  if (!submitted.ok) throw refusal(submitted.code, context.caller);
  return submitted.status;
}

const verifiedFirst = {
  vi: 'Mục này đã được xác nhận. Hãy trả lại trước, rồi mới sửa.',
  en: 'This record is verified. It has to be returned before it can be changed.',
};
