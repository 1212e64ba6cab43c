import { type Archive, openArchive } from './archive.ts';
import { WorkbookError } from './errors.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from './limits.ts';
import { readParts, readSharedStrings, type SheetPart, type WorkbookParts } from './parts.ts';
import { type Cell, type SheetContext, SheetRows } from './sheet-rows.ts';
import { parseXml } from './xml-events.ts';

export type { Cell } from './sheet-rows.ts';

export interface WorkbookSheet {
  name: string;
  /** 0-based place in the workbook. */
  index: number;
  hidden: boolean;
}

export interface WorkbookRow {
  sheet: string;
  /** 0-based. */
  sheetIndex: number;
  hidden: boolean;
  /** 1-based as in Excel. */
  row: number;
  /** Cells that hold something, by column; never empty. */
  cells: Cell[];
}

export interface ReadOptions {
  limits?: Partial<WorkbookLimits>;
  /** Sheets to be read; all of them where it is not given. */
  wanted?: (sheet: WorkbookSheet) => boolean;
  /** Rows below this one are not read: for a look at the beginning of every sheet. */
  lastRow?: number;
}

/** The sheets of a workbook in their order, without reading their rows. Throws WorkbookError. */
export async function listSheets(path: string, options: ReadOptions = {}): Promise<WorkbookSheet[]> {
  const archive = await openArchive(path, { ...defaultWorkbookLimits, ...options.limits });
  try {
    const { sheets } = await readParts(archive);
    return sheets.map(({ name, index, hidden }) => ({ name, index, hidden }));
  } finally {
    archive.close();
  }
}

/**
 * Every row that holds something, sheet after sheet, row after row. Reads as fast as it is listened to; the memory it
 * needs is the table of shared strings (bounded) and a few hundred kilobytes. Throws WorkbookError with the sheet and,
 * where it is known, the row at which the file stops making sense; rows before that were given already.
 */
export async function* readWorkbook(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<WorkbookRow, void, undefined> {
  const limits = { ...defaultWorkbookLimits, ...options.limits };
  const archive = await openArchive(path, limits);
  try {
    const parts = await readParts(archive);
    const context = { ...parts, strings: await stringsOf(archive, parts, limits), limits };
    for (const sheet of parts.sheets) {
      if (options.wanted?.(sheet) ?? true) yield* readSheet(archive, sheet, context, options.lastRow);
    }
  } finally {
    archive.close();
  }
}

async function stringsOf(archive: Archive, parts: WorkbookParts, limits: WorkbookLimits): Promise<string[]> {
  const part = parts.sharedStringsPart;
  return part === undefined || !archive.has(part) ? [] : readSharedStrings(archive, part, limits);
}

async function* readSheet(
  archive: Archive,
  sheet: SheetPart,
  context: SheetContext,
  lastRow = Number.POSITIVE_INFINITY,
): AsyncGenerator<WorkbookRow, void, undefined> {
  const rows = new SheetRows(context);
  const place = { sheet: sheet.name, sheetIndex: sheet.index, hidden: sheet.hidden };
  const parsing = parseXml(archive.read(sheet.part), rows);
  try {
    for (;;) {
      const step = await parsing.next();
      for (const row of rows.take()) {
        if (row.row > lastRow) return;
        yield { ...place, row: row.row, cells: row.cells };
      }
      if (step.done === true) return;
    }
  } catch (error) {
    throw error instanceof WorkbookError ? error.at({ sheet: sheet.name, part: sheet.part }) : error;
  } finally {
    await parsing.return();
  }
}
