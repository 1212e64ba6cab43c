import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface SuspensionRow {
  id: string;
  user_id: string;
  area_id: string;
  reason: string;
  suspended_by: string;
  suspended_at: Date;
  lifted_at: Date | null;
}

/** The caller's own, which he sees wherever it was given. */
export async function findOwnSuspension(tx: Tx, userId: string): Promise<{ reason: string } | undefined> {
  const found = await sql<{ reason: string }>`
    select reason from gong_suspension where user_id = ${userId} and lifted_at is null`.execute(tx);
  return found.rows[0];
}

export async function findSuspension(tx: Tx, id: string): Promise<SuspensionRow | undefined> {
  const found = await sql<SuspensionRow>`
    select id, user_id, area_id, reason, suspended_by, suspended_at, lifted_at from gong_suspension
    where id = ${id}`.execute(tx);
  return found.rows[0];
}

export interface SounderRow {
  user_id: string;
  area_id: string;
  alarms: number;
  drills: number;
  false_alarms: number;
  mistakes: number;
}

/** Who sounded within the caller's areas since then, who misled most often first; `area_id` is where he did so last. */
export async function listSounderRows(tx: Tx, since: Date): Promise<SounderRow[]> {
  const found = await sql<SounderRow>`
    select sounded_by as user_id, (array_agg(area_id order by received_at desc))[1] as area_id,
      (count(*) filter (where held is null and not is_drill))::int as alarms,
      (count(*) filter (where held is null and is_drill))::int as drills,
      (count(*) filter (where ended_why = 'falseAlarm'))::int as false_alarms,
      (count(*) filter (where ended_why = 'mistake'))::int as mistakes
    from gong_alarm where received_at > ${since}
    group by sounded_by order by 5 desc, 6 desc, 3 desc, 1 limit 200`.execute(tx);
  return found.rows;
}

export async function listRunningSuspensions(tx: Tx): Promise<SuspensionRow[]> {
  const found = await sql<SuspensionRow>`
    select id, user_id, area_id, reason, suspended_by, suspended_at, lifted_at from gong_suspension
    where lifted_at is null order by suspended_at desc limit 500`.execute(tx);
  return found.rows;
}

export async function insertSuspension(
  tx: Tx,
  given: { id: string; areaId: string; userId: string; reason: string; by: string; at: Date },
): Promise<boolean> {
  const done = await sql`
    insert into gong_suspension (id, province_id, area_id, user_id, reason, suspended_by, suspended_at)
    select ${given.id}, coalesce(a.province_id, a.id), a.id, ${given.userId}, ${given.reason}, ${given.by}, ${given.at}
    from area a where a.id = ${given.areaId} on conflict do nothing`.execute(tx);
  return (done.numAffectedRows ?? 0n) > 0n;
}

export async function liftSuspension(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await sql`update gong_suspension set lifted_by = ${by}, lifted_at = ${at} where id = ${id} and lifted_at is null`.execute(
    tx,
  );
}
