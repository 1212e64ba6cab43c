import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../../../platform/server/audit.ts';
import type { Caller } from '../../../platform/server/caller.ts';
import { actAs, type Context } from '../../../platform/server/context.ts';
import type { HttpEdge } from '../../../platform/server/route.ts';
import { tokenHash } from '../../../platform/server/sessions.ts';
import type { DeviceKind } from '../account.contract.ts';
import { deviceLifetime, sessionLimits } from '../accounts.rules.ts';
import { deviceOf } from '../device.rules.ts';
import type { SessionStrength } from '../me.contract.ts';
import { countOutcome } from './attempts.repo.ts';
import { endSession, insertSession, rememberDevice, setStrength } from './sessions.repo.ts';

/** A token for a cookie or a link: 256 random bits, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Somebody who just proved who he is; he acts for himself alone, whatever his roles. */
function provenUser(userId: string): Caller {
  return { kind: 'user', id: userId, assignments: [] };
}

/** Goes on as the user who just proved who he is; only public routes do. */
export function asProven<T>(
  context: Context,
  userId: string,
  work: (own: Context) => Promise<T>,
): Promise<T> {
  return actAs(context, provenUser(userId), 'public', work);
}

/**
 * Opens a session for whoever is the caller of `own`, sets the cookies of session and device, and writes it down.
 * The session that the browser held before ends.
 */
export async function startSession(
  own: Context,
  http: HttpEdge,
  given: { strength: SessionStrength; device: DeviceKind },
): Promise<string> {
  const userId = own.caller.id;
  const limits = sessionLimits(given.device);
  const token = newToken();
  await insertSession(own.tx, {
    id: uuidv7(),
    tokenHash: tokenHash(token),
    userId,
    device: deviceOf(http.userAgent),
    strength: given.strength,
    createdAt: own.now,
    expiresAt: new Date(own.now.getTime() + limits.absolute * 1000),
    idleSeconds: limits.idle,
  });
  http.setCookie('session', token, limits.absolute);
  const device = isToken(http.deviceToken) ? http.deviceToken : newToken();
  await rememberDevice(own.tx, userId, tokenHash(device), own.now);
  http.setCookie('device', device, deviceLifetime);
  await writeAudit(own.tx, userId, {
    action: 'session.started',
    subject: 'account',
    subjectId: userId,
    details: { strength: given.strength },
  });
  await countOutcome(own.tx, own.today, 'signedIn');
  return token;
}

/** The caller gave a second proof within this session (an authenticator's code, a passkey), or took his last one away. */
export async function setOwnStrength(context: Context, strength: SessionStrength): Promise<void> {
  const { sessionId } = context.caller;
  if (sessionId) await setStrength(context.tx, sessionId, strength);
}

/** Ends the session that the browser holds while somebody signs in anew. */
export async function leaveSession(context: Context): Promise<void> {
  const { caller } = context;
  if (caller.sessionId) await endSession(context.tx, caller.id, caller.sessionId);
}

function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}
