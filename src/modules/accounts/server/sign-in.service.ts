import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { HttpEdge } from '../../../platform/server/route.ts';
import { tokenHash } from '../../../platform/server/sessions.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import type { DeviceKind, SignInAnswer } from '../account.contract.ts';
import { challengeAttempts, challengeLifetime } from '../accounts.rules.ts';
import { attemptKey, guarded, ownKey } from './attempts.service.ts';
import { dropChallenge, findAccountForSignIn, takeChallenge } from './doors.repo.ts';
import { type PasskeyProof, provePasskey } from './passkeys.service.ts';
import { passwordMatches } from './passwords.service.ts';
import { insertChallenge, notePasskeyUse } from './second-step.repo.ts';
import { isKnownDevice } from './sessions.repo.ts';
import { asProven, leaveSession, startSession } from './sessions.service.ts';
import { takeCode } from './totp.service.ts';

/**
 * Signs in by user name and password, or says that a second step is needed.
 * Throws Problem `wrongCredentials` (the same, after the same time, whether or not the name exists), `tooManyAttempts`.
 */
export async function signInWithPassword(
  context: Context,
  http: HttpEdge,
  given: { username: string; password: string; device: DeviceKind },
): Promise<SignInAnswer> {
  const username = given.username.normalize('NFKC').trim().toLowerCase();
  const device = deviceHash(http);
  const found = await findAccountForSignIn(context.tx, username, device);
  const place = found?.deviceKnown && device ? { device } : { address: http.address };
  const wrong = { code: 'wrongCredentials', outcome: 'wrongCredentials' } as const;
  const account = await guarded(context, attemptKey(username, place, context.today), wrong, async () => {
    const matches = await passwordMatches(found?.passwordHash, given.password);
    return matches && found?.state === 'active' ? found : undefined;
  });
  return goOn(context, http, { ...account, device: given.device });
}

/** After the first proof: the second step where the account has one, otherwise the session. */
export async function goOn(
  context: Context,
  http: HttpEdge,
  account: { userId: string; hasTotp: boolean; device: DeviceKind },
): Promise<SignInAnswer> {
  await leaveSession(context);
  return asProven(context, account.userId, async (own) => {
    if (account.hasTotp) return askForCode(own);
    await startSession(own, http, { strength: 'password', device: account.device });
    return { next: 'signedIn' };
  });
}

async function askForCode(own: Context): Promise<SignInAnswer> {
  const challengeId = await insertChallenge(own.tx, {
    userId: own.caller.id,
    kind: 'totp',
    challenge: '',
    expiresAt: new Date(own.now.getTime() + challengeLifetime * 1000),
  });
  return { next: 'totp', challengeId };
}

/**
 * The second step. Failures count for the account (nobody comes here without the password), on a known device for that
 * device. Throws Problem `challengeExpired`, `wrongCode`, `tooManyAttempts`.
 */
export async function signInWithCode(
  context: Context & { readonly vault: Vault },
  http: HttpEdge,
  given: { challengeId: string; code: string; device: DeviceKind },
): Promise<SignInAnswer> {
  const challenge = await takeChallenge(context.tx, given.challengeId, 'totp', challengeAttempts);
  if (!challenge?.userId) throw new Problem('challengeExpired');
  const { userId } = challenge;
  return asProven(context, userId, async (own) => {
    const device = deviceHash(http);
    const isKnown = device !== undefined && (await isKnownDevice(own.tx, userId, device));
    const key = isKnown ? attemptKey(`code|${userId}`, { device }, own.today) : ownKey('code', userId);
    const wrong = { code: 'wrongCode', outcome: 'wrongCode' } as const;
    await guarded(own, key, wrong, async () => (await takeCode(own, context.vault, given.code)) || undefined);
    await dropChallenge(own.tx, given.challengeId);
    await startSession(own, http, { strength: 'second', device: given.device });
    return { next: 'signedIn' };
  });
}

/**
 * Signs in by a passkey. One whose device did not ask for fingerprint, face or PIN counts as possession alone: where the
 * account has an authenticator, its code is asked for as well.
 */
export async function signInWithPasskey(
  context: Context,
  http: HttpEdge,
  origin: string,
  given: { challengeId: string; response: Record<string, unknown>; device: DeviceKind },
): Promise<SignInAnswer> {
  const proof = await provePasskey(context, origin, given);
  await leaveSession(context);
  return asProven(context, proof.passkey.userId, async (own) => {
    await notePasskeyUse(own.tx, proof.passkeyId, proof.counter, own.now);
    if (needsCode(proof)) return askForCode(own);
    await startSession(own, http, { strength: 'passkey', device: given.device });
    return { next: 'signedIn' };
  });
}

function needsCode(proof: PasskeyProof): boolean {
  return !proof.userVerified && proof.passkey.hasTotp;
}

function deviceHash(http: HttpEdge): Buffer | undefined {
  return http.deviceToken === undefined ? undefined : tokenHash(http.deviceToken);
}
