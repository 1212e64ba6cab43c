import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';
import type { SessionStrength } from '../me.contract.ts';

type Tx = Context['tx'];

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly userId: string;
  readonly device: string;
  readonly strength: SessionStrength;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly idleSeconds: number | undefined;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('user_session')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      user_id: session.userId,
      device: session.device,
      strength: session.strength,
      created_at: session.createdAt,
      last_seen_at: session.createdAt,
      expires_at: session.expiresAt,
      idle_seconds: session.idleSeconds ?? null,
    })
    .execute();
}

/** The sessions of an account that still run, the latest first. */
export function listRunning(tx: Tx, userId: string) {
  return running(tx.selectFrom('user_session').where('user_id', '=', userId))
    .select(['id', 'device', 'strength', 'created_at', 'last_seen_at', 'expires_at'])
    .orderBy('last_seen_at', 'desc')
    .execute();
}

export function findSession(tx: Tx, id: string) {
  return tx
    .selectFrom('user_session')
    .select(['id', 'user_id', 'strength', 'created_at', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Says anew how the session's holder proved who he is. */
export async function setStrength(tx: Tx, id: string, strength: SessionStrength): Promise<void> {
  await tx.updateTable('user_session').set({ strength }).where('id', '=', id).execute();
}

/** Ends one session of an account; false where there is none that runs. */
export async function endSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('user_session')
    .set({ ended_at: sql`now()` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Ends all sessions of an account, but the one to keep; gives their number. */
export async function endSessions(tx: Tx, userId: string, keep?: string): Promise<number> {
  const all = tx
    .updateTable('user_session')
    .set({ ended_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
  const done = await (keep === undefined ? all : all.where('id', '<>', keep)).executeTakeFirst();
  return Number(done.numUpdatedRows);
}

export async function isKnownDevice(tx: Tx, userId: string, tokenHash: Buffer): Promise<boolean> {
  const found = await tx
    .selectFrom('known_device')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return found !== undefined;
}

export async function rememberDevice(tx: Tx, userId: string, tokenHash: Buffer, now: Date): Promise<void> {
  await tx
    .insertInto('known_device')
    .values({ user_id: userId, token_hash: tokenHash, last_used_at: now })
    .onConflict((on) => on.columns(['user_id', 'token_hash']).doUpdateSet({ last_used_at: now }))
    .execute();
}

export async function forgetDevices(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('known_device').where('user_id', '=', userId).execute();
}

function running<Q extends { where(condition: unknown): Q }>(query: Q): Q {
  return query.where(
    sql<boolean>`ended_at is null and expires_at > now()
      and (idle_seconds is null or last_seen_at > now() - make_interval(secs => idle_seconds))`,
  );
}
