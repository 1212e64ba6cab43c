import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import { freshSession, permissionsOf, secondStepRequired } from '../accounts.rules.ts';
import { deviceLabel } from '../device.rules.ts';
import type { Me, OwnSession, SessionStrength } from '../me.contract.ts';
import { type AccountRow, findAccount, listAssignments, savePassword } from './accounts.repo.ts';
import { guarded, ownKey } from './attempts.service.ts';
import { placeNames } from './links.service.ts';
import { assertGoodPassword, hashPassword, passwordMatches } from './passwords.service.ts';
import { countRecoveryCodes, listPasskeys } from './second-step.repo.ts';
import { endSessions, findSession, listRunning } from './sessions.repo.ts';

/** The caller's own account. Throws Problem `signInNeeded` where there is none. */
export async function getOwnAccount(context: Context): Promise<AccountRow> {
  const account = await findAccount(context.tx, context.caller.id);
  if (!account) throw new Problem('signInNeeded');
  return account;
}

async function ownSession(context: Context) {
  const { sessionId } = context.caller;
  const session = sessionId ? await findSession(context.tx, sessionId) : undefined;
  if (!session) throw new Problem('signInNeeded');
  return session;
}

/** Who is signed in, and everything that the web needs to show no more than he may use. */
export async function describeMe(context: Context): Promise<Me> {
  const account = await getOwnAccount(context);
  const session = await ownSession(context);
  const assignments = await listAssignments(context.tx, [account.id]);
  const roles = assignments.map((given) => given.role);
  return {
    id: account.id,
    username: account.username,
    displayName: account.displayName,
    language: account.language,
    assignments: assignments.map(({ userId: _own, ...rest }) => rest),
    permissions: permissionsOf(roles),
    security: {
      hasTotp: account.hasTotp,
      passkeys: (await listPasskeys(context.tx, account.id)).length,
      recoveryCodesLeft: await countRecoveryCodes(context.tx, account.id),
      secondStep: roles.some(secondStepRequired) ? 'required' : 'recommended',
    },
    session: {
      id: session.id,
      strength: session.strength as SessionStrength,
      expiresAt: session.expires_at.toISOString(),
    },
  };
}

/** The caller's sessions that still run. */
export async function listOwnSessions(context: Context): Promise<OwnSession[]> {
  const rows = await listRunning(context.tx, context.caller.id);
  return rows.map((row) => ({
    id: row.id,
    device: deviceLabel(row.device),
    strength: row.strength as SessionStrength,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === context.caller.sessionId,
  }));
}

/**
 * Before a change of what opens the account: the session is fresh, or the password is given again, so that an unwatched
 * screen is not enough. Throws Problem `passwordNeeded`, `wrongPassword`, `tooManyAttempts`.
 */
export async function assertItsYou(context: Context, password: string | undefined): Promise<void> {
  const session = await ownSession(context);
  const age = (context.now.getTime() - session.created_at.getTime()) / 1000;
  if (age <= freshSession) return;
  if (password === undefined) throw new Problem('passwordNeeded');
  await assertPassword(context, password);
}

async function assertPassword(context: Context, password: string): Promise<void> {
  const account = await getOwnAccount(context);
  const wrong = { code: 'wrongPassword', outcome: 'wrongCredentials' } as const;
  await guarded(
    context,
    ownKey('again', account.id),
    wrong,
    async () => (await passwordMatches(account.passwordHash, password)) || undefined,
  );
}

/** Changes the caller's password; his other sessions end. Throws Problem `wrongPassword`, `invalidInput`. */
export async function changeOwnPassword(
  context: Context,
  given: { oldPassword: string; newPassword: string },
): Promise<void> {
  await assertPassword(context, given.oldPassword);
  const account = await getOwnAccount(context);
  const names = [account.username, account.displayName, ...(await placeNames(context))];
  assertGoodPassword(given.newPassword, names, 'newPassword');
  await savePassword(context.tx, account.id, await hashPassword(given.newPassword));
  await endSessions(context.tx, account.id, context.caller.sessionId);
}
