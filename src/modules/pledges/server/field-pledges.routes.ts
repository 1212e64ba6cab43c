import { type Route, route } from '../../../platform/server/route.ts';
import { readFieldPledges } from '../field-pledges.contract.ts';
import { fieldPledges } from './field-pledges.service.ts';

/** What phones fetch for the doors of their hamlets. */
export const fieldPledgeRoutes: readonly Route[] = [
  route({
    contract: readFieldPledges,
    handle: (context) => fieldPledges(context, context.input.query.known),
    // A whole list of households leaves the server only when it has changed since: that is worth a line.
    audit: ({ answer }, { caller }) =>
      answer.content !== null && answer.content.households.length > 0
        ? {
            ...{ action: 'households.toPhone', subject: 'user', subjectId: caller.id },
            areaId: answer.content.households[0]?.areaId,
            details: { count: answer.content.households.length },
          }
        : undefined,
  }),
];
