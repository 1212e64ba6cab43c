import { authorize } from '../../../platform/server/authorize.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import * as contract from '../committees.contract.ts';
import * as mergers from '../mergers.contract.ts';
import { getCommittee, listCommittees, saveCommittee } from './committees.service.ts';
import { previewMerger } from './merger-plan.service.ts';
import { applyMerger, getMergerRow, listMergers, undoMerger } from './mergers.service.ts';
import { findOverlaps } from './overlaps.service.ts';

/** Committees, what overlaps among them, and their mergers. */
export const committeesRoutes: readonly Route[] = [
  route({
    contract: contract.listCommittees,
    handle: async (context) => ({
      ...(await listCommittees(context, context.input.query)),
      can: { write: callerMay(context.caller, 'committees.write') },
    }),
  }),
  route({
    contract: mergers.getOverlaps,
    authorize: (context) => authorize(context, 'teams.read', context.input.query.areaId),
    handle: (context) => findOverlaps(context, context.input.query.areaId),
  }),
  route({
    contract: contract.getCommittee,
    handle: (context) => getCommittee(context, context.input.params.id),
  }),
  route({
    contract: contract.putCommittee,
    handle: (context) => {
      const { params, body } = context.input;
      return saveCommittee(context, params.id, body.baseRevision, body.committee);
    },
    audit: ({ answer }, { input }) => ({
      action: input.body.baseRevision === 0 ? 'committee.founded' : 'committee.changed',
      subject: 'committee',
      subjectId: answer.id,
      areaId: answer.areaId,
      details: {
        revision: answer.revision,
        members: answer.seats.length,
        models: answer.models.length,
        ended: answer.endedOn !== null,
        voided: answer.voidReason !== null,
      },
    }),
  }),
  route({
    contract: mergers.previewMerger,
    handle: (context) => previewMerger(context, context.input.body),
    audit: () => undefined,
  }),
  route({
    contract: mergers.applyMerger,
    handle: (context) => {
      const { id, ...input } = context.input.body;
      return applyMerger(context, id, input);
    },
    audit: ({ answer }) => ({
      action: 'committees.merged',
      subject: 'committeeMerger',
      subjectId: answer.id,
      details: { into: answer.intoId, from: answer.from.map((one) => one.id), on: answer.effectiveOn },
    }),
  }),
  route({
    contract: mergers.listMergers,
    handle: async (context) => ({ mergers: await listMergers(context, context.input.query.areaId) }),
  }),
  route({
    contract: mergers.undoMerger,
    load: (context) => getMergerRow(context, context.input.params.id, 'lock'),
    authorize: (context, row) => authorize(context, 'committees.write', row.areaId),
    handle: (context, { loaded }) => undoMerger(context, loaded),
    audit: ({ loaded }) => ({
      action: 'committees.mergerUndone',
      subject: 'committeeMerger',
      subjectId: loaded.id,
      areaId: loaded.areaId,
      details: { into: loaded.intoId, from: loaded.fromIds },
    }),
  }),
];
