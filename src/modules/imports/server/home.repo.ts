import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** The nearest area above one, itself included, that exists on a day. */
export async function findOpenHome(tx: Transaction<DB>, areaId: string, day: string): Promise<string> {
  const found = await sql<{ id: string }>`
    select a.id from area_path_today p join area a on a.id = p.ancestor_id
    where p.area_id = ${areaId} and (a.closed_on is null or a.closed_on > ${day}::date) order by p.depth limit 1`.execute(
    tx,
  );
  return found.rows[0]?.id ?? areaId;
}
