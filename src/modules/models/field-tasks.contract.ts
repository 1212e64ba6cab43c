import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day, ModelKindDefinition } from './model-kind.contract.ts';
import { ModelTask, SiteLife, SiteState, TaskResult } from './model-site.contract.ts';
import { completeModelTask } from './tasks.contract.ts';

/** A phone lists what is due within so many days, and what is late. */
export const DUE_WITHIN_DAYS = 30;

/** A check or a review that is due, with the list by which it is done. */
export const FieldTask = ModelTask.pick({ id: true, siteId: true, kind: true, dueOn: true, note: true })
  .extend({
    siteTitle: z.string(),
    placeName: z.string(),
    /** The site began on this day; nothing is checked before. */
    since: Day,
    checklist: ModelKindDefinition.shape.checklist,
  })
  .meta({ id: 'FieldTask' });
export type FieldTask = z.infer<typeof FieldTask>;

/** A site of the hamlet, with why it is in its state. */
export const FieldSite = z
  .object({
    id: z.uuid(),
    title: z.string(),
    placeName: z.string(),
    state: SiteState,
    lastRecordOn: Day.nullable(),
    dormantFrom: Day.nullable(),
    needs: SiteLife.shape.needs,
  })
  .meta({ id: 'FieldSite' });
export type FieldSite = z.infer<typeof FieldSite>;

export const FieldModels = z
  .object({ tasks: z.array(FieldTask), sites: z.array(FieldSite) })
  .meta({ id: 'FieldModels' });
export type FieldModels = z.infer<typeof FieldModels>;

export const readFieldModels = endpoint({
  method: 'GET',
  path: '/api/v1/field/models',
  summary:
    'Checks and reviews due soon in the caller’s places, and how the model sites stand there, for a phone',
  access: 'models.answer',
  phone: 'works',
  query: z.strictObject({
    /** What the phone has; the same again is not sent again. */
    known: z.string().max(100).optional(),
  }),
  output: z.object({ hash: z.string(), content: FieldModels.nullable() }),
});

/** What a phone sends of a check or a review that was done; the task has the command's `recordId`. */
export const TaskAnswer = completeModelTask.body.extend({ result: TaskResult });
export type TaskAnswer = z.output<typeof TaskAnswer>;
