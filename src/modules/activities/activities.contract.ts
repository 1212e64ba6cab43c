import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import {
  Activity,
  ActivityDay,
  ActivityOutcome,
  ActivityRevision,
  ActivitySave,
  ActivitySaved,
  ActivityTransition,
} from './activity.contract.ts';
import { ActivityState } from './activity-state.contract.ts';
import { Code } from './condition.contract.ts';
import { FormShape } from './form-shape.contract.ts';

const Id = z.object({ id: z.uuid() });
const Reason = z.string().trim().max(1000);

/** A parameter that may stand once or several times in an address. */
function several<T extends z.ZodType<string>>(one: T) {
  return z
    .union([one, z.array(one).max(50)])
    .transform((given): z.output<T>[] => (Array.isArray(given) ? given : [given]))
    .optional();
}

const filters = {
  form: Code.optional(),
  /** An area and everything that hangs under it today. */
  areaId: z.uuid().optional(),
  organizationId: z.uuid().optional(),
  /** First and last day, both included. */
  from: ActivityDay.optional(),
  to: ActivityDay.optional(),
  state: several(ActivityState),
  /** Words, with or without diacritics; all of them have to be found. */
  q: z.string().trim().max(200).optional(),
  importId: z.uuid().optional(),
  /** Only what the caller entered. */
  mine: z.enum(['true', 'false']).optional(),
  /** 'field:code', e.g. `topic:drugs`, several times; of one field any of them, of two fields both. */
  choice: several(
    z
      .string()
      .max(130)
      .regex(/^[a-z][A-Za-z0-9]*:.+$/u, 'must be field:code'),
  ),
  sort: z.enum(['newest', 'oldest']).default('newest'),
};

export const ActivityFilters = z.object(filters);
export type ActivityFilters = z.output<typeof ActivityFilters>;

/** Counting stops here: "more than 10,000" is all that a list has to say. */
export const COUNT_LIMIT = 10_000;

export const ActivityList = z
  .object({
    items: z.array(Activity),
    /** Give it back as `cursor` for the next page; null on the last one. */
    next: z.string().nullable(),
    /** How many there are in all, `more` where there are more than `count`; null on later pages. */
    total: z.object({ count: z.int(), more: z.boolean() }).nullable(),
  })
  .meta({ id: 'ActivityList' });
export type ActivityList = z.infer<typeof ActivityList>;

export const listForms = endpoint({
  method: 'GET',
  path: '/api/v1/forms',
  summary: 'The forms: their fields, what they count, how their lists look',
  access: 'activities.read',
  phone: 'works',
  output: z.object({ forms: z.array(FormShape.meta({ id: 'Form' })) }),
});

export const listActivities = endpoint({
  method: 'GET',
  path: '/api/v1/activities',
  summary: 'Records within the caller’s areas, by day, page by page',
  access: 'activities.read',
  query: z.object({
    ...filters,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: ActivityList,
});

export const exportActivities = endpoint({
  method: 'GET',
  path: '/api/v1/activities/export',
  summary: 'The same list as a workbook or as CSV; one form at a time',
  access: 'activities.read',
  query: z.object({
    ...filters,
    form: Code,
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    language: z.enum(['vi', 'en']).default('vi'),
  }),
  output: 'file',
});

export const getActivity = endpoint({
  method: 'GET',
  path: '/api/v1/activities/:id',
  summary: 'One record',
  access: 'activities.read',
  params: Id,
  output: Activity,
});

export const getActivityHistory = endpoint({
  method: 'GET',
  path: '/api/v1/activities/:id/history',
  summary: 'Every change of a record, newest first',
  access: 'activities.read',
  params: Id,
  output: z.object({ revisions: z.array(ActivityRevision) }),
});

export const saveActivity = endpoint({
  method: 'PUT',
  path: '/api/v1/activities/:id',
  summary: 'Stores a record under an id that the caller made; the same request twice changes nothing',
  access: 'activities.write',
  params: Id,
  body: ActivitySave,
  output: ActivitySaved,
});

export const saveActivities = endpoint({
  method: 'POST',
  path: '/api/v1/activities/batch',
  summary: 'Stores many records, each answered on its own, in the order given',
  access: 'activities.write',
  body: z.object({
    /** Each an ActivitySave with its `id`; what is not one is refused on its own. */
    items: z
      .array(z.looseObject({ id: z.uuid() }))
      .min(1)
      .max(200),
  }),
  output: z.object({ results: z.array(ActivityOutcome) }),
});

export const changeActivityState = endpoint({
  method: 'POST',
  path: '/api/v1/activities/:id/transitions',
  summary: 'Submits, returns, verifies, voids or restores a record',
  access: 'activities.read',
  params: Id,
  body: z.object({
    action: ActivityTransition,
    /** Required for return and void. */
    reason: Reason.optional(),
    baseRevision: z.int().min(1),
  }),
  output: ActivitySaved,
});

export const changeActivityStates = endpoint({
  method: 'POST',
  path: '/api/v1/activities/transitions',
  summary: 'The same action on many records, each answered on its own',
  access: 'activities.read',
  body: z.object({
    ids: z.array(z.uuid()).min(1).max(200),
    action: ActivityTransition,
    reason: Reason.optional(),
  }),
  output: z.object({ results: z.array(ActivityOutcome) }),
});

export const undoActivityChange = endpoint({
  method: 'POST',
  path: '/api/v1/activities/:id/undo',
  summary: 'Takes back the last change of a record, if it was the caller’s own, as a new revision',
  access: 'activities.read',
  params: Id,
  body: z.object({ baseRevision: z.int().min(1) }),
  output: ActivitySaved,
});
