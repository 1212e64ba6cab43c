import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { NewReportedFigure, ReportedFigure } from '../figures.contract.ts';

type Tx = Transaction<DB>;

interface Row {
  id: string;
  areaId: string;
  areaName: string;
  indicator: string;
  value: string;
  denominator: string | null;
  from: string | null;
  to: string | null;
  asOf: string | null;
  source: string;
  note: string;
  enteredAt: Date;
}

const columns = sql`r.id, r.area_id as "areaId", a.full_name as "areaName", r.indicator, r.value, r.denominator,
  r.from_day as "from", r.to_day as "to", r.as_of as "asOf", r.source, r.note, r.entered_at as "enteredAt"`;

/** Reported figures of some areas and indicators, the newest window first; sources that disagree stand side by side. */
export async function listReported(
  tx: Tx,
  which: { areaIds: readonly string[]; indicators: readonly string[] },
): Promise<ReportedFigure[]> {
  const found = await sql<Row>`
    select ${columns} from reported_figure r join area a on a.id = r.area_id
    where r.area_id = any(${which.areaIds}::uuid[]) and r.indicator = any(${which.indicators}::text[])
    order by r.indicator, coalesce(r.to_day, r.as_of) desc, r.source, r.id`.execute(tx);
  return found.rows.map(toReported);
}

/** Reported figures of an area and all that hangs below it today. */
export async function listReportedBelow(
  tx: Tx,
  areaId: string,
  indicator: string | undefined,
): Promise<ReportedFigure[]> {
  const found = await sql<Row>`
    select ${columns} from reported_figure r join area a on a.id = r.area_id
    join area_path_today p on p.area_id = r.area_id and p.ancestor_id = ${areaId}
    where ${indicator ?? null}::text is null or r.indicator = ${indicator ?? null}
    order by a.full_name, r.indicator, coalesce(r.to_day, r.as_of) desc, r.id limit 500`.execute(tx);
  return found.rows.map(toReported);
}

export interface ReportedRow extends NewReportedFigure {
  readonly id: string;
  readonly importId?: string;
}

/** Enters a reported figure; one that is there already (same area, indicator, window and source) stays as it is. */
export async function insertReported(
  tx: Tx,
  authorized: Authorized<'figures.report'>,
  row: ReportedRow,
): Promise<'added' | 'known'> {
  const result = await sql`
    insert into reported_figure (id, province_id, area_id, indicator, value, denominator, from_day, to_day, as_of, source, note, entered_by, import_id)
    select ${row.id}, a.province_id, a.id, ${row.indicator}, ${row.value}, ${row.denominator}, ${row.from}::date, ${row.to}::date,
      ${row.asOf}::date, ${row.source}, ${row.note}, ${authorized.callerId}, ${row.importId ?? null}::uuid
    from area a where a.id = ${row.areaId} on conflict do nothing`.execute(tx);
  return result.numAffectedRows === 1n ? 'added' : 'known';
}

export async function findReported(tx: Tx, id: string): Promise<ReportedFigure | undefined> {
  const found =
    await sql<Row>`select ${columns} from reported_figure r join area a on a.id = r.area_id where r.id = ${id}`.execute(
      tx,
    );
  return found.rows[0] && toReported(found.rows[0]);
}

export async function deleteReported(
  tx: Tx,
  authorized: Authorized<'figures.report'>,
  id: string,
): Promise<void> {
  await sql`delete from reported_figure where id = ${id} and area_id = ${authorized.areaId}`.execute(tx);
}

/** Takes back what an import brought; gives how many. */
export async function deleteReportedOf(
  tx: Tx,
  _authorized: Authorized<'figures.report'>,
  importId: string,
): Promise<number> {
  const result = await sql`delete from reported_figure where import_id = ${importId}`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

function toReported(row: Row): ReportedFigure {
  return {
    ...row,
    value: Number(row.value),
    denominator: row.denominator === null ? null : Number(row.denominator),
    enteredAt: row.enteredAt.toISOString(),
  };
}
