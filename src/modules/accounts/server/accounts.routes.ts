import { Problem } from '../../../platform/problems.ts';
import type { AuditEntry } from '../../../platform/server/audit.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import type { Account } from '../accounts.contract.ts';
import * as contract from '../accounts.contract.ts';
import {
  authorizeAccount,
  authorizeRole,
  disable,
  enable,
  endAllSessions,
  findAccounts,
  getManagedAccount,
  grant,
  invite,
  newLink,
  revoke,
} from './accounts.service.ts';
import { meRoutes } from './me.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';

/** What every route about one account does first. */
const loadAccount = (context: Context & { input: { params: { id: string } } }) =>
  getManagedAccount(context, context.input.params.id);

function about(account: Account, action: string, details?: AuditEntry['details']): AuditEntry {
  return {
    action,
    subject: 'account',
    subjectId: account.id,
    areaId: account.assignments[0]?.areaId,
    ...(details ? { details } : {}),
  };
}

const administrationRoutes: readonly Route[] = [
  route({
    contract: contract.listAccounts,
    handle: (context) => findAccounts(context, context.input.query),
  }),
  route({ contract: contract.getAccount, handle: loadAccount }),
  route({
    contract: contract.inviteAccount,
    handle: async (context) => {
      const { userId, link } = await invite(context, context.origin, context.input.body);
      return { account: await getManagedAccount(context, userId), link };
    },
    audit: ({ answer: { account } }) =>
      about(account as Account, 'account.invited', {
        roles: account.assignments.map(({ role, areaId }) => ({ role, areaId })),
      }),
  }),
  route({
    contract: contract.renewInvitation,
    load: loadAccount,
    authorize: authorizeAccount,
    handle: (context, { loaded }) => newLink(context, context.origin, loaded, { kind: 'invitation' }),
    audit: ({ loaded }) => about(loaded, 'account.invitationRenewed'),
  }),
  route({
    contract: contract.resetAccount,
    load: loadAccount,
    authorize: authorizeAccount,
    handle: (context, { loaded }) =>
      newLink(context, context.origin, loaded, {
        kind: 'reset',
        removesSecondStep: context.input.body.removeSecondStep,
      }),
    audit: ({ loaded }, context) =>
      about(loaded, 'account.resetLinkMade', { removesSecondStep: context.input.body.removeSecondStep }),
  }),
  route({
    contract: contract.disableAccount,
    load: loadAccount,
    authorize: authorizeAccount,
    handle: (context, { loaded, authorized }) => disable(context, authorized, loaded),
    audit: ({ loaded }) => about(loaded, 'account.disabled'),
  }),
  route({
    contract: contract.enableAccount,
    load: loadAccount,
    authorize: authorizeAccount,
    handle: (context, { loaded, authorized }) => enable(context, authorized, loaded),
    audit: ({ loaded }) => about(loaded, 'account.enabled'),
  }),
  route({
    contract: contract.endAccountSessions,
    load: loadAccount,
    authorize: authorizeAccount,
    handle: async (context, { loaded, authorized }) => ({
      ended: await endAllSessions(context, authorized, loaded),
    }),
    audit: ({ loaded, answer }) => about(loaded, 'account.sessionsEnded', { ended: answer.ended }),
  }),
  route({
    contract: contract.grantRole,
    load: loadAccount,
    authorize: (context) => authorizeRole(context, context.input.body),
    handle: (context, { loaded, authorized }) =>
      grant(context, authorized, loaded.id, context.input.body.role),
    audit: ({ loaded }, context) => ({
      ...about(loaded, 'role.granted', { role: context.input.body.role }),
      areaId: context.input.body.areaId,
    }),
  }),
  route({
    contract: contract.revokeRole,
    load: async (context) => {
      const account = await loadAccount(context);
      const given = account.assignments.find((one) => one.id === context.input.params.assignmentId);
      if (!given) throw new Problem('notFound');
      return { account, given };
    },
    authorize: (context, { given }) => authorize(context, 'accounts.manage', given.areaId),
    handle: (context, { loaded, authorized }) => revoke(context, authorized, loaded.account, loaded.given),
    audit: ({ loaded: { account, given } }) => ({
      ...about(account, 'role.revoked', { role: given.role }),
      areaId: given.areaId,
    }),
  }),
];

/** Every route of the module. */
export const accountsRoutes: readonly Route[] = [...signInRoutes, ...meRoutes, ...administrationRoutes];
