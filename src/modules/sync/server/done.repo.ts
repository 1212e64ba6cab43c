import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** So long it is remembered that a command was done: longer than an entry may be old. */
const REMEMBERED_DAYS = 430;

/** Remembers that these commands of a phone have been done; again does no harm. */
export async function noteDone(
  tx: Tx,
  phone: { id: string; areaId: string; userId: string },
  commands: readonly string[],
  today: string,
): Promise<void> {
  if (commands.length === 0) return;
  await sql`insert into sync_done (command_id, province_id, area_id, phone_id, user_id, done_on)
    select done.id, coalesce(a.province_id, a.id), a.id, ${phone.id}, ${phone.userId}, ${today}
    from area a, unnest(${[...commands]}::uuid[]) as done (id) where a.id = ${phone.areaId}
    on conflict do nothing`.execute(tx);
}

/** Which of these commands of a phone have been done. */
export async function doneAmong(tx: Tx, phoneId: string, commands: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`select command_id as id from sync_done
    where phone_id = ${phoneId} and command_id = any(${[...commands]}::uuid[])`.execute(tx);
  return new Set(found.rows.map(({ id }) => id));
}

/** Forgets what no envelope can ask for any more. */
export async function forgetDone(tx: Tx, today: string): Promise<void> {
  await sql`delete from sync_done where done_on < ${today}::date - ${REMEMBERED_DAYS}::int`.execute(tx);
}
