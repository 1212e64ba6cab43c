import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { EntryValues } from '../../activities/field.contract.ts';
import type { ImportRowState } from '../import.contract.ts';
import type { RowIssue } from '../staged-row.rules.ts';
import type { StoredCell } from '../stored-cells.rules.ts';
import type { ImportRecord } from './imports.repo.ts';

type Tx = Transaction<DB>;
type MayImport = Authorized<'imports.use'>;
type Owner = Pick<ImportRecord, 'id' | 'province_id'>;

/** What a person said about a row: new texts by header, take it all the same, leave it out. */
export interface Mend {
  cells?: Record<string, string>;
  take?: boolean;
  leave?: boolean;
}

export interface RowRecord {
  position: number;
  row: number;
  state: ImportRowState;
  found: StoredCell[];
  mend: Mend;
  values: EntryValues | null;
  notes: Record<string, string>;
  area_id: string | null;
  organization_id: string | null;
  day: string | null;
  problems: RowIssue[];
  duplicate_of: number | null;
  known: boolean;
  source_hash: string;
  mended_hash: string | null;
  record_id: string;
}

/** A row as it is staged; what a check of it changes. */
export type StagedRow = Omit<RowRecord, 'duplicate_of'>;

const columns = sql`r.position, r.row, r.state, r.found, r.mend, r.values, r.notes, r.area_id, r.organization_id, r.day,
  r.problems, r.duplicate_of, r.known, r.source_hash, r.mended_hash, r.record_id`;

/** A batch as rows of a statement; one parameter, so that large batches cost little. */
function given(rows: readonly StagedRow[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as g(position smallint, row integer, state text,
    found jsonb, mend jsonb, values jsonb, notes jsonb, area_id uuid, organization_id uuid, day date, problems jsonb,
    known boolean, source_hash text, mended_hash text, record_id uuid)`;
}

/** Stages a batch of rows. */
export async function insertRows(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  rows: readonly StagedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into import_row (province_id, import_id, position, row, state, found, mend, values, notes, area_id,
      organization_id, day, problems, known, source_hash, record_id)
    select ${owner.province_id}::uuid, ${owner.id}::uuid, g.position, g.row, g.state, g.found, g.mend, g.values, g.notes,
      g.area_id, g.organization_id, g.day, g.problems, g.known, g.source_hash, g.record_id
    from ${given(rows)}`.execute(tx);
}

/** Writes what a new check of staged rows came to. */
export async function updateRows(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  rows: readonly StagedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update import_row r set state = g.state, mend = g.mend, values = g.values, notes = g.notes,
      area_id = g.area_id, organization_id = g.organization_id, day = g.day, problems = g.problems, known = g.known,
      mended_hash = g.mended_hash
    from ${given(rows)}
    where r.province_id = ${owner.province_id} and r.import_id = ${owner.id} and r.position = g.position
      and r.row = g.row`.execute(tx);
}

/** Marks rows that are equal in every cell to an earlier one of the same sheet. */
export async function markDuplicates(tx: Tx, _authorized: MayImport, owner: Owner): Promise<void> {
  await sql`
    with numbered as (
      select position, row, first_value(row) over same as first_row
      from import_row where province_id = ${owner.province_id} and import_id = ${owner.id}
      window same as (partition by position, source_hash order by row))
    update import_row r set state = 'duplicate', duplicate_of = n.first_row
    from numbered n
    where r.province_id = ${owner.province_id} and r.import_id = ${owner.id} and r.position = n.position
      and r.row = n.row and n.row > n.first_row`.execute(tx);
}

/** Rows of one import: by sheet and state, after a position, in the order of the file. */
export async function findRows(
  tx: Tx,
  owner: Owner,
  which: {
    position?: number | undefined;
    states?: readonly ImportRowState[] | undefined;
    /** Only rows with a problem of this code. */
    problem?: string | undefined;
    after?: { position: number; row: number } | undefined;
    limit: number;
  },
): Promise<RowRecord[]> {
  const all: RawBuilder<unknown>[] = [
    sql`r.province_id = ${owner.province_id} and r.import_id = ${owner.id}`,
  ];
  if (which.position !== undefined) all.push(sql`r.position = ${which.position}`);
  if (which.states !== undefined) all.push(sql`r.state = any(${[...which.states]}::text[])`);
  if (which.problem !== undefined)
    all.push(sql`r.problems @> ${JSON.stringify([{ code: which.problem }])}::jsonb`);
  if (which.after !== undefined)
    all.push(sql`(r.position, r.row) > (${which.after.position}::smallint, ${which.after.row}::int)`);
  const found = await sql<RowRecord>`select ${columns} from import_row r where ${sql.join(all, sql` and `)}
    order by r.position, r.row limit ${which.limit}`.execute(tx);
  return found.rows;
}

/** Rows by their places in the file. */
export async function findRowsAt(
  tx: Tx,
  owner: Owner,
  places: readonly { position: number; row: number }[],
): Promise<RowRecord[]> {
  if (places.length === 0) return [];
  const found = await sql<RowRecord>`select ${columns} from import_row r
    join unnest(${places.map((place) => place.position)}::smallint[], ${places.map((place) => place.row)}::int[])
      as w(position, row) on w.position = r.position and w.row = r.row
    where r.province_id = ${owner.province_id} and r.import_id = ${owner.id} order by r.position, r.row`.execute(
    tx,
  );
  return found.rows;
}

/** Where rows came from that became these records: for those who have to be told. */
export async function findRowsOfRecords(
  tx: Tx,
  owner: Owner,
  recordIds: readonly string[],
): Promise<{ sheet: string; row: number; record_id: string }[]> {
  const found = await sql<{ sheet: string; row: number; record_id: string }>`
    select s.sheet, r.row, r.record_id from import_row r
    join import_sheet s on s.province_id = r.province_id and s.import_id = r.import_id and s.position = r.position
    where r.province_id = ${owner.province_id} and r.import_id = ${owner.id}
      and r.record_id = any(${[...recordIds]}::uuid[]) order by r.position, r.row`.execute(tx);
  return found.rows;
}

/** Marks rows as records already, found out at the moment of the commit. */
export async function markKnown(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  position: number,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update import_row set state = 'known', known = true
    where province_id = ${owner.province_id} and import_id = ${owner.id} and position = ${position}
      and row = any(${[...rows]}::int[])`.execute(tx);
}

/** The latest day of the records that a file brings. */
export async function findLatestDay(
  tx: Tx,
  owner: Owner,
  positions: readonly number[],
): Promise<string | null> {
  const found = await sql<{ day: string | null }>`
    select max(day) as day from import_row
    where province_id = ${owner.province_id} and import_id = ${owner.id} and position = any(${[...positions]}::smallint[])
      and state in ('accepted', 'duplicate', 'known')`.execute(tx);
  return found.rows[0]?.day ?? null;
}

/** Which of these rows an earlier import into the same area has taken in: for rows that do not become activities. */
export async function findCommittedHashes(
  tx: Tx,
  owner: Owner & Pick<ImportRecord, 'area_id'>,
  hashes: readonly string[],
): Promise<Set<string>> {
  const found = await sql<{ source_hash: string }>`
    select distinct r.source_hash from import i
    join import_sheet s on s.province_id = i.province_id and s.import_id = i.id and s.committed_at is not null
      and s.kind in ('hamlets', 'reportedFigures')
    join import_row r on r.province_id = s.province_id and r.import_id = s.import_id and r.position = s.position
    where i.province_id = ${owner.province_id} and i.area_id = ${owner.area_id} and i.state in ('committing', 'committed')
      and i.id <> ${owner.id} and r.state = 'accepted' and r.source_hash = any(${[...hashes]}::text[])`.execute(
    tx,
  );
  return new Set(found.rows.map((row) => row.source_hash));
}

/** What was counted in an area before a row of the list of hamlets replaced it. */
export interface BeforeCount {
  readonly areaId: string;
  readonly asOf: string;
  readonly before: unknown;
}

/** Keeps with a row what it replaces; a repeated commit must not replace that by the row itself. */
export async function keepBefore(
  tx: Tx,
  _authorized: MayImport,
  owner: Owner,
  at: { position: number; row: number },
  kept: BeforeCount,
): Promise<void> {
  await sql`update import_row set replaced = ${JSON.stringify(kept)}::jsonb
    where province_id = ${owner.province_id} and import_id = ${owner.id} and position = ${at.position}
      and row = ${at.row}`.execute(tx);
}

/** What committed rows of the list of hamlets replaced. */
export async function findReplaced(tx: Tx, owner: Owner): Promise<BeforeCount[]> {
  const found = await sql<{ replaced: BeforeCount }>`
    select replaced from import_row where province_id = ${owner.province_id} and import_id = ${owner.id}
      and replaced is not null order by position, row`.execute(tx);
  return found.rows.map((row) => row.replaced);
}

export async function forgetReplaced(tx: Tx, _authorized: MayImport, owner: Owner): Promise<void> {
  await sql`update import_row set replaced = null
    where province_id = ${owner.province_id} and import_id = ${owner.id} and replaced is not null`.execute(
    tx,
  );
}

/** Which of these rows were taken in as a person mended them, by an import into the same area. */
export async function findMendedHashes(
  tx: Tx,
  owner: Owner & Pick<ImportRecord, 'area_id'>,
  hashes: readonly string[],
): Promise<Set<string>> {
  const found = await sql<{ mended_hash: string }>`
    select r.mended_hash from import_row r join import i on i.province_id = r.province_id and i.id = r.import_id
    where r.mended_hash = any(${[...hashes]}::text[]) and r.state = 'accepted' and i.area_id = ${owner.area_id}
      and i.state in ('committing', 'committed') and i.id <> ${owner.id}`.execute(tx);
  return new Set(found.rows.map((row) => row.mended_hash));
}
