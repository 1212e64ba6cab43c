import { createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { recoveryCodeCount } from '../accounts.rules.ts';
import { guarded, ownKey } from './attempts.service.ts';
import {
  lockTotp,
  replaceRecoveryCodes,
  saveTotp,
  saveTotpStep,
  spendRecoveryCode,
} from './second-step.repo.ts';

const period = 30;
/** Letters that nobody mistakes for one another (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Begins to add an authenticator to the caller's account. Throws Problem `notPossibleNow` where there is one already. */
export async function beginTotp(context: Context, vault: Vault): Promise<{ uri: string; secret: string }> {
  const account = await lockTotp(context.tx, context.caller.id);
  if (!account || account.totp_confirmed_at) throw new Problem('notPossibleNow');
  const secret = generateSecret();
  const sealed = vault.seal(secret, context.caller.id);
  await saveTotp(context.tx, context.caller.id, { secret: sealed, confirmedAt: null, lastStep: null });
  return { secret, uri: generateURI({ issuer: 'Tiếng Mõ', label: account.username, secret }) };
}

/** Confirms it by the first code; gives new recovery codes. Throws Problem `wrongCode`, `notPossibleNow`. */
export async function confirmTotp(context: Context, vault: Vault, code: string): Promise<string[]> {
  const userId = context.caller.id;
  const account = await lockTotp(context.tx, userId);
  if (!account?.totp_secret || account.totp_confirmed_at) throw new Problem('notPossibleNow');
  const sealed = account.totp_secret;
  const secret = vault.open(sealed, userId);
  if (secret === undefined) throw new Problem('notPossibleNow');
  const wrong = { code: 'wrongCode', outcome: 'wrongCode' } as const;
  const step = await guarded(context, ownKey('code', userId), wrong, async () =>
    stepOf(secret, code, context.now, null),
  );
  await saveTotp(context.tx, userId, { secret: sealed, confirmedAt: context.now, lastStep: step });
  return makeRecoveryCodes(context);
}

export async function removeTotp(context: Context): Promise<void> {
  await saveTotp(context.tx, context.caller.id, { secret: null, confirmedAt: null, lastStep: null });
  await replaceRecoveryCodes(context.tx, context.caller.id, []);
}

/** New recovery codes for the caller; the old ones die. They are kept as hashes only. */
export async function makeRecoveryCodes(context: Context): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, recoveryCode);
  await replaceRecoveryCodes(context.tx, context.caller.id, codes.map(recoveryHash));
  return codes;
}

/**
 * Whether a code opens the caller's account now: one of the authenticator, of this half minute or a neighbour, that was
 * not used before; or a recovery code, which is used up by it.
 */
export async function takeCode(context: Context, vault: Vault, code: string): Promise<boolean> {
  const userId = context.caller.id;
  const account = await lockTotp(context.tx, userId);
  if (account?.state !== 'active' || !account.totp_secret || !account.totp_confirmed_at) return false;
  // A secret that this installation can't open (its key was lost) leaves the recovery codes.
  const secret = vault.open(account.totp_secret, userId);
  const step = secret === undefined ? undefined : stepOf(secret, code, context.now, account.totp_last_step);
  if (step !== undefined) {
    await saveTotpStep(context.tx, userId, step);
    return true;
  }
  return spendRecoveryCode(context.tx, userId, recoveryHash(code));
}

function stepOf(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const found = verifySync({
    secret,
    token: digits,
    period,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: period,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return found.valid && 'timeStep' in found ? found.timeStep : undefined;
}

/** 60 random bits as xxxx-xxxx-xxxx. */
function recoveryCode(): string {
  const letters = [...randomBytes(12)].map((byte) => alphabet[byte % 32]).join('');
  return letters.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

function recoveryHash(code: string): Buffer {
  const typed = code
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return createHash('sha256').update(`recovery|${typed}`).digest();
}
