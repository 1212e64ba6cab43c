import { foldText, normaliseLine } from '../../platform/text.ts';

/** A kind of sheet that can be taken in, described by data. */
export interface SheetKind {
  readonly code: string;
  /** Names such a sheet usually has; they only decide where headers do not. */
  readonly sheetNames: readonly string[];
  readonly columns: readonly SheetColumn[];
}

export interface SheetColumn {
  readonly field: string;
  /** Headers by which the column is known; the first is the one to be shown. */
  readonly headers: readonly string[];
  readonly required: boolean;
}

/** A row as the readers of workbooks give it; the cells only need their place and text here. */
export interface HeaderRow {
  /** 1-based. */
  readonly row: number;
  readonly cells: readonly { readonly column: number; readonly text: string }[];
}

export interface FoundColumn {
  /** 1-based. */
  column: number;
  /** As it stands in the sheet, on one line. */
  header: string;
}

export interface RecognisedSheet<Kind extends SheetKind = SheetKind> {
  kind: Kind;
  headerRow: number;
  columns: (FoundColumn & { field: string })[];
  /** Columns that the kind does not know: kept as notes. */
  unknown: FoundColumn[];
  /** Required columns that the sheet does not have. */
  missing: SheetColumn[];
}

/** The header stands in row 4 of the books, but agencies add and remove lines above it. */
export const HEADER_ROWS = 20;
/** Share of headers in common below which a sheet is not taken for a kind. */
const ENOUGH_IN_COMMON = 0.4;
/** What the right name adds: less than one column of a sheet of ten, so that it only breaks ties. */
const NAME_WEIGHT = 0.09;

/** Key by which two writings of a header are the same: letter case, composition, spaces, a final `:` or `(*)` ignored. */
export function headerKey(text: string): string {
  return foldText(text)
    .replace(/\s+/gu, '')
    .replace(/(\(\*\)|[:*])+$/u, '');
}

/**
 * The kind of a sheet and its header row, from its first rows (rows after row 20 are not looked at). Columns may stand
 * in any order; where a header comes twice the first column counts and the second is unknown. Gives undefined where
 * no row has at least two known headers and enough in common with a kind.
 */
export function recogniseSheet<Kind extends SheetKind>(
  kinds: readonly Kind[],
  sheetName: string,
  rows: readonly HeaderRow[],
): RecognisedSheet<Kind> | undefined {
  let best: { score: number; sheet: RecognisedSheet<Kind> } | undefined;
  for (const row of rows) {
    if (row.row > HEADER_ROWS) continue;
    for (const kind of kinds) {
      const sheet = matchHeaders(kind, row);
      if (sheet.columns.length < 2) continue;
      const common = inCommon(sheet);
      const score = common + (hasName(kind, sheetName) ? NAME_WEIGHT : 0);
      if (isEnough(sheet, score) && score > (best?.score ?? 0)) best = { score, sheet };
    }
  }
  return best?.sheet;
}

/** Many notes of the agency's own must not hide a sheet that has everything a kind requires. */
function isEnough(sheet: RecognisedSheet, score: number): boolean {
  return score >= ENOUGH_IN_COMMON || (sheet.missing.length === 0 && sheet.columns.length >= 3);
}

/** Headers known to both, as a share of all headers of the kind and the sheet together: 1 where they are the same. */
function inCommon(sheet: RecognisedSheet): number {
  const known = sheet.columns.length;
  return known / (sheet.kind.columns.length + sheet.unknown.length);
}

function hasName(kind: SheetKind, sheetName: string): boolean {
  const key = headerKey(sheetName);
  return kind.sheetNames.some((name) => headerKey(name) === key);
}

/** What a row would mean as the header of one kind. */
export function matchHeaders<Kind extends SheetKind>(kind: Kind, row: HeaderRow): RecognisedSheet<Kind> {
  const fieldOf = new Map<string, string>();
  for (const column of kind.columns) {
    for (const header of column.headers)
      if (!fieldOf.has(headerKey(header))) fieldOf.set(headerKey(header), column.field);
  }
  const columns: RecognisedSheet['columns'] = [];
  const unknown: FoundColumn[] = [];
  const taken = new Set<string>();
  for (const cell of row.cells) {
    const header = normaliseLine(cell.text);
    if (header === '') continue;
    const field = fieldOf.get(headerKey(header));
    if (field === undefined || taken.has(field)) unknown.push({ column: cell.column, header });
    else columns.push({ column: cell.column, header, field });
    if (field !== undefined) taken.add(field);
  }
  const missing = kind.columns.filter((column) => column.required && !taken.has(column.field));
  return { kind, headerRow: row.row, columns, unknown, missing };
}

const TOTAL = /^(tổng cộng|tổng số|tổng|cộng)( ?[:.]| (dồn|tháng|quý|năm|toàn|cả|trang)( .*)?)?$/u;

/** True for a row of sums ('Tổng cộng', 'Cộng', 'Tổng số:' as its first text), which is not an entry. */
export function isTotalRow(cells: readonly { readonly text: string }[]): boolean {
  const first = cells.find((cell) => normaliseLine(cell.text) !== '');
  return first !== undefined && TOTAL.test(foldText(first.text));
}

/** True for a row in which every cell is empty or white space. */
export function isEmptyRow(cells: readonly { readonly text: string }[]): boolean {
  return cells.every((cell) => normaliseLine(cell.text) === '');
}
