import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day, Line, ModelId, ModelKindDefinition, ModelStepNumber } from './model-kind.contract.ts';
import { ModelTask, Site, TaskKind, TaskResult } from './model-site.contract.ts';

export const ModelTaskLine = ModelTask.extend({
  siteTitle: z.string(),
  placeName: z.string(),
  path: z.string(),
}).meta({ id: 'ModelTaskLine' });
export type ModelTaskLine = z.infer<typeof ModelTaskLine>;

export const listModelTasks = endpoint({
  method: 'GET',
  path: '/api/v1/model-tasks',
  summary: 'Steps, checks and reviews to be done, the most urgent first',
  access: 'models.read',
  query: z.strictObject({
    areaId: z.uuid().optional(),
    kind: TaskKind.optional(),
    mine: z.enum(['true', 'false']).optional(),
    /** Only what is due by this day. */
    until: Day.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z
    .object({ items: z.array(ModelTaskLine), total: z.int(), overdue: z.int(), next: z.string().nullable() })
    .meta({ id: 'ModelTaskList' }),
});

export const getModelTask = endpoint({
  method: 'GET',
  path: '/api/v1/model-tasks/:id',
  summary: 'A task with its site and what was found',
  access: 'models.read',
  params: ModelId,
  output: z
    .object({
      task: ModelTaskLine,
      checklist: ModelKindDefinition.shape.checklist,
      can: z.object({ write: z.boolean(), reopen: z.boolean() }),
    })
    .meta({ id: 'ModelTaskPage' }),
});

export const planModelTask = endpoint({
  method: 'PUT',
  path: '/api/v1/model-sites/:id/tasks',
  summary: 'Set by when and by whom the next check, review or step of a site has to be done',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({
    kind: TaskKind,
    step: ModelStepNumber.optional(),
    dueOn: Day,
    assigneeId: z.uuid().nullable().optional(),
    note: Line(500).optional(),
  }),
  output: Site,
});

export const completeModelTask = endpoint({
  method: 'POST',
  path: '/api/v1/model-tasks/:id/completion',
  summary: 'Write down a check or a review that was done; the next one is scheduled by the kind’s rule',
  access: 'models.write',
  params: ModelId,
  body: z.strictObject({ doneOn: Day, result: TaskResult }),
  output: Site,
});

export const reopenModelTask = endpoint({
  method: 'POST',
  path: '/api/v1/model-tasks/:id/reopening',
  summary: 'Take back that a check or a review was done',
  access: 'models.write',
  params: ModelId,
  output: Site,
});

export const listModelPeople = endpoint({
  method: 'GET',
  path: '/api/v1/model-sites/:id/people',
  summary: 'Accounts to whom a task of a site can be given',
  access: 'models.write',
  params: ModelId,
  output: z
    .object({ people: z.array(z.object({ id: z.uuid(), name: z.string() })) })
    .meta({ id: 'ModelPeople' }),
});
