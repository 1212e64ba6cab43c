import type { Route } from '../../../platform/server/route.ts';
import { route } from '../../../platform/server/route.ts';
import {
  checkSetupLink,
  getInstallation as getInstallationContract,
  getSetup,
  setUp,
} from '../setup.contract.ts';
import {
  acceptLink,
  getLink,
  passkeySignIn,
  passkeySignInOptions,
  signIn,
  signInTotp,
  signOut,
} from '../sign-in.contract.ts';
import { isSetUp } from './doors.repo.ts';
import { acceptAccountLink, getAccountLink } from './links.service.ts';
import { beginPasskeySignIn } from './passkeys.service.ts';
import { leaveSession } from './sessions.service.ts';
import { getInstallation, isSetupLinkGood, setUpInstallation } from './setup.service.ts';
import { signInWithCode, signInWithPasskey, signInWithPassword } from './sign-in.service.ts';

/** The services write the line themselves, in the name of whoever proved who he is. */
const writtenByService = () => undefined;

export const signInRoutes: readonly Route[] = [
  route({
    contract: getSetup,
    handle: async (context) => ({ isSetUp: await isSetUp(context.tx) }),
  }),
  route({
    contract: checkSetupLink,
    handle: async (context) => ({ good: await isSetupLinkGood(context, context.input.query.token) }),
  }),
  route({
    contract: setUp,
    handle: (context) => setUpInstallation(context, context.http, context.input.body),
    audit: writtenByService,
  }),
  route({ contract: getInstallationContract, handle: (context) => getInstallation(context) }),
  route({
    contract: signIn,
    handle: (context) => signInWithPassword(context, context.http, context.input.body),
    audit: writtenByService,
  }),
  route({
    contract: signInTotp,
    handle: (context) => signInWithCode(context, context.http, context.input.body),
    audit: writtenByService,
  }),
  route({
    contract: passkeySignInOptions,
    handle: (context) => beginPasskeySignIn(context, context.origin),
    // Nothing has happened yet: a question was asked.
    audit: () => undefined,
  }),
  route({
    contract: passkeySignIn,
    handle: (context) => signInWithPasskey(context, context.http, context.origin, context.input.body),
    audit: writtenByService,
  }),
  route({
    contract: signOut,
    handle: async (context) => {
      await leaveSession(context);
      context.http.clearSession();
      return undefined;
    },
    audit: (_done, context) => ({
      action: 'session.ended',
      subject: 'account',
      subjectId: context.caller.id,
    }),
  }),
  route({
    contract: getLink,
    handle: async (context) => {
      const { kind, username, displayName } = await getAccountLink(context, context.input.params.token);
      return { kind, username, displayName };
    },
  }),
  route({
    contract: acceptLink,
    handle: (context) =>
      acceptAccountLink(context, context.http, { ...context.input.params, ...context.input.body }),
    audit: writtenByService,
  }),
];
