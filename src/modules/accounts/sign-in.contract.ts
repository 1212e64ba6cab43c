import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { DeviceKind, DisplayName, GivenPassword, SignInAnswer } from './account.contract.ts';

const device = DeviceKind.default('shared');
/** What the browser's WebAuthn interface gave, as JSON; checked piece by piece by the library that verifies it. */
export const PasskeyResponse = z
  .looseObject({ id: z.string().min(1).max(1500) })
  .meta({ id: 'PasskeyResponse' });
/** What the browser's WebAuthn interface takes, as JSON. */
export const PasskeyOptions = z
  .object({ challengeId: z.uuid(), options: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PasskeyOptions' });

export const signIn = endpoint({
  method: 'POST',
  path: '/api/v1/sessions',
  summary: 'Sign in with user name and password',
  access: 'public',
  body: z.object({
    /** Taken as typed: capitals and spaces around it do not matter. */
    username: z.string().max(200),
    password: GivenPassword,
    device,
  }),
  output: SignInAnswer,
});

export const signInTotp = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/totp',
  summary: 'The second step: a code of the authenticator, or a recovery code',
  access: 'public',
  body: z.object({ challengeId: z.uuid(), code: z.string().min(1).max(40), device }),
  output: SignInAnswer,
});

export const passkeySignInOptions = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/passkey/options',
  summary: 'Begin to sign in with a passkey',
  access: 'public',
  output: PasskeyOptions,
});

export const passkeySignIn = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/passkey',
  summary: 'Sign in with a passkey',
  access: 'public',
  body: z.object({ challengeId: z.uuid(), response: PasskeyResponse, device }),
  output: SignInAnswer,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/v1/sessions/current',
  summary: 'Sign out',
  access: 'signedIn',
  output: 'none',
});

const LinkParams = z.object({ token: z.string().min(1).max(200) });

export const getLink = endpoint({
  method: 'GET',
  path: '/api/v1/links/:token',
  summary: 'What a one-time link is for',
  access: 'public',
  params: LinkParams,
  output: z.object({
    kind: z.enum(['invitation', 'reset']),
    username: z.string(),
    displayName: z.string(),
  }),
});

export const acceptLink = endpoint({
  method: 'POST',
  path: '/api/v1/links/:token',
  summary: 'Accept an invitation or choose a new password; signs in',
  access: 'public',
  params: LinkParams,
  body: z.object({ password: GivenPassword, displayName: DisplayName.optional(), device }),
  output: SignInAnswer,
});
