import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** So far back lies the day of an entry that is looked for: phones are without a network for a month. */
const LOOKED_DAYS = 62;

/** The ids of records that came in since a moment from these people on these devices, the latest first. */
export async function listIdsMadeBy(
  tx: Transaction<DB>,
  asked: {
    sources: readonly { userId: string; device: string }[];
    since: Date;
    today: string;
  },
): Promise<string[]> {
  const { sources, since, today } = asked;
  const found = await sql<{ id: string }>`
    select a.id from activity a join activity_revision r on r.activity_id = a.id and r.revision = 1
    where a.area_id in (select area_id from scoped_area) and a.day >= ${today}::date - ${LOOKED_DAYS}::int
      and a.created_at >= ${since} and (r.by, r.device) in (
        select * from unnest(${sources.map((one) => one.userId)}::text[], ${sources.map((one) => one.device)}::text[]))
    order by a.created_at desc, a.id limit 2000`.execute(tx);
  return found.rows.map((row) => row.id);
}
