import { v7 as uuidv7 } from 'uuid';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { WorkbookRow } from '../../../platform/server/workbook/read.ts';
import { findKnownHashes } from '../../activities/server/import.service.ts';
import type { RawCell } from '../cell-result.rules.ts';
import { isEmptyRow, isTotalRow, recogniseSheet } from '../headers.rules.ts';
import type { ImportRowState } from '../import.contract.ts';
import { isHeaderAgain, type StagedColumn, stagedColumns } from '../sheet-columns.rules.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import type { CheckedRow } from '../staged-row.rules.ts';
import { storeCell } from '../stored-cells.rules.ts';
import type { ImportRecord } from './imports.repo.ts';
import { sheetKinds } from './kinds.service.ts';
import { insertNewPlaces } from './new-places.repo.ts';
import { rowHash } from './row-hash.ts';
import type { RowReader } from './row-readers.service.ts';
import { findCommittedHashes, findMendedHashes, insertRows, type Mend, type StagedRow } from './rows.repo.ts';
import type { NewSheet } from './sheets.repo.ts';
import type { ImportWorld } from './world.service.ts';

type MayImport = Authorized<'imports.use'>;

/** Every sheet of a file with what it was recognised as, from the first rows of each. Hidden ones only where they are known. */
export function recogniseSheets(heads: readonly WorkbookRow[]): NewSheet[] {
  const bySheet = Map.groupBy(heads, (row) => row.sheetIndex);
  return [...bySheet.values()].flatMap((rows): NewSheet[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const found = recogniseSheet(sheetKinds(), first.sheet, rows);
    if (found === undefined && first.hidden) return [];
    return [
      {
        position: first.sheetIndex,
        sheet: first.sheet,
        kind: found?.kind.code ?? null,
        headerRow: found?.headerRow ?? null,
        columns: found ? stagedColumns(found) : [],
        missing: (found?.missing ?? []).map((column) => column.headers[0] ?? column.field),
      },
    ];
  });
}

/** A sheet that is being read. */
export interface SheetBeingRead {
  readonly position: number;
  readonly kind: string;
  readonly headerRow: number;
  readonly columns: readonly StagedColumn[];
  readonly read: RowReader;
}

/** A row of a sheet as it is staged; undefined for what is no entry (above the header, empty, a sum). */
export function stageRow(sheet: SheetBeingRead, row: WorkbookRow): StagedRow | undefined {
  if (row.row <= sheet.headerRow || isEmptyRow(row.cells) || isTotalRow(row.cells)) return undefined;
  if (isHeaderAgain(sheet.columns, row.cells)) return undefined;
  const byColumn = new Map<number, RawCell>(row.cells.map((cell) => [cell.column, cell]));
  const cells = sheet.columns.map((column) => byColumn.get(column.column));
  const hash = rowHash(sheet.kind, sheet.columns, cells);
  const checked = sheet.read(cells, row.row, hash);
  return {
    position: sheet.position,
    row: row.row,
    // What must never be kept is not kept in between either.
    found: cells.map((cell, at) => (sheet.columns[at]?.refused ? null : storeCell(cell))),
    mend: {},
    source_hash: hash,
    record_id: uuidv7(),
    mended_hash: null,
    known: false,
    ...checkedColumns(checked, { mend: {}, known: false, duplicate: false }),
  };
}

/** What stands beside the cells of a row: what a person said, and whether it is a row of a book that was there before. */
export interface RowStanding {
  readonly mend: Mend;
  readonly known: boolean;
  readonly duplicate: boolean;
  /** Taken in before, as the person mended it here. */
  readonly mendedKnown?: boolean;
}

/** The columns of a staged row that its check decides. */
export function checkedColumns(
  checked: CheckedRow,
  row: RowStanding,
): Pick<StagedRow, 'state' | 'values' | 'notes' | 'area_id' | 'organization_id' | 'day' | 'problems'> {
  return {
    state: stateOf(checked, row),
    values: checked.values ?? null,
    notes: checked.notes,
    area_id: checked.areaId,
    organization_id: checked.organizationId,
    day: checked.day,
    problems: checked.issues,
  };
}

/** A row that a person changed is no longer equal to another one. */
function stateOf(checked: CheckedRow, row: RowStanding): ImportRowState {
  const { take = false, leave = false } = row.mend;
  if (leave) return 'left';
  const isOwn = take || isMended(row.mend);
  if (row.duplicate && !isOwn) return 'duplicate';
  if (!take && (isMended(row.mend) ? row.mendedKnown === true : row.known)) return 'known';
  return checked.issues.length > 0 ? 'problem' : 'accepted';
}

/** Whether a person changed some cell of the row. */
export function isMended(mend: Mend): boolean {
  return Object.keys(mend.cells ?? {}).length > 0;
}

/** Stages a batch of one sheet, rows that an earlier import brought marked as known, with the places that they name. */
export async function stageBatch(
  context: Context,
  authorized: MayImport,
  record: ImportRecord,
  kind: string,
  world: ImportWorld,
  rows: readonly StagedRow[],
): Promise<void> {
  await insertNewPlaces(context.tx, authorized, record, world.takeFresh());
  const known = await knownHashes(
    context,
    authorized,
    record,
    kind,
    rows.map((row) => row.source_hash),
  );
  await insertRows(
    context.tx,
    authorized,
    record,
    rows.map((row) => (known.has(row.source_hash) ? { ...row, known: true, state: 'known' as const } : row)),
  );
}

/** Which rows are taken in already, by their hashes. */
export async function knownHashes(
  context: Context,
  authorized: MayImport,
  record: ImportRecord,
  kind: string,
  hashes: readonly string[],
): Promise<{ has(hash: string): boolean }> {
  if (kind === HAMLETS || kind === REPORTED) return findCommittedHashes(context.tx, record, hashes);
  const records = await findKnownHashes(context, authorized.areaId, hashes);
  const mended = await findMendedHashes(context.tx, record, hashes);
  return { has: (hash) => records.has(hash) || mended.has(hash) };
}
