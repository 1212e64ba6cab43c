import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  admitTipMember,
  chooseTipHeir,
  createTipOffice,
  dismissTipMember,
  getTipOffice,
  handOverTipOffice,
  leaveTipOffice,
  listTipCandidates,
  listTipOffices,
  makeTipOfficeKey,
  nameTipMember,
} from '../tip-office-members.contract.ts';
import { admitNewcomer, handOver, takeOfficeKey } from './tip-keys.service.ts';
import {
  asMember,
  chooseHeir,
  describeOffice,
  dismissMember,
  getOffice,
  leaveOffice,
  listCandidates,
  listVisibleOffices,
  nameOfficeMember,
  openOffice,
} from './tip-offices.service.ts';

/** A line about an office; details hold ids, numbers and codes. */
export function officeLine(
  action: string,
  office: { id: string; areaId: string },
  details: Readonly<Record<string, unknown>> = {},
) {
  return { action, subject: 'tipOffice', subjectId: office.id, areaId: office.areaId, details };
}

export const tipOfficesRoutes: readonly Route[] = [
  route({
    contract: listTipOffices,
    handle: async (context) => ({ offices: await listVisibleOffices(context) }),
  }),
  route({
    contract: createTipOffice,
    authorize: (context) => authorize(context, 'tips.offices', context.input.body.areaId),
    handle: async (context, { authorized }) => {
      await openOffice(context, authorized, context.input.body);
      return undefined;
    },
    audit: (_done, { input: { body } }) => officeLine('tipOffice.open', body, { kind: body.kind }),
  }),
  route({
    contract: getTipOffice,
    handle: (context) => describeOffice(context, context.input.params.id),
  }),
  route({
    contract: listTipCandidates,
    handle: async (context) => ({ people: await listCandidates(context, context.input.params.id) }),
  }),
  route({
    contract: nameTipMember,
    load: (context) => getOffice(context, context.input.params.id, true),
    authorize: (context, office) => authorize(context, 'tips.offices', office.areaId),
    handle: async (context, { loaded, authorized }) => {
      await nameOfficeMember(context, authorized, loaded, context.input.params.userId);
      return undefined;
    },
    audit: ({ loaded }, { input: { params } }) =>
      officeLine('tipOffice.nameMember', loaded, { userId: params.userId }),
  }),
  route({
    contract: dismissTipMember,
    load: (context) => getOffice(context, context.input.params.id, true),
    authorize: (context, office) => authorize(context, 'tips.offices', office.areaId),
    handle: async (context, { loaded, authorized }) => {
      await dismissMember(context, authorized, loaded.id, context.input.params.userId);
      return undefined;
    },
    audit: ({ loaded }, { input: { params } }) =>
      officeLine('tipOffice.dismissMember', loaded, { userId: params.userId }),
  }),
  route({
    contract: leaveTipOffice,
    load: (context) => asMember(context, context.input.params.id, true),
    handle: async (context, { loaded }) => {
      await leaveOffice(context, loaded);
      return undefined;
    },
    audit: ({ loaded }) => officeLine('tipOffice.leave', loaded.office),
  }),
  route({
    contract: admitTipMember,
    load: (context) => asMember(context, context.input.params.id, true),
    handle: async (context, { loaded }) => {
      await admitNewcomer(context, loaded, context.input.params.userId, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { params } }) =>
      officeLine('tipOffice.admitMember', loaded.office, { userId: params.userId }),
  }),
  route({
    contract: makeTipOfficeKey,
    load: (context) => getOffice(context, context.input.params.id, true),
    authorize: (context, office) => authorize(context, 'tips.work', office.areaId),
    handle: async (context, { loaded, authorized }) => {
      await takeOfficeKey(context, authorized, loaded, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      officeLine('tipOffice.makeKey', loaded, {
        epoch: body.key.epoch,
        members: body.wraps.length,
        custodians: body.recovery?.shares.length ?? 0,
      }),
  }),
  route({
    contract: chooseTipHeir,
    load: (context) => getOffice(context, context.input.params.id, true),
    authorize: (context, office) => authorize(context, 'tips.offices', office.areaId),
    handle: async (context, { loaded, authorized }) => {
      await chooseHeir(context, authorized, loaded, context.input.body.heirId);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      officeLine('tipOffice.chooseHeir', loaded, { heirId: body.heirId }),
  }),
  route({
    contract: handOverTipOffice,
    load: (context) => asMember(context, context.input.params.id, true),
    handle: async (context, { loaded }) => {
      await handOver(context, loaded, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      officeLine('tipOffice.handOver', loaded.office, {
        heirId: body.handover.to.officeId,
        keys: body.keys.length,
      }),
  }),
];
