import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  type AreaOperation,
  applyLoad,
  applyReorganisation,
  listAreaOperations,
  previewLoad,
  previewReorganisation,
  type Reorganisation,
  undoAreaOperation,
} from '../area-operations.contract.ts';
import { mayLoadLists, mayMoveHamlets, mayReorganise, mayUndo } from './area-access.service.ts';
import { listAreaOperations as list, type MayChangeAreas, undoOperation } from './area-operations.service.ts';
import { getAreaRow } from './areas.service.ts';
import { applyLists, previewLists } from './areas-load.service.ts';
import {
  applyReorganisation as apply,
  areasOfStep,
  previewReorganisation as preview,
} from './reorganisations.service.ts';

async function mayTake(context: Context, step: Reorganisation): Promise<MayChangeAreas> {
  if (step.kind !== 'transfer') return mayReorganise(context, areasOfStep(step));
  const target = await getAreaRow(context, step.toId);
  if (target.kind === 'commune') return mayMoveHamlets(context, step.areaIds, [step.toId]);
  return mayReorganise(context, areasOfStep(step));
}

function audited(action: string, operation: AreaOperation): AuditEntry {
  return { action, subject: 'areaOperation', subjectId: operation.id, details: { kind: operation.kind } };
}

export const areaOperationsRoutes: readonly Route[] = [
  route({
    contract: previewLoad,
    authorize: mayLoadLists,
    handle: (context) => previewLists(context, context.input.body.files),
    // Looking at a preview changes nothing.
    audit: () => undefined,
  }),
  route({
    contract: applyLoad,
    authorize: mayLoadLists,
    handle: (context, { authorized }) =>
      applyLists(context, authorized, context.input.body.files, context.input.body.instrument),
    audit: ({ answer }) => audited('areas.loaded', answer),
  }),
  route({
    contract: previewReorganisation,
    authorize: (context) => mayTake(context, context.input.body.step),
    handle: (context) => preview(context, context.input.body),
    audit: () => undefined,
  }),
  route({
    contract: applyReorganisation,
    authorize: (context) => mayTake(context, context.input.body.step),
    handle: (context, { authorized }) => apply(context, authorized, context.input.body),
    audit: ({ answer }) => audited('areas.reorganised', answer),
  }),
  route({
    contract: listAreaOperations,
    handle: async (context) => ({ operations: await list(context, context.input.query.limit) }),
  }),
  route({
    contract: undoAreaOperation,
    authorize: (context) => mayUndo(context, context.input.params.id),
    handle: (context, { authorized }) => undoOperation(context, authorized, context.input.params.id),
    audit: ({ answer }) => audited('areas.undone', answer),
  }),
];
