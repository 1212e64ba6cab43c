import { type Route, route } from '../../../platform/server/route.ts';
import { readFieldModels } from '../field-tasks.contract.ts';
import { fieldModels } from './field-tasks.service.ts';

/** What phones fetch to check the models of their places. */
export const fieldTaskRoutes: readonly Route[] = [
  route({
    contract: readFieldModels,
    handle: (context) => fieldModels(context, context.input.query.known),
  }),
];
