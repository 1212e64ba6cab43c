import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import * as contract from '../tasks.contract.ts';
import { completeTask, getTask, getTaskRow, listTasks, reopen } from './tasks.service.ts';

/** Steps, checks and reviews to be done. */
export const modelTasksRoutes: readonly Route[] = [
  route({ contract: contract.listModelTasks, handle: (context) => listTasks(context, context.input.query) }),
  route({
    contract: contract.getModelTask,
    handle: (context) => getTask(context, context.input.params.id),
  }),
  route({
    contract: contract.completeModelTask,
    load: (context) => getTaskRow(context, context.input.params.id),
    authorize: (context, task) => authorize(context, 'models.write', task.area_id),
    handle: (context, { loaded, authorized }) =>
      completeTask(context, authorized, loaded, context.input.body),
    audit: ({ loaded }) => ({
      action: `modelTask.${loaded.kind}`,
      subject: 'modelTask',
      subjectId: loaded.id,
      areaId: loaded.area_id,
      details: { siteId: loaded.site_id },
    }),
  }),
  route({
    contract: contract.reopenModelTask,
    load: (context) => getTaskRow(context, context.input.params.id),
    authorize: (context, task) => authorize(context, 'models.write', task.area_id),
    handle: (context, { loaded, authorized }) => reopen(context, authorized, loaded),
    audit: ({ loaded }) => ({
      action: 'modelTask.reopen',
      subject: 'modelTask',
      subjectId: loaded.id,
      areaId: loaded.area_id,
      details: { siteId: loaded.site_id },
    }),
  }),
];
