import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { permissions } from '../../platform/permissions.ts';
import { LocalText } from '../../platform/text.ts';
import { AccountAssignment, DisplayName, GivenPassword, Language } from './account.contract.ts';
import { PasskeyOptions, PasskeyResponse } from './sign-in.contract.ts';

export const SessionStrength = z
  .enum(['password', 'second', 'passkey', 'phone'])
  .meta({ id: 'SessionStrength' });
export type SessionStrength = z.infer<typeof SessionStrength>;

export const Me = z
  .object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    language: Language,
    assignments: z.array(AccountAssignment),
    /** Everything that some role of the caller allows, in whatever area: the web shows nothing else. */
    permissions: z.array(z.enum(permissions)),
    security: z.object({
      hasTotp: z.boolean(),
      passkeys: z.number().int(),
      recoveryCodesLeft: z.number().int(),
      /** Whether the roles ask for a passkey or a second step. */
      secondStep: z.enum(['required', 'recommended']),
    }),
    session: z.object({ id: z.uuid(), strength: SessionStrength, expiresAt: z.iso.datetime() }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const OwnSession = z
  .object({
    id: z.uuid(),
    device: LocalText,
    strength: SessionStrength,
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;

export const Passkey = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

/** The password again: needed where the session is not fresh. */
const again = { password: GivenPassword.optional() };
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const getMe = endpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in, and what he may do',
  access: 'signedIn',
  phone: 'works',
  output: Me,
});

export const updateMe = endpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change the own display name or language',
  access: 'signedIn',
  body: z.object({ displayName: DisplayName.optional(), language: Language.optional() }),
  output: 'none',
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/v1/me/password',
  summary: 'Change the own password; ends the other sessions',
  access: 'signedIn',
  body: z.object({ oldPassword: GivenPassword, newPassword: GivenPassword }),
  output: 'none',
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: 'The own sessions that still run',
  access: 'signedIn',
  output: z.object({ items: z.array(OwnSession) }),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/sessions/:id',
  summary: 'End one of the own sessions',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  output: 'none',
});

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/sessions',
  summary: 'End all own sessions but this one',
  access: 'signedIn',
  output: z.object({ ended: z.number().int() }),
});

export const startTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp',
  summary: 'Begin to add an authenticator: its secret, shown once',
  access: 'signedIn',
  body: z.object(again),
  output: z.object({ uri: z.string(), secret: z.string() }),
});

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/confirmation',
  summary: 'Confirm the authenticator by its first code; gives the recovery codes, shown once',
  access: 'signedIn',
  body: z.object({ code: z.string().min(1).max(20) }),
  output: RecoveryCodes,
});

export const removeTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/removal',
  summary: 'Remove the authenticator and its recovery codes',
  access: 'signedIn',
  body: z.object(again),
  output: 'none',
});

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/v1/me/recovery-codes',
  summary: 'New recovery codes, shown once; the old ones die',
  access: 'signedIn',
  body: z.object(again),
  output: RecoveryCodes,
});

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/api/v1/me/passkeys',
  summary: 'The own passkeys',
  access: 'signedIn',
  output: z.object({ items: z.array(Passkey) }),
});

export const passkeyOptions = endpoint({
  method: 'POST',
  path: '/api/v1/me/passkeys/options',
  summary: 'Begin to add a passkey',
  access: 'signedIn',
  body: z.object(again),
  output: PasskeyOptions,
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/v1/me/passkeys',
  summary: 'Add the passkey that the browser made',
  access: 'signedIn',
  body: z.object({ challengeId: z.uuid(), response: PasskeyResponse, name: DisplayName }),
  output: Passkey,
  status: 201,
});

export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/api/v1/me/passkeys/:id',
  summary: 'Give a passkey another name',
  access: 'signedIn',
  params: z.object({ id: z.string().max(1500) }),
  body: z.object({ name: DisplayName }),
  output: 'none',
});

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/v1/me/passkeys/:id/removal',
  summary: 'Remove a passkey',
  access: 'signedIn',
  params: z.object({ id: z.string().max(1500) }),
  body: z.object(again),
  output: 'none',
});
