import { v7 as uuidv7 } from 'uuid';
import type { Permission } from '../../../platform/permissions.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { actAs, type Context, withAccess } from '../../../platform/server/context.ts';
import { findCallerByHash, tokenHash } from '../../../platform/server/sessions.ts';
import { phoneSessionLifetime } from '../accounts.rules.ts';
import { endSession, insertSession } from './sessions.repo.ts';
import { newToken } from './sessions.service.ts';

export interface PhoneSession {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Opens a session for the caller of `own` on a phone. Its token goes to the phone alone, which locks it with the
 * person's PIN; no cookie is set, as several people may share the phone.
 */
export async function openPhoneSession(own: Context, name: string): Promise<PhoneSession> {
  const token = newToken();
  const sessionId = uuidv7();
  const expiresAt = new Date(own.now.getTime() + phoneSessionLifetime * 1000);
  await insertSession(own.tx, {
    id: sessionId,
    tokenHash: tokenHash(token),
    userId: own.caller.id,
    device: name,
    strength: 'phone',
    createdAt: own.now,
    expiresAt,
    idleSeconds: undefined,
  });
  return { sessionId, token, expiresAt };
}

/** Ends a session of the caller on a phone. */
export async function closePhoneSession(context: Context, sessionId: string): Promise<void> {
  await endSession(context.tx, context.caller.id, sessionId);
}

/**
 * Goes on, from a public route, as the person of a phone's session who has proven that he sent what is at hand (he
 * sealed it with the phone's key), with one permission in hand. Undefined where the session is over, or where he has
 * the permission nowhere.
 */
export async function asPhoneSession<T>(
  context: Context,
  hash: Buffer,
  permission: Permission,
  work: (own: Context) => Promise<T>,
): Promise<T | undefined> {
  const known = await findCallerByHash(context.tx, hash);
  const isPhone = known?.strength === 'phone' || known?.strength === 'leaving';
  if (!isPhone || !callerMay(known.caller, permission)) return undefined;
  const { caller, device } = known;
  return actAs({ ...context, device }, caller, 'public', (own) =>
    withAccess(own, permission, 'signedIn', work),
  );
}
