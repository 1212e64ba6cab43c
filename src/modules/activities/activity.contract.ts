import { z } from 'zod';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { ActivityAction, ActivityState } from './activity-state.contract.ts';
import { Code } from './condition.contract.ts';
import { EntryValue, EntryValues } from './field.contract.ts';

const DayText = z.string().refine(isDate, 'must be a day YYYY-MM-DD');

/** What the caller may do with a record now; screens ask this and derive nothing. */
export const ActivityCan = z
  .object({
    edit: z.boolean(),
    submit: z.boolean(),
    verify: z.boolean(),
    return: z.boolean(),
    void: z.boolean(),
    restore: z.boolean(),
    /** Take back the last change, which was the caller's own. */
    undo: z.boolean(),
  })
  .meta({ id: 'ActivityCan' });
export type ActivityCan = z.infer<typeof ActivityCan>;

/** Where it happened, with the names as they are today. */
export const ActivityPlace = z
  .object({
    areaId: z.uuid(),
    areaName: z.string(),
    areaKind: z.string(),
    organizationId: z.uuid().nullable(),
    organizationName: z.string().nullable(),
  })
  .meta({ id: 'ActivityPlace' });
export type ActivityPlace = z.infer<typeof ActivityPlace>;

/** Who did it: a user's id, or 'system'; the name is empty where nobody stands behind the id. */
export const Actor = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

/** A filled-in form. `values` holds every field by its code, day and place included. */
export const Activity = z
  .object({
    id: z.uuid(),
    form: z.string(),
    formVersion: z.int(),
    day: z.string(),
    place: ActivityPlace,
    values: EntryValues,
    /** Columns of a book that no field of the form takes, as they were: header → text. */
    notes: z.record(z.string(), z.string()),
    state: ActivityState,
    stateBeforeVoid: ActivityState.nullable(),
    /** Why it was returned or voided, if it was. */
    reason: z.string(),
    revision: z.int(),
    importId: z.uuid().nullable(),
    createdBy: Actor,
    createdAt: z.string(),
    changedBy: Actor,
    changedAt: z.string(),
    can: ActivityCan,
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

/** What is saved: the form's fields by code, the day and the place (`{areaId, organizationId?}`) among them. */
export const ActivitySave = z
  .object({
    form: Code,
    formVersion: z.int().min(1),
    values: EntryValues,
    state: z.enum(['draft', 'submitted']),
    /** The revision that the change was made on; left out for a new record. */
    baseRevision: z.int().min(1).optional(),
  })
  .meta({ id: 'ActivitySave' });
export type ActivitySave = z.infer<typeof ActivitySave>;

/** accepted: stored now; known: was stored before, nothing to do. */
export const ActivitySaved = z
  .object({ outcome: z.enum(['accepted', 'known']), activity: Activity })
  .meta({ id: 'ActivitySaved' });
export type ActivitySaved = z.infer<typeof ActivitySaved>;

/** A problem as it stands in the answer for one of many rows. */
export const RowProblem = z
  .object({
    code: z.string(),
    status: z.int(),
    title: z.string(),
    titleVi: z.string(),
    detail: z.string().optional(),
    detailVi: z.string().optional(),
    fields: z
      .array(
        z.object({
          path: z.string(),
          code: z.string(),
          found: z.string().optional(),
          expected: LocalText.optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'RowProblem' });
export type RowProblem = z.infer<typeof RowProblem>;

/** The answer for one of many. On a conflict `activity` is the present version. */
export const ActivityOutcome = z
  .object({
    id: z.string(),
    outcome: z.enum(['accepted', 'known', 'conflict', 'refused']),
    activity: Activity.optional(),
    problem: RowProblem.optional(),
  })
  .meta({ id: 'ActivityOutcome' });
export type ActivityOutcome = z.infer<typeof ActivityOutcome>;

export const ActivityTransition = ActivityAction.exclude(['edit']).meta({ id: 'ActivityTransition' });
export type ActivityTransition = z.infer<typeof ActivityTransition>;

/** One field as it was and as it became, as stored and as people read it; absent where it was empty. */
export const FieldChange = z
  .object({
    field: z.string(),
    label: LocalText,
    before: EntryValue.optional(),
    after: EntryValue.optional(),
    beforeText: z.object({ vi: z.string(), en: z.string() }),
    afterText: z.object({ vi: z.string(), en: z.string() }),
  })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof FieldChange>;

export const ActivityRevision = z
  .object({
    revision: z.int(),
    action: z.enum(['create', 'import', 'undo', ...ActivityAction.options]),
    at: z.string(),
    by: Actor,
    device: z.string(),
    reason: z.string(),
    stateBefore: ActivityState.nullable(),
    stateAfter: ActivityState,
    changes: z.array(FieldChange),
  })
  .meta({ id: 'ActivityRevision' });
export type ActivityRevision = z.infer<typeof ActivityRevision>;

export const ActivityDay = DayText;
