import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { challengeLifetime } from '../accounts.rules.ts';
import { findPasskeyForSignIn, type SignInPasskey, takeChallenge } from './doors.repo.ts';
import { insertChallenge, insertPasskey, listPasskeys } from './second-step.repo.ts';

/** What a passkey is bound to: the address that people type, and its host. */
function party(origin: string): { origin: string; id: string } {
  return { origin: new URL(origin).origin, id: new URL(origin).hostname };
}

function expiry(context: Context): Date {
  return new Date(context.now.getTime() + challengeLifetime * 1000);
}

/** Ed25519, ES256, RS256: what every browser and phone of these years can do (COSE numbers). */
const algorithms = [-8, -7, -257];

export interface Ceremony {
  readonly challengeId: string;
  readonly options: Record<string, unknown>;
}

/** Begins a sign-in by whatever passkey the device holds for this place. */
export async function beginPasskeySignIn(context: Context, origin: string): Promise<Ceremony> {
  const options = await generateAuthenticationOptions({
    rpID: party(origin).id,
    userVerification: 'preferred',
  });
  const challengeId = await insertChallenge(context.tx, {
    userId: null,
    kind: 'passkeySignIn',
    challenge: options.challenge,
    expiresAt: expiry(context),
  });
  return { challengeId, options: { ...options } };
}

export interface PasskeyProof {
  readonly passkey: SignInPasskey;
  readonly passkeyId: string;
  readonly counter: number;
  /** The device asked for a fingerprint, a face or a PIN. */
  readonly userVerified: boolean;
}

/** Who holds the passkey that answered. Throws Problem `challengeExpired`, `passkeyRefused`. */
export async function provePasskey(
  context: Context,
  origin: string,
  given: { challengeId: string; response: Record<string, unknown> },
): Promise<PasskeyProof> {
  const challenge = await takeChallenge(context.tx, given.challengeId, 'passkeySignIn', 1);
  if (!challenge) throw new Problem('challengeExpired');
  const passkeyId = String(given.response.id);
  const passkey = await findPasskeyForSignIn(context.tx, passkeyId);
  if (passkey?.state !== 'active') throw new Problem('passkeyRefused', { keepsWrites: true });
  const at = party(origin);
  const proof = await verifyAuthenticationResponse({
    // The library checks the shape itself and throws where it is another.
    response: given.response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge.challenge,
    expectedOrigin: at.origin,
    expectedRPID: at.id,
    requireUserVerification: false,
    credential: { id: passkeyId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => undefined);
  if (!proof?.verified) throw new Problem('passkeyRefused', { keepsWrites: true });
  const { newCounter, userVerified } = proof.authenticationInfo;
  return { passkey, passkeyId, counter: newCounter, userVerified };
}

/** Begins to add a passkey to the caller's account. */
export async function beginPasskey(
  context: Context,
  origin: string,
  account: { username: string; displayName: string },
): Promise<Ceremony> {
  const present = await listPasskeys(context.tx, context.caller.id);
  const options = await generateRegistrationOptions({
    rpName: 'Tiếng Mõ',
    rpID: party(origin).id,
    userName: account.username,
    userDisplayName: account.displayName,
    userID: new TextEncoder().encode(context.caller.id),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    excludeCredentials: present.map((key) => ({ id: key.id, transports: key.transports })),
  });
  const challengeId = await insertChallenge(context.tx, {
    userId: context.caller.id,
    kind: 'passkeyRegistration',
    challenge: options.challenge,
    expiresAt: expiry(context),
  });
  return { challengeId, options: { ...options } };
}

/** Adds the passkey that the browser made. Throws Problem `challengeExpired`, `passkeyRefused`, `alreadyExists`. */
export async function addPasskey(
  context: Context,
  origin: string,
  given: { challengeId: string; response: Record<string, unknown>; name: string },
): Promise<{ id: string; name: string; createdAt: Date }> {
  const userId = context.caller.id;
  const challenge = await takeChallenge(context.tx, given.challengeId, 'passkeyRegistration', 1);
  if (challenge?.userId !== userId) throw new Problem('challengeExpired');
  const at = party(origin);
  const proof = await verifyRegistrationResponse({
    // The library checks the shape itself and throws where it is another.
    response: given.response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge.challenge,
    expectedOrigin: at.origin,
    expectedRPID: at.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined);
  if (!proof?.verified) throw new Problem('passkeyRefused', { keepsWrites: true });
  const { credential } = proof.registrationInfo;
  await insertPasskey(context.tx, {
    id: credential.id,
    userId,
    name: given.name,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    createdAt: context.now,
  });
  return { id: credential.id, name: given.name, createdAt: context.now };
}
