import { authorizeEverywhere } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { listIntake, openReporter, replaceReporter, takeDownTip } from '../tip-intake.contract.ts';
import { listIntakeOf, takeDown } from './tip-intake.service.ts';
import { openVaultOf, refuseUnneeded, replaceVaultOf } from './tip-reporter.service.ts';
import { tipLine } from './tip-work.routes.ts';
import { authorizeWork, getWork } from './tip-work.service.ts';

/** Reports that somebody takes down for somebody, and the vault of who that was. */
export const tipIntakeRoutes: readonly Route[] = [
  route({
    contract: takeDownTip,
    authorize: (context) => authorizeEverywhere(context.caller, 'tips.intake'),
    handle: (context, { authorized }) =>
      takeDown(context, authorized, context.input.params.id, context.input.body, context.upload),
    // The report itself says who took it down, and in which hour. A line would add the minute in which somebody came.
    audit: () => undefined,
  }),
  route({
    contract: listIntake,
    handle: async (context) => ({ items: await listIntakeOf(context, context.input.query.limit) }),
  }),
  route({
    contract: openReporter,
    load: (context) => getWork(context, context.input.params.id),
    authorize: async (context, work) => {
      const authorized = await authorizeWork(context, work);
      refuseUnneeded(context, work);
      return authorized;
    },
    handle: (context, { loaded }) => openVaultOf(context, loaded, context.input.body),
    audit: ({ loaded, answer }) => tipLine('tip.openReporter', loaded, { line: answer.line }),
  }),
  route({
    contract: replaceReporter,
    load: (context) => getWork(context, context.input.params.id),
    authorize: async (context, work) => {
      const authorized = await authorizeWork(context, work);
      refuseUnneeded(context, work);
      return authorized;
    },
    handle: async (context, { loaded, authorized }) => {
      await replaceVaultOf(context, authorized, loaded, context.input.body);
      return undefined;
    },
    audit: ({ loaded }, { input: { body } }) =>
      tipLine(body.reporter === null ? 'tip.removeReporter' : 'tip.correctReporter', loaded),
  }),
];
