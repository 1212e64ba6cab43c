import { Problem } from '../../../platform/problems.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import * as contract from '../kinds.contract.ts';
import { findMerger, mergeKindInto, previewMerger, undoMerger } from './kind-mergers.service.ts';
import { changeKind, createKind, getKind, listKinds } from './kinds.service.ts';

/** The catalogue of kinds and their mergers. */
export const kindsRoutes: readonly Route[] = [
  route({
    contract: contract.listModelKinds,
    handle: (context) => listKinds(context, context.input.query),
  }),
  route({
    contract: contract.getModelKind,
    handle: (context) => getKind(context, context.input.params.id),
  }),
  route({
    contract: contract.createModelKind,
    authorize: (context) => authorize(context, 'models.kinds', context.input.body.ownerId),
    handle: (context, { authorized }) => createKind(context, authorized, context.input.body),
    audit: ({ answer }, { input: { body } }) => ({
      action: 'modelKind.create',
      subject: 'modelKind',
      subjectId: answer.id,
      areaId: body.ownerId,
    }),
  }),
  route({
    contract: contract.changeModelKind,
    load: (context) => getKind(context, context.input.params.id),
    authorize: (context, kind) => {
      if (!kind.owner) throw new Problem('forbidden');
      return authorize(context, 'models.kinds', kind.owner.id);
    },
    handle: (context, { authorized }) =>
      changeKind(context, authorized, { ...context.input.body, id: context.input.params.id }),
    audit: ({ answer }) => ({
      action: 'modelKind.change',
      subject: 'modelKind',
      subjectId: answer.id,
      areaId: answer.owner?.id,
      details: { revision: answer.revision },
    }),
  }),
  route({
    contract: contract.previewKindMerger,
    authorize: (context) => authorize(context, 'models.kinds', context.input.body.areaId),
    handle: (context) => previewMerger(context, context.input.body),
    audit: () => undefined,
  }),
  route({
    contract: contract.mergeKinds,
    authorize: (context) => authorize(context, 'models.kinds', context.input.body.areaId),
    handle: (context, { authorized }) => mergeKindInto(context, authorized, context.input.body),
    audit: ({ answer }, { input: { body } }) => ({
      action: 'modelKind.merge',
      subject: 'modelKind',
      subjectId: body.intoId,
      areaId: body.areaId,
      details: { from: body.fromId, sites: answer.sites },
    }),
  }),
  route({
    contract: contract.undoKindMerger,
    load: (context) => findMerger(context, context.input.params.id),
    authorize: (context, merger) => authorize(context, 'models.kinds', merger.area_id),
    handle: (context, { loaded, authorized }) => undoMerger(context, authorized, loaded),
    audit: ({ loaded, answer }) => ({
      action: 'modelKind.undoMerger',
      subject: 'modelKind',
      subjectId: loaded.subject_id,
      areaId: loaded.area_id,
      details: { sites: answer.sites },
    }),
  }),
];
