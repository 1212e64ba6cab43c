import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import { addRegistrations, readRegistrations, removeRegistration } from '../registration.contract.ts';
import {
  getRegistration,
  mayRegisterIn,
  readRegistrations as read,
  registerUnits,
  unregister,
} from './registration.service.ts';

export const registrationRoutes: readonly Route[] = [
  route({
    contract: readRegistrations,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'registrations.read', context.input.query.areaId),
    handle: (context) => {
      const { areaId, kind, year } = context.input.query;
      return read(context, { areaId, kind, year });
    },
  }),
  route({
    contract: addRegistrations,
    authorize: (context) =>
      mayRegisterIn(
        context,
        context.input.body.units.map((unit) => unit.areaId),
      ),
    handle: async (context, { authorized }) => ({
      added: await registerUnits(context, authorized, context.input.body),
    }),
    audit: ({ answer, authorized }, { input }) => ({
      action: 'registrations.added',
      subject: 'area',
      subjectId: authorized.areaId,
      areaId: authorized.areaId,
      details: { kind: input.body.kind, year: input.body.year, count: answer.added.length },
    }),
  }),
  route({
    contract: removeRegistration,
    load: (context) => getRegistration(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'registrations.write', loaded.areaId),
    handle: async (context, { authorized }) => {
      await unregister(context, authorized, context.input.params.id);
      return undefined;
    },
    audit: ({ loaded }, { input }) => ({
      action: 'registration.removed',
      subject: 'registration',
      subjectId: input.params.id,
      areaId: loaded.areaId,
      details: { kind: loaded.kind, year: loaded.year },
    }),
  }),
];
