import type { Kysely, Transaction } from 'kysely';
import type { DB } from './db.generated.ts';

/** Stands for one database as long as the connections to it last: a key for what a process may remember of it. */
export type DatabaseLife = object;

const lives = new WeakMap<Kysely<DB>, DatabaseLife>();
const livesOfTransactions = new WeakMap<Transaction<DB>, DatabaseLife>();

/** A connection was opened: what stands behind it may be another database now, so nothing remembered holds. */
export function beginLife(db: Kysely<DB>): void {
  lives.set(db, {});
}

/** Lets `lifeOf` know to which database the transaction belongs. */
export function noteLife(tx: Transaction<DB>, db: Kysely<DB>): void {
  const life = lives.get(db);
  if (life) livesOfTransactions.set(tx, life);
}

/**
 * The key under which rows of this transaction's database may be remembered in the process: such as never change
 * and are never taken away once they are committed. Undefined where nothing may be remembered.
 */
export function lifeOf(tx: Transaction<DB>): DatabaseLife | undefined {
  return livesOfTransactions.get(tx);
}
