import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import { type ActivityRow, activityColumns, activityNames } from './activity-read.repo.ts';
import { type Reach, reachColumns } from './reach.repo.ts';

/** A change of a record: the transaction that made it, and which revision it was. */
export interface ChangePosition {
  readonly xid: string;
  readonly activityId: string;
  readonly revision: number;
}

/** The oldest transaction that may still be under way: all older ones have ended, and what they wrote is seen. */
export async function oldestRunning(tx: Transaction<DB>): Promise<string> {
  const found = await sql<{ xid: string }>`
    /* kept */ select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx);
  return found.rows[0]?.xid ?? '0';
}

/** Changes in the caller's areas by transactions from `from` on, after a position, in a lasting order. */
export async function listChanges(
  tx: Transaction<DB>,
  asked: { from: string; after: ChangePosition | undefined; limit: number },
): Promise<ChangePosition[]> {
  const { from, after, limit } = asked;
  const beyond = after
    ? sql`and (r.changed_xid, r.activity_id, r.revision) > (${after.xid}::xid8, ${after.activityId}::uuid, ${after.revision})`
    : sql``;
  const found = await sql<ChangePosition>`
    /* kept */ select r.changed_xid::text as xid, r.activity_id as "activityId", r.revision from activity_revision r
    where r.area_id in (select area_id from scoped_area) and r.changed_xid >= ${from}::xid8 ${beyond}
    order by r.changed_xid, r.activity_id, r.revision limit ${limit}`.execute(tx);
  return found.rows;
}

/** Records by their ids, as far as the caller sees them. */
export async function findActivities(
  tx: Transaction<DB>,
  ids: readonly string[],
  reach: Reach,
): Promise<ActivityRow[]> {
  const found = await sql<ActivityRow>`
    /* kept */ select ${activityColumns}, ${reachColumns('a.area_id', reach)} from activity a ${activityNames}
    where a.id = any(${[...ids]}::uuid[]) order by a.id`.execute(tx);
  return found.rows;
}

/** The ids of the caller's records since a day, in the order of ids, after one. */
export async function listIdsSince(
  tx: Transaction<DB>,
  asked: { day: string; after: string | undefined; limit: number },
): Promise<string[]> {
  const beyond = asked.after ? sql`and a.id > ${asked.after}::uuid` : sql``;
  const found = await sql<{ id: string }>`
    select a.id from activity a where a.area_id in (select area_id from scoped_area) and a.day >= ${asked.day}::date ${beyond}
    order by a.id limit ${asked.limit}`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** The values that a record had at a revision; and who made the record. Undefined where there is no such revision. */
export async function valuesAt(
  tx: Transaction<DB>,
  id: string,
  revision: number,
): Promise<{ values: ActivityRow['values']; by: string } | undefined> {
  const found = await sql<{ values: ActivityRow['values']; by: string }>`
    select after->'values' as values, by from activity_revision where activity_id = ${id} and revision = ${revision}`.execute(
    tx,
  );
  return found.rows[0];
}
