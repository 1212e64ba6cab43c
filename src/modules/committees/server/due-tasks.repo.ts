import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

export interface CommitteeWithDueTasks {
  readonly id: string;
  readonly name: string;
  readonly due: number;
  readonly overdue: number;
}

/** Committees of these very areas, at work today, with open tasks due until a day; what is overdue first. */
export async function findDueTasks(
  tx: Transaction<DB>,
  areaIds: readonly string[],
  days: { today: string; until: string },
): Promise<CommitteeWithDueTasks[]> {
  const found = await sql<CommitteeWithDueTasks>`
    select c.id, c.name, count(*)::int as due, (count(*) filter (where t.due_on < ${days.today}::date))::int as overdue
    from committee c join committee_task t on t.committee_id = c.id and t.done_on is null and t.due_on <= ${days.until}::date
    where c.area_id = any(${[...areaIds]}::uuid[]) and not c.voided
      and (c.ended_on is null or c.ended_on > ${days.today}::date)
    group by c.id, c.name order by 4 desc, 3 desc, c.id limit 5`.execute(tx);
  return found.rows;
}
