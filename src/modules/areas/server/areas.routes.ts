import { type Route, route } from '../../../platform/server/route.ts';
import { getArea, getAreaByCode, listAreaChildren, searchAreas } from '../areas.contract.ts';
import { searchAreas as search } from './area-search.service.ts';
import { getAreaDetail, getAreaIdByCode, listChildren } from './areas.service.ts';

export const areasRoutes: readonly Route[] = [
  route({
    contract: searchAreas,
    handle: async (context) => ({ hits: await search(context, context.input.query) }),
  }),
  route({
    contract: getAreaByCode,
    handle: async (context) =>
      getAreaDetail(context, await getAreaIdByCode(context, context.input.params.code)),
  }),
  route({ contract: getArea, handle: (context) => getAreaDetail(context, context.input.params.id) }),
  route({
    contract: listAreaChildren,
    handle: async (context) => {
      const { lens, on } = context.input.query;
      return { children: await listChildren(context, context.input.params.id, lens, on ?? context.today) };
    },
  }),
];
