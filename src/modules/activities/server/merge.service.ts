import { isDate } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import type { Activity, ActivitySave, ActivitySaved } from '../activity.contract.ts';
import { sameValues } from '../activity-text.rules.ts';
import { type EntryValues, PlaceValue } from '../field.contract.ts';
import { upgradeEntry } from '../form-upgrade.rules.ts';
import { type FieldConflict, mergeEntries } from '../merge.rules.ts';
import { valuesAt } from './changes.repo.ts';
import { authorizeSave, checkSave, findForm } from './check.service.ts';
import { saveActivity } from './save.service.ts';
import { type Successor, successorsOn } from './successor.repo.ts';

export interface MergedSave {
  readonly saved: ActivitySaved;
  /** Somebody else had changed the record; both changes stand, but for the conflicts. */
  readonly merged: boolean;
  /** Fields in which both contradict each other: what was stored stands until somebody settles it. */
  readonly conflicts: readonly FieldConflict[];
  /** The place was closed on the entry's day; it stands at what it went into. */
  readonly movedTo: Successor | undefined;
}

/**
 * Stores an entry that was made without a connection: an older version of its form is brought up to today's, a place
 * that was merged meanwhile becomes what it went into, and what others changed in the meantime is put together with it
 * field by field. Throws what `saveActivity` throws, but `conflict` only where there is nothing to put together with.
 */
export async function saveMerging(context: Context, id: string, given: ActivitySave): Promise<MergedSave> {
  const upgraded = upgrade(given);
  const { save, movedTo } = await atSuccessor(context, upgraded);
  const saved = await orCurrent(saveChecked(context, id, save));
  if ('outcome' in saved) return { saved, merged: false, conflicts: [], movedTo };
  return { ...(await putTogether(context, id, save, saved)), movedTo };
}

/** What was stored, or the version that is there instead; everything else is thrown on. */
async function orCurrent(saving: Promise<ActivitySaved>): Promise<ActivitySaved | Activity> {
  try {
    return await saving;
  } catch (error) {
    const current = error instanceof Problem && error.code === 'conflict' ? error.extra.current : undefined;
    if (current === undefined) throw error;
    return current as Activity;
  }
}

async function saveChecked(context: Context, id: string, save: ActivitySave): Promise<ActivitySaved> {
  const found = await checkSave(context, id, save);
  return saveActivity(context, authorizeSave(context, found), found);
}

function upgrade(save: ActivitySave): ActivitySave {
  const form = findForm(save.form);
  return { ...save, formVersion: form.version, values: upgradeEntry(form, save.formVersion, save.values) };
}

async function atSuccessor(
  context: Context,
  save: ActivitySave,
): Promise<{ save: ActivitySave; movedTo: Successor | undefined }> {
  const form = findForm(save.form);
  const place = PlaceValue.safeParse(save.values[form.placeField]);
  const day = save.values[form.dayField];
  if (!place.success || !isDate(day)) return { save, movedTo: undefined };
  const [movedTo, other] = await successorsOn(context.tx, place.data.areaId, day);
  // Divided among several: only who was there knows which one it was.
  if (movedTo === undefined || other !== undefined) return { save, movedTo: undefined };
  const values = { ...save.values, [form.placeField]: { ...place.data, areaId: movedTo.areaId } };
  return { save: { ...save, values }, movedTo };
}

/** What the closed place of an entry (an ActivitySave, as far as it is one) went into, open on the entry's day. */
export async function placeSuccessors(
  context: Context,
  given: Readonly<Record<string, unknown>>,
): Promise<Successor[]> {
  const { form: code, values } = given as Partial<ActivitySave>;
  const form = referenceData().forms.find((one) => one.code === code);
  const place = PlaceValue.safeParse(form && values?.[form.placeField]);
  const day = form && values?.[form.dayField];
  return place.success && isDate(day) ? successorsOn(context.tx, place.data.areaId, day) : [];
}

async function putTogether(
  context: Context,
  id: string,
  save: ActivitySave,
  current: Activity,
): Promise<Omit<MergedSave, 'movedTo'>> {
  const before = await seenBefore(context, id, save);
  const { values, conflicts } = mergeEntries(before, save.values, current.values);
  if (sameValues(values, current.values))
    return { saved: { outcome: 'known', activity: current }, merged: false, conflicts };
  const state = current.state === 'draft' ? save.state : 'submitted';
  const merged: ActivitySave = { ...save, values, state, baseRevision: current.revision };
  const saved = await orCurrent(saveChecked(context, id, merged));
  // Somebody else was faster once more: with his change as well.
  return 'outcome' in saved ? { saved, merged: true, conflicts } : putTogether(context, id, save, saved);
}

/**
 * What the phone had before it when it made the change. A record that it sent before without hearing of it has no
 * revision for the phone yet: then it is the first one, if it was the caller's.
 */
async function seenBefore(context: Context, id: string, save: ActivitySave): Promise<EntryValues> {
  const found = await valuesAt(context.tx, id, save.baseRevision ?? 1);
  if (found === undefined) return {};
  return save.baseRevision === undefined && found.by !== context.caller.id ? {} : found.values;
}
