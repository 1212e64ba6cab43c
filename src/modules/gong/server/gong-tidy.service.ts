import { sql } from 'kysely';
import type { Context } from '../../../platform/server/context.ts';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { gongLimits } from './gong-reference.service.ts';

/** As long as a message's words stay. */
const KEPT_DAYS = 62;
const HOUR = 3_600_000;

/**
 * Removes who was reached by an alarm, which phones were called and where it was in words, 62 days after it ended (or
 * faded, or was written down only). The alarm itself and its figures stay as they are.
 */
export async function tidyGong({ tx, now }: Context): Promise<void> {
  const until = new Date(now.getTime() - KEPT_DAYS * 24 * HOUR);
  const faded = gongLimits().runningHours;
  // Held, so that an answer that arrives meanwhile finds the traces gone or is removed with them.
  const found = await sql<{ id: string }>`
    select id from gong_alarm where traces_removed_at is null and received_at < ${until}
      and coalesce(ended_at, received_at + make_interval(hours => ${faded})) < ${until}
    order by id for update`.execute(tx);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await sql`delete from gong_answer where alarm_id = any (${ids}::uuid[])`.execute(tx);
  await sql`delete from gong_push where alarm_id = any (${ids}::uuid[])`.execute(tx);
  await sql`update gong_alarm set place = '', traces_removed_at = ${now} where id = any (${ids}::uuid[])`.execute(
    tx,
  );
}

/** Does it once an hour while the server runs. */
export function gongTidyTimer(context: JobContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = context.transact(tidyGong).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'removing who was reached by old alarms failed; next try in an hour',
      );
    });
  }, HOUR);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
