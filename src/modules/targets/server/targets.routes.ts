import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import {
  answerTarget,
  giveTargets,
  listTargetAnswers,
  readTargetChoices,
  readTargets,
} from '../targets.contract.ts';
import {
  answer,
  getTarget,
  listAnswers,
  putTargetsFor,
  readTargets as read,
  readChoices,
} from './targets.service.ts';

export const targetsRoutes: readonly Route[] = [
  route({
    contract: readTargets,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'targets.read', context.input.query.areaId),
    handle: (context) => read(context, context.input.query.areaId, context.input.query.year),
  }),
  route({
    contract: readTargetChoices,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'targets.read', context.input.query.areaId),
    handle: (context) => readChoices(context, context.input.query.areaId),
  }),
  route({
    contract: giveTargets,
    load: (context) => getAreaRow(context, context.input.body.areaId),
    authorize: (context) => authorize(context, 'targets.write', context.input.body.areaId),
    handle: (context, { authorized }) => putTargetsFor(context, authorized, context.input.body),
    audit: ({ answer: done }, { input }) => ({
      action: 'targets.given',
      subject: 'area',
      subjectId: input.body.areaId,
      areaId: input.body.areaId,
      details: {
        indicator: input.body.indicator,
        year: input.body.year,
        count: done.given,
        removed: done.removed,
      },
    }),
  }),
  route({
    contract: answerTarget,
    load: (context) => getTarget(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'targets.answer', loaded.areaId),
    handle: (context, { loaded, authorized }) =>
      answer(context, authorized, loaded, {
        id: context.input.params.answerId,
        reason: context.input.body.reason,
      }),
    audit: ({ loaded }, { input }) => ({
      action: 'target.answered',
      subject: 'target',
      subjectId: input.params.id,
      areaId: loaded.areaId,
    }),
  }),
  route({
    contract: listTargetAnswers,
    load: (context) => getTarget(context, context.input.params.id),
    handle: async (context) => ({ answers: await listAnswers(context, context.input.params.id) }),
  }),
];
