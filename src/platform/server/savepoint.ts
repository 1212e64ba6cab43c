import { sql, type Transaction } from 'kysely';
import type { DB } from './db.generated.ts';

/** Runs one of many writes on its own: what it wrote is taken back where it fails, what others wrote is not. */
export async function onItsOwn<T>(tx: Transaction<DB>, work: () => Promise<T>): Promise<T> {
  await sql`/* kept, ahead */ savepoint one_of_many`.execute(tx);
  try {
    const done = await work();
    // Waited for: what was sent ahead within it fails here, not later.
    await sql`release savepoint one_of_many`.execute(tx);
    return done;
  } catch (error) {
    await sql`rollback to savepoint one_of_many`.execute(tx);
    throw error;
  }
}
