import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { HttpEdge } from '../../../platform/server/route.ts';
import { tokenHash } from '../../../platform/server/sessions.ts';
import type { DeviceKind, SignInAnswer } from '../account.contract.ts';
import type { OneTimeLink } from '../accounts.contract.ts';
import { linkLifetimes } from '../accounts.rules.ts';
import { findAccount, savePassword, saveProfile } from './accounts.repo.ts';
import { type FoundLink, findLink, spendLink } from './doors.repo.ts';
import { findInstallation } from './installation.repo.ts';
import { insertLink, killLinks } from './links.repo.ts';
import { assertGoodPassword, hashPassword } from './passwords.service.ts';
import { deletePasskeys } from './second-step.repo.ts';
import { endSessions, forgetDevices } from './sessions.repo.ts';
import { asProven, newToken } from './sessions.service.ts';
import { goOn } from './sign-in.service.ts';
import { removeTotp } from './totp.service.ts';

const pages = { invitation: '/moi/', reset: '/dat-lai/' } as const;

/** Makes a one-time link for an account; older ones die. Whoever calls has proved that he may. */
export async function makeLink(
  context: Context,
  origin: string,
  given: { kind: 'invitation' | 'reset'; userId: string; removesSecondStep?: boolean },
): Promise<OneTimeLink> {
  const token = newToken();
  const expiresAt = new Date(context.now.getTime() + linkLifetimes[given.kind] * 1000);
  await killLinks(context.tx, { userId: given.userId });
  await insertLink(context.tx, {
    tokenHash: tokenHash(token),
    kind: given.kind,
    userId: given.userId,
    createdBy: context.caller.id,
    expiresAt,
    removesSecondStep: given.removesSecondStep ?? false,
  });
  const path = `${pages[given.kind]}${token}`;
  return { path, url: new URL(path, origin).toString(), expiresAt: expiresAt.toISOString() };
}

export interface AccountLink {
  readonly kind: 'invitation' | 'reset';
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly removesSecondStep: boolean;
}

/** What a link to an account is for. Throws Problem `linkUsedUp`, the same for one that never was. */
export async function getAccountLink(context: Context, token: string): Promise<AccountLink> {
  const link = await findLink(context.tx, tokenHash(token));
  if (!link || !isForAccount(link)) throw new Problem('linkUsedUp');
  return link;
}

function isForAccount(link: FoundLink): link is FoundLink & AccountLink {
  return link.kind !== 'setup' && link.userId !== null && link.username !== null;
}

/**
 * Accepts an invitation or chooses a new password; the account's other sessions end. Signs in, or asks for the second
 * step where the account keeps one. Throws Problem `linkUsedUp`, `invalidInput` (password).
 */
export async function acceptAccountLink(
  context: Context,
  http: HttpEdge,
  given: { token: string; password: string; displayName?: string | undefined; device: DeviceKind },
): Promise<SignInAnswer> {
  const link = await getAccountLink(context, given.token);
  const displayName = given.displayName ?? link.displayName;
  const names = [link.username, displayName, ...(await placeNames(context))];
  assertGoodPassword(given.password, names, 'password');
  const passwordHash = await hashPassword(given.password);
  if (!(await spendLink(context.tx, tokenHash(given.token)))) throw new Problem('linkUsedUp');
  const hasTotp = await asProven(context, link.userId, (own) =>
    takeOver(own, link, { displayName, passwordHash }),
  );
  return goOn(context, http, { userId: link.userId, hasTotp, device: given.device });
}

async function takeOver(
  own: Context,
  link: AccountLink,
  given: { displayName: string; passwordHash: string },
): Promise<boolean> {
  await savePassword(own.tx, link.userId, given.passwordHash);
  const account = await findAccount(own.tx, link.userId);
  if (account?.state !== 'active') throw new Problem('linkUsedUp');
  await saveProfile(own.tx, { ...account, displayName: given.displayName });
  await endSessions(own.tx, link.userId);
  await forgetDevices(own.tx, link.userId);
  if (link.removesSecondStep) {
    await removeTotp(own);
    await deletePasskeys(own.tx, link.userId);
  }
  await writeAudit(own.tx, link.userId, {
    action: link.kind === 'invitation' ? 'account.accepted' : 'account.passwordReset',
    subject: 'account',
    subjectId: link.userId,
    ...(link.removesSecondStep ? { details: { secondStepRemoved: true } } : {}),
  });
  return account.hasTotp && !link.removesSecondStep;
}

/** Names of the installation that no password may look like. */
export async function placeNames(context: Context): Promise<string[]> {
  const place = await findInstallation(context.tx);
  return place ? [place.agency_name, place.place_name] : [];
}
