import { z } from 'zod';
import { findNever } from '../../platform/never.ts';
import { LocalText, normaliseLine } from '../../platform/text.ts';
import { headerKey, type RecognisedSheet, type SheetKind } from './headers.rules.ts';
import { PROBLEM_COLUMN, PROBLEM_HEADER } from './sheet-kinds.rules.ts';

/** One column of a sheet that was recognised. */
export const StagedColumn = z.object({
  /** 1-based as in Excel. */
  column: z.int(),
  /** As it stands in the sheet; a header that comes twice is numbered. */
  header: z.string(),
  /** The field that it fills; null for a column of the agency's own, kept as notes. */
  field: z.string().nullable(),
  /** Why the column is not kept: the system holds nothing of the kind. */
  refused: LocalText.optional(),
});
export type StagedColumn = z.infer<typeof StagedColumn>;

/** The columns of a recognised sheet in their order, each header once; what must never be kept is marked. */
export function stagedColumns(sheet: RecognisedSheet<SheetKind>): StagedColumn[] {
  const found = [
    ...sheet.columns.map(({ column, header, field }) => ({ column, header, field: field as string | null })),
    ...sheet.unknown.map(({ column, header }) => ({
      column,
      header,
      field: headerKey(header) === headerKey(PROBLEM_HEADER) ? PROBLEM_COLUMN : null,
    })),
  ].toSorted((a, b) => a.column - b.column);
  const taken = new Set<string>();
  return found.map(({ column, header, field }) => {
    const refused = field === null ? findNever('field', undefined, [header])?.reason : undefined;
    return { column, header: unique(header, taken), field, ...(refused ? { refused } : {}) };
  });
}

function unique(header: string, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? header : `${header} (${count})`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** True for the header repeated (a new page of the book) and for a row that numbers the columns: (1) (2) (3). */
export function isHeaderAgain(
  columns: readonly StagedColumn[],
  cells: readonly { column: number; text: string }[],
): boolean {
  // Nearly every row says with its first cell that it is none.
  const first = cells.find((cell) => normaliseLine(cell.text) !== '');
  if (first === undefined) return false;
  const opens = columns.some(
    (column) => column.column === first.column && headerKey(column.header) === headerKey(first.text),
  );
  if (!opens && !/^\(?1\)?$/u.test(normaliseLine(first.text))) return false;
  const full = cells.filter((cell) => normaliseLine(cell.text) !== '');
  if (full.length < 2) return false;
  const headers = new Map(columns.map((column) => [column.column, headerKey(column.header)]));
  if (full.every((cell) => headers.get(cell.column) === headerKey(cell.text))) return true;
  return (
    full.length >= 3 &&
    full.every((cell, at) => /^\(?(\d{1,2})\)?$/u.exec(normaliseLine(cell.text))?.[1] === String(at + 1))
  );
}
