import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** The day (in Vietnam) on which the commune police of a place got their first key; nothing where they take no reports. */
export async function findFirstKeyDay(tx: Transaction<DB>, areaId: string): Promise<string | undefined> {
  const found = await sql<{ day: string | null }>`
    select to_char(min(e.made_at at time zone 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD') as day
    from area_path_today p join tip_office o on o.area_id = p.ancestor_id and o.kind = 'commune'
    join tip_office_epoch e on e.office_id = o.id and e.epoch = 1
    where p.area_id = ${areaId}`.execute(tx);
  return found.rows[0]?.day ?? undefined;
}
