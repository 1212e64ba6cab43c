import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../../../platform/server/context.ts';
import type { ChallengeKind } from './doors.repo.ts';

type Tx = Context['tx'];

export async function insertChallenge(
  tx: Tx,
  given: { userId: string | null; kind: ChallengeKind; challenge: string; expiresAt: Date },
): Promise<string> {
  const id = uuidv7();
  await tx
    .insertInto('sign_in_challenge')
    .values({
      id,
      user_id: given.userId,
      kind: given.kind,
      challenge: given.challenge,
      expires_at: given.expiresAt,
    })
    .execute();
  return id;
}

/** The authenticator of an account, locked, so that one code can't be used twice at the same time. */
export function lockTotp(tx: Tx, userId: string) {
  return tx
    .selectFrom('user_account')
    .select(['username', 'state', 'totp_secret', 'totp_confirmed_at', 'totp_last_step'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

export async function saveTotp(
  tx: Tx,
  userId: string,
  totp: { secret: string | null; confirmedAt: Date | null; lastStep: number | null },
): Promise<void> {
  await tx
    .updateTable('user_account')
    .set({
      totp_secret: totp.secret,
      totp_confirmed_at: totp.confirmedAt,
      totp_last_step: totp.lastStep,
    })
    .where('id', '=', userId)
    .execute();
}

export async function saveTotpStep(tx: Tx, userId: string, step: number): Promise<void> {
  await tx.updateTable('user_account').set({ totp_last_step: step }).where('id', '=', userId).execute();
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  if (hashes.length === 0) return;
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ user_id: userId, code_hash: hash })))
    .execute();
}

/** Uses a recovery code up: true for exactly one of those who try. */
export async function spendRecoveryCode(tx: Tx, userId: string, hash: Buffer): Promise<boolean> {
  const done = await tx
    .updateTable('recovery_code')
    .set({ used_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function countRecoveryCodes(tx: Tx, userId: string): Promise<number> {
  const found = await tx
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(found.n);
}

export function listPasskeys(tx: Tx, userId: string) {
  return tx
    .selectFrom('passkey')
    .select(['id', 'name', 'transports', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
}

export async function insertPasskey(
  tx: Tx,
  key: {
    id: string;
    userId: string;
    name: string;
    publicKey: Buffer;
    counter: number;
    transports: string[];
    createdAt: Date;
  },
): Promise<void> {
  await tx
    .insertInto('passkey')
    .values({
      id: key.id,
      user_id: key.userId,
      name: key.name,
      public_key: key.publicKey,
      counter: key.counter,
      transports: key.transports,
      created_at: key.createdAt,
    })
    .execute();
}

export async function renamePasskey(tx: Tx, userId: string, id: string, name: string): Promise<boolean> {
  const done = await tx
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function notePasskeyUse(tx: Tx, id: string, counter: number, now: Date): Promise<void> {
  await tx.updateTable('passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute();
}

export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export async function deletePasskeys(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('passkey').where('user_id', '=', userId).execute();
}
