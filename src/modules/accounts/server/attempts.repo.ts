import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';
import type { AttemptState } from '../attempts.rules.ts';

type Tx = Context['tx'];

/**
 * The failures of a key. Holds the key until the end of the transaction: guesses at the same time wait for each
 * other, so that a hundred of them in parallel do not count as one.
 */
export async function lockAttempts(tx: Tx, key: string, now: Date): Promise<AttemptState> {
  const row = await tx
    .insertInto('sign_in_attempt')
    .values({ key, failures: 0, last_at: now, blocked_until: null })
    .onConflict((on) => on.column('key').doUpdateSet({ last_at: (eb) => eb.ref('sign_in_attempt.last_at') }))
    .returning(['failures', 'last_at', 'blocked_until'])
    .executeTakeFirstOrThrow();
  return { failures: row.failures, lastAt: row.last_at, blockedUntil: row.blocked_until };
}

export async function saveAttempts(tx: Tx, key: string, state: AttemptState): Promise<void> {
  await tx
    .updateTable('sign_in_attempt')
    .set({ failures: state.failures, last_at: state.lastAt, blocked_until: state.blockedUntil })
    .where('key', '=', key)
    .execute();
}

export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempt').where('key', '=', key).execute();
}

export type SignInOutcome = 'signedIn' | 'wrongCredentials' | 'wrongCode' | 'blocked';

/** Counts a sign-in or a failure of the day, without a name. */
export async function countOutcome(tx: Tx, day: string, outcome: SignInOutcome): Promise<void> {
  await tx
    .insertInto('sign_in_tally')
    .values({ day, outcome, number: 1 })
    .onConflict((on) => on.columns(['day', 'outcome']).doUpdateSet({ number: sql`sign_in_tally.number + 1` }))
    .execute();
}
