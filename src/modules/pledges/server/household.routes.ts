import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import { addHouseholds, changeHousehold, listHouseholds, removeHousehold } from '../household.contract.ts';
import {
  addHouseholds as add,
  changeHousehold as change,
  getHousehold,
  listHouseholds as list,
  removeHousehold as remove,
} from './household.service.ts';

export const householdRoutes: readonly Route[] = [
  route<typeof listHouseholds, unknown, Authorized<'households.read'>>({
    contract: listHouseholds,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'households.read', context.input.params.id),
    handle: (context) => list(context, context.input.params.id, context.input.query.withLeft),
    // Names and telephones of a whole hamlet: whoever goes through them leaves a line.
    audit: ({ answer }, { input: { params } }) =>
      answer.households.length > 0
        ? {
            ...{ action: 'households.read', subject: 'area', subjectId: params.id, areaId: params.id },
            details: { count: answer.households.length },
          }
        : undefined,
  }),
  route({
    contract: addHouseholds,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'households.write', context.input.params.id),
    handle: async (context, { authorized }) => {
      const { listedOn, households } = context.input.body;
      return { results: await add(context, authorized, { listedOn, households }) };
    },
    audit: ({ answer }, { input }) => ({
      action: 'households.added',
      subject: 'area',
      subjectId: input.params.id,
      areaId: input.params.id,
      details: { count: answer.results.filter((one) => one.outcome === 'saved').length },
    }),
  }),
  route({
    contract: changeHousehold,
    load: (context) => getHousehold(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'households.write', loaded.areaId),
    handle: (context, { loaded, authorized }) => {
      const { version, ...given } = context.input.body;
      return change(context, authorized, loaded, {
        version,
        change: given as Parameters<typeof change>[3]['change'],
      });
    },
    audit: ({ loaded }, { input }) => ({
      action: 'household.changed',
      subject: 'household',
      subjectId: input.params.id,
      areaId: loaded.areaId,
      details: { fields: Object.keys(input.body).filter((field) => field !== 'version') },
    }),
  }),
  route({
    contract: removeHousehold,
    load: (context) => getHousehold(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'households.write', loaded.areaId),
    handle: async (context, { loaded, authorized }) => {
      await remove(context, authorized, loaded);
      return undefined;
    },
    audit: ({ loaded }, { input }) => ({
      action: 'household.removed',
      subject: 'household',
      subjectId: input.params.id,
      areaId: loaded.areaId,
    }),
  }),
];
