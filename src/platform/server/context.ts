import { sql, type Transaction } from 'kysely';
import { todayInVietnam } from '../dates.ts';
import type { Access } from '../permissions.ts';
import { type Caller, scopeFor, scopeSetting } from './caller.ts';
import type { Database } from './database.ts';
import { noteLife } from './database-life.ts';
import type { DB } from './db.generated.ts';

/** What a use case works with: one transaction that carries the caller and his scope. */
export interface Context {
  readonly tx: Transaction<DB>;
  readonly caller: Caller;
  /** The day in Vietnam, YYYY-MM-DD. */
  readonly today: string;
  readonly now: Date;
  /** The device as the session names it; stands in revisions. */
  readonly device: string;
  /** Queues a job in the same transaction: it runs if and only if the transaction commits. */
  enqueue(job: string, payload: Record<string, unknown>): Promise<void>;
}

export interface Clock {
  now(): Date;
  today(): string;
}

/** The clock of the server; `fixedToday` holds the day still for drills and tests. */
export function makeClock(fixedToday?: string): Clock {
  return { now: () => new Date(), today: () => fixedToday ?? todayInVietnam(new Date().toISOString()) };
}

/**
 * How PostgreSQL plans the statements of a transaction: normally each anew for its values; `fixed` once for all values,
 * for work that finds its rows by their keys, where planning would cost more than the work.
 */
export type Plans = 'fixed';

const keptPlans = sql`, set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** Opens a transaction for the caller, with the scope that `access` gives him, and does the work in it. */
export function inTransaction<T>(
  db: Database,
  options: {
    caller: Caller;
    access: Access;
    clock: Clock;
    device?: string;
    isolation?: 'repeatable read';
    plans?: Plans | undefined;
  },
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { caller, access, clock } = options;
  const opened = options.isolation ? db.transaction().setIsolationLevel(options.isolation) : db.transaction();
  return opened.execute(async (tx) => {
    noteLife(tx, db);
    await nameCaller(tx, caller, access, options.plans);
    return work({
      tx,
      caller,
      now: clock.now(),
      today: clock.today(),
      device: options.device ?? '',
      enqueue: async (job, payload) => {
        await sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::json)`.execute(tx);
      },
    });
  });
}

/** Tells row-level security who calls, with which permission in hand and where. */
async function nameCaller(
  tx: Transaction<DB>,
  caller: Caller,
  access: Access,
  plans?: Plans | undefined,
): Promise<void> {
  const scope = scopeSetting(scopeFor(caller, access));
  await sql`/* kept, ahead */ select set_config('app.caller', ${caller.id}, true), set_config('app.scope', ${scope}, true),
    set_config('app.access', ${access}, true) ${plans ? keptPlans : sql``}`.execute(tx);
}

/**
 * Does a part of the work in the same transaction with another permission in hand, within the caller's areas for it,
 * and then goes back: for what puts the answers of several permissions together. Who has not the permission sees nothing.
 */
export async function withAccess<T>(
  context: Context,
  access: Access,
  back: Access,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  await nameCaller(context.tx, context.caller, access);
  const done = await work(context);
  await nameCaller(context.tx, context.caller, back);
  return done;
}

/**
 * Goes on in the same transaction as somebody else, who just proved who he is (a password, a one-time link), and
 * then goes back. For the accounts module (a phone's envelopes among it), and for whoever holds a household's printed
 * code (pledges).
 */
export async function actAs<T>(
  context: Context,
  as: Caller,
  back: Access,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  await nameCaller(context.tx, as, 'signedIn');
  const done = await work({ ...context, caller: as });
  await nameCaller(context.tx, context.caller, back);
  return done;
}
