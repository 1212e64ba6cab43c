import { type Route, route } from '../../../platform/server/route.ts';
import { listAudit, listSignInCounts } from '../audit.contract.ts';
import { countSignIns, readAudit } from './audit.service.ts';

export const auditRoutes: readonly Route[] = [
  route({ contract: listAudit, handle: (context) => readAudit(context, context.input.query) }),
  route({
    contract: listSignInCounts,
    handle: async (context) => ({ items: await countSignIns(context, context.input.query) }),
  }),
];
