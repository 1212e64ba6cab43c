import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** Who reported, as it was sealed for the office that has the report or for one that went into it. */
export async function findReporter(
  tx: Tx,
  tipId: string,
  officeId: string,
): Promise<{ sealed: string; officeId: string; epoch: number } | undefined> {
  const found = await sql<{ sealed: string; officeId: string; epoch: number }>`
    select r.sealed, r.office_id as "officeId", r.epoch from tip_reporter r join tip_work w on w.tip_id = r.tip_id
    where r.tip_id = ${tipId} and r.office_id is distinct from w.offered_to
    order by r.office_id = ${officeId} desc limit 1`.execute(tx);
  return found.rows[0];
}

export interface ReporterRow {
  readonly tipId: string;
  readonly officeId: string;
  readonly epoch: number;
  readonly sealed: string;
}

/** Puts down who reported with the report that the caller takes down. */
export async function addReporter(tx: Tx, _by: Authorized<'tips.intake'>, row: ReporterRow): Promise<void> {
  await sql`insert into tip_reporter (tip_id, office_id, epoch, sealed)
    values (${row.tipId}, ${row.officeId}, ${row.epoch}, ${row.sealed})`.execute(tx);
}

export async function putReporter(tx: Tx, _by: Authorized<'tips.work'>, row: ReporterRow): Promise<void> {
  await sql`insert into tip_reporter (tip_id, office_id, epoch, sealed)
    values (${row.tipId}, ${row.officeId}, ${row.epoch}, ${row.sealed})
    on conflict (tip_id, office_id) do update set epoch = excluded.epoch, sealed = excluded.sealed`.execute(
    tx,
  );
}

export async function removeReporter(tx: Tx, _by: Authorized<'tips.work'>, tipId: string): Promise<void> {
  await sql`delete from tip_reporter where tip_id = ${tipId}`.execute(tx);
}
