import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  addMyTipLock,
  answerTipRecovery,
  getMyTipCustody,
  getMyTipKey,
  putMyTipKey,
  removeMyTipLock,
} from '../tip-member-key.contract.ts';
import {
  askTipRecovery,
  finishTipRecovery,
  getTipRecovery,
  setTipRecovery,
  withdrawTipRecovery,
} from '../tip-recovery.contract.ts';
import { takeRecovery } from './tip-keys.service.ts';
import { addLock, describeMyKey, removeLock, takeMyKey } from './tip-member-key.service.ts';
import { officeLine } from './tip-offices.routes.ts';
import { asMember, getOffice } from './tip-offices.service.ts';
import {
  askRecovery,
  describeCustody,
  describeRecovery,
  finishRecovery,
  getAskedRequest,
  getOwnRequest,
  giveShare,
  withdrawRecovery,
} from './tip-recovery.service.ts';

const keyLine = (action: string, userId: string, details: Readonly<Record<string, unknown>> = {}) => ({
  action,
  subject: 'account',
  subjectId: userId,
  details,
});

/** One's own key, and the recovery of an office's keys by its custodians. */
export const tipKeysRoutes: readonly Route[] = [
  route({ contract: getMyTipKey, handle: async (context) => ({ key: await describeMyKey(context) }) }),
  route({
    contract: putMyTipKey,
    load: (context) => describeMyKey(context),
    handle: async (context, _before) => {
      await takeMyKey(context, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { caller }) => keyLine(loaded === null ? 'tipKey.make' : 'tipKey.replace', caller.id),
  }),
  route({
    contract: addMyTipLock,
    handle: async (context) => {
      await addLock(context, context.input.body);
      return undefined;
    },
    audit: (_done, { caller, input: { body } }) => keyLine('tipKey.addLock', caller.id, { kind: body.kind }),
  }),
  route({
    contract: removeMyTipLock,
    handle: async (context) => {
      await removeLock(context, context.input.params.id);
      return undefined;
    },
    audit: (_done, { caller }) => keyLine('tipKey.removeLock', caller.id),
  }),
  route({ contract: getMyTipCustody, handle: (context) => describeCustody(context) }),
  route({
    contract: answerTipRecovery,
    load: (context) => getAskedRequest(context, context.input.params.id),
    handle: async (context, { loaded }) => {
      await giveShare(context, loaded, context.input.body.sealed);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'tipOffice.giveShare',
      subject: 'tipOffice',
      subjectId: loaded.officeId,
      areaId: loaded.areaId,
      details: { requestId: loaded.id, askedBy: loaded.askedBy },
    }),
  }),
  route({
    contract: setTipRecovery,
    load: (context) => asMember(context, context.input.params.id, true),
    handle: async (context, { loaded }) => {
      await takeRecovery(context, loaded.office, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      officeLine('tipOffice.setRecovery', loaded.office, {
        threshold: body.threshold,
        custodians: body.shares.map(({ custodianId }) => custodianId),
      }),
  }),
  route({
    contract: askTipRecovery,
    load: (context) => getOffice(context, context.input.params.id, true),
    authorize: (context, office) => authorize(context, 'tips.work', office.areaId),
    handle: async (context, { loaded }) => {
      await askRecovery(context, loaded, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      officeLine('tipOffice.askRecovery', loaded, { requestId: body.id }),
  }),
  route({
    contract: getTipRecovery,
    load: ({ input: { params }, ...context }) => getOwnRequest(context, params.id, params.requestId),
    handle: (context, { loaded }) => describeRecovery(context, loaded),
  }),
  route({
    contract: finishTipRecovery,
    load: async (context) => {
      const { id, requestId } = context.input.params;
      return {
        office: await getOffice(context, id, true),
        request: await getOwnRequest(context, id, requestId),
      };
    },
    authorize: (context, { office }) => authorize(context, 'tips.work', office.areaId),
    handle: async (context, { loaded, authorized }) => {
      await finishRecovery(context, authorized, loaded.request, context.input.body);
      return undefined;
    },
    audit: ({ loaded }) => officeLine('tipOffice.recover', loaded.office, { requestId: loaded.request.id }),
  }),
  route({
    contract: withdrawTipRecovery,
    load: async (context) => {
      const { id, requestId } = context.input.params;
      return { office: await getOffice(context, id), request: await getOwnRequest(context, id, requestId) };
    },
    handle: async (context, { loaded }) => {
      await withdrawRecovery(context, loaded.request);
      return undefined;
    },
    audit: ({ loaded }) =>
      officeLine('tipOffice.withdrawRecovery', loaded.office, { requestId: loaded.request.id }),
  }),
];
