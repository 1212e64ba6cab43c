import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type {
  Import,
  ImportPlace,
  ImportRow,
  ImportRowState,
  ImportSheet,
  ImportSummary,
} from '../import.contract.ts';
import type { StagedColumn } from '../sheet-columns.rules.ts';
import { textOfStored } from '../stored-cells.rules.ts';
import { findImport, type ImportRecord, type SheetTotals, searchImports } from './imports.repo.ts';
import { kindName } from './kinds.service.ts';
import { findNewPlaces, type NewPlaceRecord } from './new-places.repo.ts';
import { findRows, type RowRecord } from './rows.repo.ts';
import { findSheets, type SheetRecord } from './sheets.repo.ts';

/** The import within the caller's areas, or Problem `notFound`. */
export async function getImportRecord(
  context: Context,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ImportRecord> {
  const record = await findImport(context.tx, id, lock);
  if (!record) throw new Problem('notFound');
  return record;
}

/** Everything about one import but its rows. */
export async function showImport(context: Context, id: string): Promise<Import> {
  const record = await getImportRecord(context, id);
  const sheets = await findSheets(context.tx, id);
  const places = await findNewPlaces(context.tx, record);
  const shown = (kind: 'hamlet' | 'organization'): ImportPlace[] =>
    places
      .filter(
        (place) => place.kind === kind && (place.needed || place.made_at !== null) && place.used_id === null,
      )
      .map(placeOf);
  const totals = totalsOf(sheets);
  return {
    ...summaryOf({ ...record, ...totals }),
    progress: record.progress,
    failure: record.failure,
    profileDay: record.profile_day,
    profileDayGiven: record.profile_day_given,
    sheets: sheets.map(sheetOf),
    hamletsToAdd: shown('hamlet'),
    organizationsToAdd: shown('organization'),
    can: {
      mend: record.state === 'checked',
      commit: record.state === 'checked' && totals.accepted > 0,
      undo: record.state === 'committed',
      remove: isRemovable(record.state),
    },
  };
}

/** An import that brought nothing, or whose records are gone again, may be thrown away. */
export function isRemovable(state: ImportRecord['state']): boolean {
  return ['uploaded', 'checking', 'checked', 'failed', 'undone'].includes(state);
}

function totalsOf(sheets: readonly SheetTotals[]): SheetTotals {
  const sum = (key: keyof SheetTotals): number => sheets.reduce((total, sheet) => total + sheet[key], 0);
  return {
    data_rows: sum('data_rows'),
    accepted: sum('accepted'),
    problem_rows: sum('problem_rows'),
    duplicates: sum('duplicates'),
    already_known: sum('already_known'),
    left_out: sum('left_out'),
  };
}

function summaryOf(record: ImportRecord & SheetTotals): ImportSummary {
  return {
    id: record.id,
    areaId: record.area_id,
    areaName: record.area_name,
    fileName: record.file_name,
    fileSize: record.file_size,
    state: record.state,
    dataRows: record.data_rows,
    accepted: record.accepted,
    problemRows: record.problem_rows,
    duplicates: record.duplicates,
    alreadyKnown: record.already_known,
    leftOut: record.left_out,
    createdBy: record.created_by,
    createdByName: record.created_by_name ?? '',
    createdAt: record.created_at.toISOString(),
    committedAt: record.committed_at?.toISOString() ?? null,
    undoneAt: record.undone_at?.toISOString() ?? null,
  };
}

function sheetOf(sheet: SheetRecord): ImportSheet {
  return {
    position: sheet.position,
    sheet: sheet.sheet,
    kind: sheet.kind,
    kindName: sheet.kind === null ? null : kindName(sheet.kind),
    headerRow: sheet.header_row,
    columns: sheet.columns.map(({ header, field, refused }) => ({
      header,
      field,
      ...(refused ? { refused } : {}),
    })),
    missing: sheet.missing,
    dataRows: sheet.data_rows,
    accepted: sheet.accepted,
    problemRows: sheet.problem_rows,
    duplicates: sheet.duplicates,
    alreadyKnown: sheet.already_known,
    leftOut: sheet.left_out,
    committed: sheet.committed_at !== null,
  };
}

function placeOf(place: NewPlaceRecord): ImportPlace {
  return {
    id: place.id,
    kind: place.kind,
    organizationKind: place.organization_kind,
    name: place.name,
    origin: place.origin,
    made: place.made_at !== null,
  };
}

/** A page of imports within the caller's areas, newest first. */
export async function listImportPage(
  context: Context,
  which: { areaId: string | undefined; cursor: string | undefined; limit: number },
): Promise<{ items: ImportSummary[]; next: string | null }> {
  const found = await searchImports(context.tx, {
    areaId: which.areaId,
    after: which.cursor,
    limit: which.limit + 1,
  });
  const items = found.slice(0, which.limit).map(summaryOf);
  return { items, next: found.length > which.limit ? (items.at(-1)?.id ?? null) : null };
}

/** A page of the rows of an import, in the order of the file. */
export async function listRowPage(
  context: Context,
  record: ImportRecord,
  which: {
    position: number | undefined;
    state: ImportRowState | undefined;
    cursor: string | undefined;
    limit: number;
  },
): Promise<{ items: ImportRow[]; next: string | null }> {
  const found = await findRows(context.tx, record, {
    position: which.position,
    states: which.state === undefined ? undefined : [which.state],
    after: readCursor(which.cursor),
    limit: which.limit + 1,
  });
  const page = found.slice(0, which.limit);
  const last = found.length > which.limit ? page.at(-1) : undefined;
  return { items: await showRows(context, record, page), next: last ? `${last.position}.${last.row}` : null };
}

function readCursor(text: string | undefined): { position: number; row: number } | undefined {
  const match = /^(\d{1,5})\.(\d{1,9})$/u.exec(text ?? '');
  return match ? { position: Number(match[1]), row: Number(match[2]) } : undefined;
}

/** Rows as people see them. */
export async function showRows(
  context: Context,
  record: ImportRecord,
  rows: readonly RowRecord[],
): Promise<ImportRow[]> {
  const sheets = new Map((await findSheets(context.tx, record.id)).map((sheet) => [sheet.position, sheet]));
  const isCommitted = record.state === 'committed';
  return rows.map((row) => {
    const sheet = sheets.get(row.position);
    return {
      position: row.position,
      sheet: sheet?.sheet ?? '',
      row: row.row,
      state: row.state,
      cells: cellTexts(sheet?.columns ?? [], row),
      mended: Object.keys(row.mend.cells ?? {}),
      problems: row.state === 'problem' ? row.problems : [],
      duplicateOf: row.duplicate_of,
      taken: row.mend.take === true,
      recordId: isCommitted && row.state === 'accepted' && sheet?.kind !== 'hamlets' ? row.record_id : null,
    };
  });
}

/** Every cell by its header, as typed or as a person mended it; empty ones left out. */
export function cellTexts(
  columns: readonly StagedColumn[],
  row: Pick<RowRecord, 'found' | 'mend'>,
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [at, { header }] of columns.entries()) {
    const text = row.mend.cells?.[header] ?? textOfStored(row.found[at]);
    if (text !== '') texts[header] = text;
  }
  return texts;
}
