import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';
import { deviceLifetime } from '../accounts.rules.ts';
import { forgetAfter } from '../attempts.rules.ts';

/** Removes what has run out: challenges, failures, sessions and links that ended a month ago, devices not seen for long. */
export async function tidyAccounts(context: Context): Promise<void> {
  const { tx } = context;
  await sql`delete from sign_in_challenge where expires_at < now()`.execute(tx);
  await sql`delete from sign_in_attempt where last_at < now() - make_interval(secs => ${forgetAfter})`.execute(
    tx,
  );
  await sql`delete from user_session where coalesce(ended_at, expires_at) < now() - interval '30 days'`.execute(
    tx,
  );
  await sql`delete from one_time_link where coalesce(used_at, expires_at) < now() - interval '30 days'`.execute(
    tx,
  );
  await sql`delete from known_device where last_used_at < now() - make_interval(secs => ${deviceLifetime})`.execute(
    tx,
  );
}
