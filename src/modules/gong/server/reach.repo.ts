import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface ReachRow {
  people: number;
  phones: number;
  pushPhones: number;
}

/** Who is called in these hamlets, and with what; as far as the caller sees phones. */
export async function countReach(tx: Tx, hamletIds: readonly string[]): Promise<ReachRow> {
  const found = await sql<ReachRow>`
    with called as (select user_id from gong_listeners(${hamletIds}::uuid[])),
    bound as (
      select p.id, s.phone_id is not null as push from called join field_phone p on p.user_id = called.user_id
      left join push_subscription s on s.phone_id = p.id
      where p.wiped_at is null and p.wipe_ordered_at is null)
    select (select count(*) from called)::int as people, (select count(*) from bound)::int as phones,
      (select count(*) from bound where push)::int as "pushPhones"`.execute(tx);
  return found.rows[0] ?? { people: 0, phones: 0, pushPhones: 0 };
}

export async function countPushed(tx: Tx, alarmId: string): Promise<number> {
  const found = await sql<{ pushed: number }>`
    select count(*)::int as pushed from gong_push where alarm_id = ${alarmId} and what = 'sounded' and outcome = 'sent'`.execute(
    tx,
  );
  return found.rows[0]?.pushed ?? 0;
}
