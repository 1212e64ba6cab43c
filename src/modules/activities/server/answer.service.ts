import { Problem } from '../../../platform/problems.ts';
import { type Caller, callerMay } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Activity, ActivityCan, Actor } from '../activity.contract.ts';
import type { ActivityAction, ActivityCapability } from '../activity-state.contract.ts';
import { possibleActions } from '../activity-state.rules.ts';
import { type ActivityRow, findActivity } from './activity-read.repo.ts';
import { namesOfPeople } from './place.repo.ts';
import { type ReachRow, reachOf } from './reach.repo.ts';

/** What the caller may do at the place of a record. */
export function capabilitiesAt(reach: ReachRow): ReadonlySet<ActivityCapability> {
  const capabilities = new Set<ActivityCapability>();
  if (reach.may_record) capabilities.add('record');
  if (reach.may_review) capabilities.add('review');
  if (reach.may_void) capabilities.add('void');
  return capabilities;
}

function canOf(row: ActivityRow, caller: Caller): ActivityCan {
  const capabilities = capabilitiesAt(row);
  const status = { state: row.state, stateBeforeVoid: row.state_before_void };
  const actions = new Set<ActivityAction>(
    possibleActions(status, capabilities).map((possible) => possible.action),
  );
  return {
    // A verified record is returned first: then everybody sees that it is being changed.
    edit: actions.has('edit') && row.state !== 'verified',
    submit: actions.has('submit'),
    verify: actions.has('verify'),
    return: actions.has('return'),
    void: actions.has('void'),
    restore: actions.has('restore'),
    undo: mayUndo(row, caller),
  };
}

/** One's own last change can be taken back by whoever still has a say in a record of that state. */
export function mayUndo(row: ActivityRow, caller: Caller): boolean {
  if (row.changed_by !== caller.id) return false;
  if (row.state === 'verified') return row.may_review;
  return row.may_record || row.may_review || row.may_void;
}

/** A stored record as it is answered. */
export function toActivity(row: ActivityRow, caller: Caller, names: ReadonlyMap<string, string>): Activity {
  return {
    id: row.id,
    form: row.form,
    formVersion: row.form_version,
    day: row.day,
    place: {
      areaId: row.area_id,
      areaName: row.area_name,
      areaKind: row.area_kind,
      organizationId: row.organization_id,
      organizationName: row.organization_name,
    },
    values: row.values,
    notes: row.notes,
    state: row.state,
    stateBeforeVoid: row.state_before_void,
    reason: row.reason,
    revision: row.revision,
    importId: row.import_id,
    createdBy: actor(row.created_by, names),
    createdAt: row.created_at.toISOString(),
    changedBy: actor(row.changed_by, names),
    changedAt: row.changed_at.toISOString(),
    can: canOf(row, caller),
  };
}

export function actor(id: string, names: ReadonlyMap<string, string>): Actor {
  return { id, name: names.get(id) ?? '' };
}

/** Stored records as they are answered, with the names of people. */
export async function toActivities(context: Context, rows: readonly ActivityRow[]): Promise<Activity[]> {
  const names = await namesOfPeople(
    context.tx,
    rows.flatMap((row) => [row.created_by, row.changed_by]),
  );
  return rows.map((row) => toActivity(row, context.caller, names));
}

/** One record within the caller's areas. Throws Problem `notFound`. */
export async function getActivity(context: Context, id: string): Promise<Activity> {
  const row = await findActivity(context.tx, id, reachOf(context.caller));
  const [activity] = row ? await toActivities(context, [row]) : [];
  if (!activity) throw new Problem('notFound');
  return activity;
}

/** The problem of somebody who came second: with the version that is there now. */
export async function conflictWith(context: Context, row: ActivityRow): Promise<Problem> {
  const [current] = await toActivities(context, [row]);
  return new Problem('conflict', { extra: { current } });
}

/** The problem of an action that the rules of states refuse. */
export function refusal(code: 'wrongState' | 'notAllowed' | 'reasonRequired', caller: Caller): Problem {
  if (code === 'wrongState') return new Problem('notPossibleNow');
  if (code === 'reasonRequired') {
    const expected = { vi: 'ghi rõ lý do', en: 'say why' };
    return new Problem('invalidInput', {
      fields: [{ path: 'reason', code: 'required', found: '', expected }],
    });
  }
  const somewhere = callerMay(caller, 'activities.verify') || callerMay(caller, 'activities.void');
  return new Problem(somewhere ? 'outOfArea' : 'forbidden');
}
