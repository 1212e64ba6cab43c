import { Problem } from '../../../platform/problems.ts';
import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import * as contract from '../me.contract.ts';
import { saveProfile } from './accounts.repo.ts';
import { assertItsYou, changeOwnPassword, describeMe, getOwnAccount, listOwnSessions } from './me.service.ts';
import { addPasskey, beginPasskey } from './passkeys.service.ts';
import { deletePasskey, listPasskeys, renamePasskey } from './second-step.repo.ts';
import { endSession, endSessions } from './sessions.repo.ts';
import { setOwnStrength } from './sessions.service.ts';
import { beginTotp, confirmTotp, makeRecoveryCodes, removeTotp } from './totp.service.ts';

/** A change of one's own account. */
function own(action: string): (done: unknown, context: Context) => AuditEntry {
  return (_done, context) => ({ action, subject: 'account', subjectId: context.caller.id });
}

const assertFresh = (context: Context & { input: { body: { password?: string | undefined } } }) =>
  assertItsYou(context, context.input.body.password);

export const meRoutes: readonly Route[] = [
  route({ contract: contract.getMe, handle: (context) => describeMe(context) }),
  route({
    contract: contract.updateMe,
    load: (context) => getOwnAccount(context),
    handle: async (context, { loaded }) => {
      const { displayName = loaded.displayName, language = loaded.language } = context.input.body;
      await saveProfile(context.tx, { ...loaded, displayName, language });
      return undefined;
    },
    audit: own('account.profileChanged'),
  }),
  route({
    contract: contract.changePassword,
    handle: async (context) => {
      await changeOwnPassword(context, context.input.body);
      return undefined;
    },
    audit: own('account.passwordChanged'),
  }),
  route({
    contract: contract.listSessions,
    handle: async (context) => ({ items: await listOwnSessions(context) }),
  }),
  route({
    contract: contract.endSession,
    handle: async (context) => {
      const { id } = context.input.params;
      if (!(await endSession(context.tx, context.caller.id, id))) throw new Problem('notFound');
      if (id === context.caller.sessionId) context.http.clearSession();
      return undefined;
    },
    audit: own('session.ended'),
  }),
  route({
    contract: contract.endOtherSessions,
    handle: async (context) => ({
      ended: await endSessions(context.tx, context.caller.id, context.caller.sessionId),
    }),
    audit: ({ answer }, context) => ({
      action: 'session.othersEnded',
      subject: 'account',
      subjectId: context.caller.id,
      details: { ended: answer.ended },
    }),
  }),
  route({
    contract: contract.startTotp,
    authorize: assertFresh,
    handle: (context) => beginTotp(context, context.vault),
    audit: own('totp.begun'),
  }),
  route({
    contract: contract.confirmTotp,
    handle: async (context) => {
      const recoveryCodes = await confirmTotp(context, context.vault, context.input.body.code);
      await setOwnStrength(context, 'second');
      return { recoveryCodes };
    },
    audit: own('totp.added'),
  }),
  route({
    contract: contract.removeTotp,
    authorize: assertFresh,
    handle: async (context) => {
      await removeTotp(context);
      await setOwnStrength(context, 'password');
      return undefined;
    },
    audit: own('totp.removed'),
  }),
  route({
    contract: contract.renewRecoveryCodes,
    authorize: assertFresh,
    handle: async (context) => {
      if (!(await getOwnAccount(context)).hasTotp) throw new Problem('notPossibleNow');
      return { recoveryCodes: await makeRecoveryCodes(context) };
    },
    audit: own('recoveryCodes.renewed'),
  }),
  route({
    contract: contract.listPasskeys,
    handle: async (context) => {
      const rows = await listPasskeys(context.tx, context.caller.id);
      return {
        items: rows.map((row) => ({
          id: row.id,
          name: row.name,
          createdAt: row.created_at.toISOString(),
          lastUsedAt: row.last_used_at?.toISOString() ?? null,
        })),
      };
    },
  }),
  route({
    contract: contract.passkeyOptions,
    authorize: assertFresh,
    handle: async (context) => beginPasskey(context, context.origin, await getOwnAccount(context)),
    // Nothing has happened yet: a question was asked.
    audit: () => undefined,
  }),
  route({
    contract: contract.addPasskey,
    handle: async (context) => {
      const made = await addPasskey(context, context.origin, context.input.body);
      await setOwnStrength(context, 'passkey');
      return { id: made.id, name: made.name, createdAt: made.createdAt.toISOString(), lastUsedAt: null };
    },
    audit: own('passkey.added'),
  }),
  route({
    contract: contract.renamePasskey,
    handle: async (context) => {
      const { id } = context.input.params;
      const done = await renamePasskey(context.tx, context.caller.id, id, context.input.body.name);
      if (!done) throw new Problem('notFound');
      return undefined;
    },
    audit: own('passkey.renamed'),
  }),
  route({
    contract: contract.removePasskey,
    authorize: assertFresh,
    handle: async (context) => {
      const done = await deletePasskey(context.tx, context.caller.id, context.input.params.id);
      if (!done) throw new Problem('notFound');
      return undefined;
    },
    audit: own('passkey.removed'),
  }),
];
