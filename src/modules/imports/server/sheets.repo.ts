import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { StagedColumn } from '../sheet-columns.rules.ts';
import type { ImportRecord, SheetTotals } from './imports.repo.ts';

type Tx = Transaction<DB>;
type MayImport = Authorized<'imports.use'>;
type Owner = Pick<ImportRecord, 'id' | 'province_id'>;

export interface SheetRecord extends SheetTotals {
  position: number;
  sheet: string;
  kind: string | null;
  header_row: number | null;
  columns: StagedColumn[];
  missing: string[];
  committed_at: Date | null;
}

export interface NewSheet {
  readonly position: number;
  readonly sheet: string;
  readonly kind: string | null;
  readonly headerRow: number | null;
  readonly columns: readonly StagedColumn[];
  readonly missing: readonly string[];
}

/** The sheets of an import in the order of the file. */
export async function findSheets(tx: Tx, importId: string): Promise<SheetRecord[]> {
  const found = await sql<SheetRecord>`
    select position, sheet, kind, header_row, columns, missing, data_rows, accepted, problem_rows, duplicates,
      already_known, left_out, committed_at
    from import_sheet where import_id = ${importId} order by position`.execute(tx);
  return found.rows;
}

/** Throws away what an earlier run staged and notes the sheets anew. */
export async function startStaging(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  sheets: readonly NewSheet[],
): Promise<void> {
  await sql`delete from import_row where province_id = ${owner.province_id} and import_id = ${owner.id}`.execute(
    tx,
  );
  await sql`delete from import_place where province_id = ${owner.province_id} and import_id = ${owner.id}`.execute(
    tx,
  );
  await sql`delete from import_sheet where province_id = ${owner.province_id} and import_id = ${owner.id}`.execute(
    tx,
  );
  for (const sheet of sheets) {
    await sql`insert into import_sheet (province_id, import_id, position, sheet, kind, header_row, columns, missing)
      values (${owner.province_id}, ${owner.id}, ${sheet.position}, ${sheet.sheet}, ${sheet.kind}, ${sheet.headerRow},
        ${JSON.stringify(sheet.columns)}, ${JSON.stringify(sheet.missing)})`.execute(tx);
  }
}

/** Counts the rows of every sheet by their states. */
export async function countSheets(tx: Tx, owner: Owner): Promise<void> {
  await sql`
    update import_sheet s set data_rows = c.data_rows, accepted = c.accepted, problem_rows = c.problem_rows,
      duplicates = c.duplicates, already_known = c.already_known, left_out = c.left_out
    from (
      select s.position, count(r.row) as data_rows,
        count(*) filter (where r.state = 'accepted') as accepted,
        count(*) filter (where r.state = 'problem') as problem_rows,
        count(*) filter (where r.state = 'duplicate') as duplicates,
        count(*) filter (where r.state = 'known') as already_known,
        count(*) filter (where r.state = 'left') as left_out
      from import_sheet s
      left join import_row r on r.province_id = s.province_id and r.import_id = s.import_id and r.position = s.position
      where s.province_id = ${owner.province_id} and s.import_id = ${owner.id} group by s.position) c
    where s.province_id = ${owner.province_id} and s.import_id = ${owner.id} and s.position = c.position`.execute(
    tx,
  );
}

/** Holds a sheet for its commit; gives whether it is still to be done. Two runs come one after the other. */
export async function holdSheet(tx: Tx, owner: Owner, position: number): Promise<boolean> {
  const found = await sql<{ done: boolean }>`
    select committed_at is not null as done from import_sheet
    where province_id = ${owner.province_id} and import_id = ${owner.id} and position = ${position} for update`.execute(
    tx,
  );
  return found.rows[0]?.done === false;
}

/** Marks a sheet as committed (or, when the import is taken back, as not committed). */
export async function markCommitted(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  position: number,
): Promise<void> {
  await sql`update import_sheet set committed_at = now()
    where province_id = ${owner.province_id} and import_id = ${owner.id} and position = ${position}`.execute(
    tx,
  );
}

export async function unmarkCommitted(tx: Tx, _authorized: MayImport, owner: Owner): Promise<void> {
  await sql`update import_sheet set committed_at = null
    where province_id = ${owner.province_id} and import_id = ${owner.id}`.execute(tx);
}

/** Commits into one area come one after the other, so that two imports of the same rows can't both take them. */
export async function queueForArea(tx: Tx, areaId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import into ${areaId}`}, 0))`.execute(tx);
}
