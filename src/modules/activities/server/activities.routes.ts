import type { AuditEntry } from '../../../platform/server/audit.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import * as contract from '../activities.contract.ts';
import type { ActivityOutcome, ActivitySaved } from '../activity.contract.ts';
import { getActivity } from './answer.service.ts';
import { changeManyStates, saveMany } from './batch.service.ts';
import { authorizeSave, checkSave } from './check.service.ts';
import { exportActivities } from './export.service.ts';
import { getHistory } from './history.service.ts';
import { listActivities } from './list.service.ts';
import { saveActivity } from './save.service.ts';
import { changeState } from './transition.service.ts';
import { undoChange } from './undo.service.ts';

const listForms = route({
  contract: contract.listForms,
  handle: async () => ({ forms: [...referenceData().forms] }),
});

const list = route({
  contract: contract.listActivities,
  handle: (context) => listActivities(context, context.input.query),
});

const exportList = route({
  contract: contract.exportActivities,
  handle: (context) => exportActivities(context, context.input.query),
});

const get = route({
  contract: contract.getActivity,
  handle: (context) => getActivity(context, context.input.params.id),
});

const history = route({
  contract: contract.getActivityHistory,
  handle: async (context) => ({ revisions: await getHistory(context, context.input.params.id) }),
});

const save = route({
  contract: contract.saveActivity,
  plans: 'fixed',
  load: (context) => checkSave(context, context.input.params.id, context.input.body),
  authorize: (context, found) => authorizeSave(context, found),
  handle: (context, { loaded, authorized }) => saveActivity(context, authorized, loaded),
  audit: ({ answer }) => lineOf('activity.save', answer),
});

const saveBatch = route({
  contract: contract.saveActivities,
  handle: async (context) => ({ results: await saveMany(context, context.input.body.items) }),
  audit: ({ answer }) => linesOf('activity.save', answer.results),
});

const transition = route({
  contract: contract.changeActivityState,
  handle: (context) => changeState(context, { ...context.input.body, id: context.input.params.id }),
  audit: ({ answer }, context) => lineOf(`activity.${context.input.body.action}`, answer),
});

const transitions = route({
  contract: contract.changeActivityStates,
  handle: async (context) => ({ results: await changeManyStates(context, context.input.body) }),
  audit: ({ answer }, context) => linesOf(`activity.${context.input.body.action}`, answer.results),
});

const undo = route({
  contract: contract.undoActivityChange,
  handle: (context) => undoChange(context, context.input.params.id, context.input.body.baseRevision),
  audit: ({ answer }) => lineOf('activity.undo', answer),
});

/** One line for a change; none where nothing was changed. */
function lineOf(action: string, { outcome, activity }: ActivitySaved): AuditEntry | undefined {
  if (outcome === 'known') return undefined;
  const { form, state, revision } = activity;
  return {
    action,
    subject: 'activity',
    subjectId: activity.id,
    areaId: activity.place.areaId,
    details: { form, state, revision },
  };
}

/** One line for each area in which something was changed. */
function linesOf(action: string, results: readonly ActivityOutcome[]): AuditEntry[] {
  const byArea = new Map<string, string[]>();
  for (const { outcome, activity } of results) {
    if (outcome !== 'accepted' || !activity) continue;
    const { areaId } = activity.place;
    byArea.set(areaId, [...(byArea.get(areaId) ?? []), activity.id]);
  }
  return [...byArea].map(([areaId, ids]) => ({
    action,
    subject: 'activity',
    subjectId: ids[0] ?? '',
    areaId,
    details: { count: ids.length, ids },
  }));
}

export const activitiesRoutes: readonly Route[] = [
  listForms,
  list,
  exportList,
  get,
  history,
  save,
  saveBatch,
  transition,
  transitions,
  undo,
];
