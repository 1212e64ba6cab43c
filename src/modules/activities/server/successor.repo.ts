import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

export interface Successor {
  readonly areaId: string;
  readonly areaName: string;
}

/** What a closed area went into, as far as it is open on the day; nothing for an area that is open then. */
export async function successorsOn(tx: Transaction<DB>, areaId: string, day: string): Promise<Successor[]> {
  const found = await sql<Successor>`
    with recursive went (area_id) as (
      select ${areaId}::uuid
      union
      select s.successor_id from went w join area here on here.id = w.area_id and here.closed_on <= ${day}::date
        join area_succession s on s.predecessor_id = w.area_id)
    select a.id as "areaId", a.full_name as "areaName" from went w join area a on a.id = w.area_id
    where a.id <> ${areaId} and (a.opened_on is null or a.opened_on <= ${day}::date)
      and (a.closed_on is null or ${day}::date < a.closed_on)
    order by a.full_name`.execute(tx);
  return found.rows;
}
