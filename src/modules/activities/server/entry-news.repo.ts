import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { EntryNews } from '../entry-news.contract.ts';
import type { EntryValues } from '../field.contract.ts';
import type { ChangePosition } from './changes.repo.ts';

export interface EntryNewsRow {
  readonly activityId: string;
  readonly revision: number;
  readonly form: string;
  readonly day: string;
  readonly action: EntryNews['what'];
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly before: EntryValues | null;
  readonly after: EntryValues | null;
}

/** Those of these revisions in which others changed, returned, voided or gave back records that somebody made. */
export async function findNewsOf(
  tx: Transaction<DB>,
  author: string,
  changes: readonly ChangePosition[],
): Promise<EntryNewsRow[]> {
  const found = await sql<EntryNewsRow>`
    select r.activity_id as "activityId", r.revision, a.form, a.day, r.action, r.at, r.by, r.reason,
      p.after->'values' as before, r.after->'values' as after
    from unnest(${changes.map((one) => one.activityId)}::uuid[], ${changes.map((one) => one.revision)}::int[]) as c(id, revision)
    join activity_revision r on r.activity_id = c.id and r.revision = c.revision
    join activity a on a.id = c.id
    left join activity_revision p on p.activity_id = c.id and p.revision = c.revision - 1
    where a.created_by = ${author} and r.by <> ${author} and r.action in ('edit', 'return', 'void', 'restore', 'undo')
    order by r.at, r.activity_id, r.revision`.execute(tx);
  return found.rows;
}
