import { isDate, isTime } from '../../platform/dates.ts';
import { looseKey, parseDay, parseNumber, parseTime, showDay, showNumber } from '../form/values.ts';
import { kitText } from '../kit.text.ts';
import type { Language } from '../language.ts';

interface EntryColumnBase {
  key: string;
  label: string;
  /** An empty cell is an error. */
  required?: boolean | undefined;
  /** Width of the column in rem; by kind unless given. */
  width?: number | undefined;
}

export interface EntryChoice {
  value: string;
  label: string;
  /** Other words for it, as old books have them; understood, never shown. */
  also?: readonly string[] | undefined;
}

/**
 * A typed column of quick entry. A cell holds text: the value in its stored form ('2024-03-07', '21:30', '12', the
 * value of a choice), or what was typed or pasted as long as it is not understood.
 */
export type EntryColumn = EntryColumnBase &
  (
    | {
        kind: 'text' /** Offered while typing; other text is welcome. */;
        suggestions?: readonly string[] | undefined;
      }
    | { kind: 'date' /** The year meant by "7/3"; this year unless given. */; year?: number | undefined }
    | { kind: 'time' }
    | { kind: 'integer'; min?: number | undefined; max?: number | undefined }
    /** choice: a short list, the device's own. combobox: a long list, found by typing. */
    | { kind: 'choice' | 'combobox'; choices: readonly EntryChoice[] }
  );

export interface EntryRow {
  id: string;
  values: Readonly<Record<string, string>>;
}

/** Messages by row id and column key. */
export type EntryErrors = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/** The stored form of what was typed into a cell; the text itself where it is not understood. */
export function readCell(column: EntryColumn, text: string, language: Language): string {
  const clean = text.normalize('NFC').trim();
  if (clean === '') return '';
  switch (column.kind) {
    case 'date':
      return parseDay(clean, column.year ?? new Date().getFullYear()) ?? clean;
    case 'time':
      return parseTime(clean) ?? clean;
    case 'integer':
      return parseNumber(clean, language)?.toString() ?? clean;
    case 'choice':
    case 'combobox':
      return (
        (
          findChoice(column.choices, clean) ??
          (column.kind === 'combobox' ? findBegun(column.choices, clean) : undefined)
        )?.value ?? clean
      );
    case 'text':
      return clean;
  }
}

/** The choice of this value, or whose words are these whatever their case and marks, if just one has them. */
function findChoice(choices: readonly EntryChoice[], text: string): EntryChoice | undefined {
  const exact = choices.find((choice) => choice.value === text || choice.label.normalize('NFC') === text);
  if (exact) return exact;
  const key = looseKey(text);
  const loose = choices.filter((choice) =>
    [choice.label, ...(choice.also ?? [])].some((words) => looseKey(words) === key),
  );
  return loose.length === 1 ? loose[0] : undefined;
}

/** The one choice that begins so, with or without its first word: "cấm" and "thôn c" are both Thôn Cấm. */
function findBegun(choices: readonly EntryChoice[], text: string): EntryChoice | undefined {
  const key = looseKey(text);
  if (key.length < 2) return undefined;
  const names = choices.map((choice) => {
    const whole = looseKey(choice.label);
    return { choice, names: [whole, whole.slice(whole.indexOf(' ') + 1)] };
  });
  const same = names.filter((each) => each.names.includes(key));
  const begun =
    same.length > 0 ? same : names.filter((each) => each.names.some((name) => name.startsWith(key)));
  return begun.length === 1 ? begun[0]?.choice : undefined;
}

/** How a cell's value is shown while it is not being typed. */
export function showCell(column: EntryColumn, value: string, language: Language): string {
  switch (column.kind) {
    case 'date':
      return showDay(value);
    case 'integer':
      return /^-?\d+$/.test(value) ? showNumber(Number(value), language) : value;
    case 'choice':
    case 'combobox':
      return column.choices.find((choice) => choice.value === value)?.label ?? value;
    default:
      return value;
  }
}

/** What is wrong with a cell by itself, in words; undefined where nothing is. */
export function cellError(column: EntryColumn, value: string, language: Language): string | undefined {
  const words = kitText(language);
  if (value.trim() === '') return column.required ? words.required : undefined;
  switch (column.kind) {
    case 'date':
      return isDate(value) ? undefined : words.badDate(value);
    case 'time':
      return isTime(value) ? undefined : words.badTime(value);
    case 'integer': {
      if (!/^-?\d+$/.test(value)) return words.badInteger(value);
      const { min = 0, max = 1_000_000_000 } = column;
      const number = Number(value);
      return number < min || number > max ? words.outOfRange(min, max) : undefined;
    }
    case 'choice':
    case 'combobox':
      return column.choices.some((choice) => choice.value === value) ? undefined : words.badChoice(value);
    case 'text':
      return undefined;
  }
}

/** Whether nothing has been entered in a row. */
export function isEmptyRow(row: EntryRow): boolean {
  return Object.values(row.values).every((value) => value.trim() === '');
}

/** All errors of all rows that hold anything; an empty object where everything can be saved. */
export function checkEntryRows(
  columns: readonly EntryColumn[],
  rows: readonly EntryRow[],
  language: Language,
): EntryErrors {
  const errors: Record<string, Record<string, string>> = {};
  for (const row of rows) {
    if (isEmptyRow(row)) continue;
    for (const column of columns) {
      const error = cellError(column, row.values[column.key] ?? '', language);
      if (error) errors[row.id] = { ...errors[row.id], [column.key]: error };
    }
  }
  return errors;
}

/** The cells of a block copied from a spreadsheet. Understands cells in quotes with line ends and tabs in them. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < source.length; i++) {
    const letter = source[i] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += letter;
  }
  rows.push([...row, cell]);
  return rows;
}

/** Puts a block into the rows, its first cell at (row, column); what hangs over to the right is left out. */
export function pasteBlock(options: {
  columns: readonly EntryColumn[];
  rows: readonly EntryRow[];
  at: { row: number; column: number };
  block: readonly (readonly string[])[];
  language: Language;
  newRow: () => EntryRow;
}): EntryRow[] {
  const { columns, at, block, language } = options;
  const rows = [...options.rows];
  block.forEach((cells, down) => {
    const index = at.row + down;
    const row = rows[index] ?? options.newRow();
    const values = { ...row.values };
    cells.forEach((text, across) => {
      const column = columns[at.column + across];
      if (column) values[column.key] = readCell(column, text.replace(/\s+/g, ' '), language);
    });
    rows[index] = { id: row.id, values };
  });
  return rows;
}
