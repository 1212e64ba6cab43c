import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { changeOrganization, createOrganizations, listOrganizations } from '../organizations.contract.ts';
import { getAreaRow } from './areas.service.ts';
import {
  changeOrganization as change,
  createOrganizations as create,
  getOrganization,
  listOrganizations as list,
} from './organizations.service.ts';

export const organizationsRoutes: readonly Route[] = [
  route({
    contract: listOrganizations,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'areas.read', context.input.params.id),
    handle: (context) => list(context, context.input.params.id, context.input.query),
  }),
  route({
    contract: createOrganizations,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'organizations.write', context.input.params.id),
    handle: async (context, { authorized }) => ({
      organizations: await create(context, authorized, context.input.body.organizations),
    }),
    audit: ({ answer }, { input }) => ({
      action: 'organizations.created',
      subject: 'area',
      subjectId: input.params.id,
      areaId: input.params.id,
      details: { ids: answer.organizations.map((one) => one.id) },
    }),
  }),
  route({
    contract: changeOrganization,
    load: (context) => getOrganization(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'organizations.write', loaded.areaId),
    handle: (context, { authorized }) =>
      change(context, authorized, context.input.params.id, context.input.body),
    audit: ({ loaded }, { input }) => ({
      action: 'organization.changed',
      subject: 'organization',
      subjectId: input.params.id,
      areaId: loaded.areaId,
      details: { fields: Object.keys(input.body) },
    }),
  }),
];
