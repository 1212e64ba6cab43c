import type { Context } from '../../../platform/server/context.ts';
import type { Download } from '../../../platform/server/route.ts';
import type { RowToWrite, SheetToWrite, StyledCell } from '../../../platform/server/workbook/write.ts';
import { PROBLEM_COLUMN, PROBLEM_HEADER } from '../sheet-kinds.rules.ts';
import { restoreCell } from '../stored-cells.rules.ts';
import { BATCH } from './check.service.ts';
import type { ImportRecord } from './imports.repo.ts';
import { findRows, type RowRecord } from './rows.repo.ts';
import { findSheets, type SheetRecord } from './sheets.repo.ts';
import { workbookOf, XLSX } from './templates.service.ts';

/**
 * The sheets of an import as they came, with the cells that have to be mended marked in yellow and what is wrong in words
 * in a last column; only the rows with problems, or all. Mended in a spreadsheet program it is imported again: rows that
 * were taken in are known by then.
 */
export async function problemsWorkbook(
  context: Context,
  record: ImportRecord,
  which: { rows: 'problems' | 'all'; language: 'vi' | 'en' },
): Promise<Download> {
  const sheets = (await findSheets(context.tx, record.id)).filter((sheet) => sheet.kind !== null);
  const shown = which.rows === 'all' ? sheets : sheets.filter((sheet) => sheet.problem_rows > 0);
  const written = (shown.length > 0 ? shown : sheets.slice(0, 1)).map((sheet) =>
    sheetOf(context, record, sheet, which),
  );
  const name = record.file_name.replace(/\.[^.]*$/u, '');
  return { fileName: `${name} - cần sửa.xlsx`, type: XLSX, content: await workbookOf(written) };
}

function sheetOf(
  context: Context,
  record: ImportRecord,
  sheet: SheetRecord,
  which: { rows: 'problems' | 'all'; language: 'vi' | 'en' },
): SheetToWrite {
  const columns = sheet.columns.filter(isOurs).map((column) => ({ header: column.header, width: 18 }));
  return {
    name: sheet.sheet,
    preface: ['', sheet.sheet, ''],
    columns: [...columns, { header: PROBLEM_HEADER, width: 80 }],
    rows: rowsOf(context, record, sheet, which),
  };
}

/** What is not kept can not be given back, and an earlier column of problems is replaced by the new one. */
function isOurs(column: SheetRecord['columns'][number]): boolean {
  return column.refused === undefined && column.field !== PROBLEM_COLUMN;
}

async function* rowsOf(
  context: Context,
  record: ImportRecord,
  sheet: SheetRecord,
  which: { rows: 'problems' | 'all'; language: 'vi' | 'en' },
): AsyncGenerator<RowToWrite, void, undefined> {
  const states = which.rows === 'all' ? undefined : (['problem'] as const);
  let after: { position: number; row: number } | undefined;
  for (;;) {
    const rows = await findRows(context.tx, record, {
      position: sheet.position,
      states,
      after,
      limit: BATCH,
    });
    for (const row of rows) yield cellsOf(sheet, row, which.language);
    after = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

function cellsOf(sheet: SheetRecord, row: RowRecord, language: 'vi' | 'en'): RowToWrite {
  const problems = row.state === 'problem' ? row.problems : [];
  const marked = new Set(problems.map((problem) => problem.column));
  const cells = sheet.columns.flatMap((column, at): StyledCell[] => {
    if (!isOurs(column)) return [];
    const typed = row.mend.cells?.[column.header];
    const cell = restoreCell(row.found[at]);
    // A number stays a number; days and times go back as they were read, which reads the same again.
    const content =
      typed ?? (typeof cell?.value === 'number' && !cell.isDate ? cell.value : (cell?.text ?? null));
    return [{ content, look: marked.has(column.header) ? 'marked' : 'plain' }];
  });
  const words = problems.map((problem) => `${problem.column}: ${problem.expected[language]}`);
  return [...cells, words.join('\n')];
}
