import { serialOfDay } from './number-formats.ts';
import { MAX_COLUMNS, MAX_ROWS } from './sheet-rows.ts';
import { type CellFormat, type CellLook, styleNumber } from './styles-xml.ts';
import { encodeEscapes, escapeXml } from './text-escapes.ts';

/** What is written into a cell. Text is always text, whatever it begins with. */
export type CellContent = string | number | boolean | null | undefined;

export interface StyledCell {
  content: CellContent;
  look?: CellLook;
  /** Instead of the format of the column. */
  format?: CellFormat;
}

export interface ColumnToWrite {
  header: string;
  /** In characters. */
  width?: number;
  /** Days are given as 'YYYY-MM-DD', times as 'HH:MM'; 'general' unless said otherwise. */
  format?: CellFormat;
  /** A list to choose from below the header; other text stays possible, with a warning. */
  choices?: readonly string[];
}

export interface SheetToWrite {
  name: string;
  /** Lines above the header: the first plain (the agency), the others bold; an empty text is an empty row. */
  preface?: readonly string[];
  columns: readonly ColumnToWrite[];
  rows: Iterable<RowToWrite> | AsyncIterable<RowToWrite>;
}

export type RowToWrite = readonly (CellContent | StyledCell)[];

const EXCEL_CELL_LENGTH = 32_767;
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The letters of a column: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * The XML of one sheet, piece by piece. `listOf` gives the range that holds the choices of a column. Throws RangeError
 * for more rows or columns than a sheet can have.
 */
export async function* sheetXml(
  sheet: SheetToWrite,
  listOf: (column: number) => string | undefined,
): AsyncGenerator<string, void, undefined> {
  if (sheet.columns.length > MAX_COLUMNS) throw new RangeError(`more than ${MAX_COLUMNS} columns`);
  const preface = sheet.preface ?? [];
  const headerRow = preface.length + 1;
  yield sheetStart(sheet.columns, headerRow);
  let row = 0;
  for (const line of preface) {
    row += 1;
    if (line !== '')
      yield rowXml(row, [{ content: line, look: row === 1 ? 'plain' : 'title' }], [{ header: '' }]);
  }
  row += 1;
  yield rowXml(
    row,
    sheet.columns.map((column) => ({ content: column.header, look: 'header' as const })),
    [],
  );
  for await (const cells of sheet.rows) {
    row += 1;
    if (row > MAX_ROWS || cells.length > MAX_COLUMNS)
      throw new RangeError(`sheet ${sheet.name} is too large`);
    yield rowXml(row, cells, sheet.columns);
  }
  yield sheetEnd(sheet.columns, headerRow, listOf);
}

function sheetStart(columns: readonly ColumnToWrite[], headerRow: number): string {
  const widths = columns.map((column, at) => {
    const style = styleNumber('plain', column.format ?? 'general');
    return `<col min="${at + 1}" max="${at + 1}" width="${column.width ?? 14}" style="${style}" customWidth="1"/>`;
  });
  const below = `A${headerRow + 1}`;
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${SPREADSHEET}">` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="${below}" ` +
    `activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/>` +
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
    `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  );
}

function sheetEnd(
  columns: readonly ColumnToWrite[],
  headerRow: number,
  listOf: (column: number) => string | undefined,
): string {
  const lists = columns.flatMap((_, at) => {
    const list = listOf(at);
    const letters = columnLetters(at + 1);
    if (list === undefined) return [];
    return (
      '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" ' +
      `sqref="${letters}${headerRow + 1}:${letters}${MAX_ROWS}"><formula1>${escapeXml(list)}</formula1></dataValidation>`
    );
  });
  const validations =
    lists.length > 0 ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
  return `</sheetData>${validations}<pageMargins left="0.7" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function rowXml(row: number, cells: RowToWrite, columns: readonly ColumnToWrite[]): string {
  let xml = `<row r="${row}">`;
  for (let at = 0; at < cells.length; at += 1) {
    const given = cells[at];
    const styled: StyledCell = typeof given === 'object' && given !== null ? given : { content: given };
    xml += cellXml(
      `${columnLetters(at + 1)}${row}`,
      styled,
      styled.format ?? columns[at]?.format ?? 'general',
    );
  }
  return `${xml}</row>`;
}

function cellXml(reference: string, cell: StyledCell, format: CellFormat): string {
  const { content } = cell;
  const look = cell.look ?? 'plain';
  if (content === null || content === undefined || content === '') {
    return look === 'plain' ? '' : `<c r="${reference}" s="${styleNumber(look, format)}"/>`;
  }
  if (typeof content === 'boolean') {
    return `<c r="${reference}" s="${styleNumber(look, 'general')}" t="b"><v>${content ? 1 : 0}</v></c>`;
  }
  const number = typeof content === 'number' ? content : serialOf(content, format);
  if (number !== undefined && Number.isFinite(number)) {
    return `<c r="${reference}" s="${styleNumber(look, format === 'text' ? 'general' : format)}"><v>${number}</v></c>`;
  }
  return textXml(reference, String(content), look);
}

/** A day or time that is not one (something a person still has to mend) is written as the text it is. */
function serialOf(content: string, format: CellFormat): number | undefined {
  if (format === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(content)) return serialOfDay(content);
  const time = format === 'time' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(content) : null;
  return time ? (Number(time[1]) * 60 + Number(time[2])) / 1440 : undefined;
}

function textXml(reference: string, text: string, look: CellLook): string {
  const cut = text.length > EXCEL_CELL_LENGTH ? `${text.slice(0, EXCEL_CELL_LENGTH - 1)}…` : text;
  const style = styleNumber(look, look === 'title' || look === 'header' ? 'general' : 'text');
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(encodeEscapes(cut))}</t></is></c>`;
}
