import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { createHamlets, listProfiles, putProfile } from '../hamlets.contract.ts';
import { getAreaRow } from './areas.service.ts';
import { createHamlets as create, listProfiles as list, saveProfiles } from './hamlets.service.ts';

export const hamletsRoutes: readonly Route[] = [
  route({
    contract: createHamlets,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'hamlets.write', context.input.params.id),
    handle: async (context, { authorized }) => ({
      hamlets: await create(context, authorized, context.input.body.hamlets),
    }),
    audit: ({ answer }, { input }) => ({
      action: 'hamlets.created',
      subject: 'area',
      subjectId: input.params.id,
      areaId: input.params.id,
      details: { ids: answer.hamlets.map((hamlet) => hamlet.id) },
    }),
  }),
  route({
    contract: listProfiles,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'areas.read', context.input.params.id),
    handle: async (context) => ({ profiles: await list(context, context.input.params.id) }),
  }),
  route({
    contract: putProfile,
    load: (context) => getAreaRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'hamlets.write', context.input.params.id),
    handle: async (context, { authorized }) => {
      const { params, body } = context.input;
      await saveProfiles(context, authorized, [{ areaId: params.id, profile: body }]);
      return { profiles: await list(context, params.id) };
    },
    audit: (_done, { input }) => ({
      action: 'area.profiled',
      subject: 'area',
      subjectId: input.params.id,
      areaId: input.params.id,
      details: { asOf: input.body.asOf },
    }),
  }),
];
