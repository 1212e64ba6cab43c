import { WorkbookError, type WorkbookErrorCode } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';
import { momentOf, type Shows } from './number-formats.ts';
import { decodeEscapes } from './text-escapes.ts';
import { attributesOf, eachAttribute, type XmlHandler } from './xml-events.ts';

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** One cell that holds something. */
export interface Cell {
  /** 1-based: A is 1. */
  column: number;
  /** As typed, untrimmed; a day as dd/mm/yyyy, a time as HH:MM, an error as `#REF!`. For messages and for storing text. */
  text: string;
  /** Days 'YYYY-MM-DD', times 'HH:MM', both 'YYYY-MM-DDTHH:MM'; null for an error. */
  value: string | number | boolean | null;
  /** A day or time by its number format. */
  isDate: boolean;
  /** Text that another program might take for a formula: stored as it is, neutralised when exported. */
  isFormulaText?: boolean;
  /** An error (`#N/A`), or a formula that no program has worked out yet (then `text` is the formula). */
  isError?: boolean;
}

export interface SheetRow {
  /** 1-based as in Excel. */
  row: number;
  cells: Cell[];
}

export interface SheetContext {
  strings: readonly string[];
  styles: readonly Shows[];
  date1904: boolean;
  limits: WorkbookLimits;
}

/** True for text that a spreadsheet program would run or take for a command when it is opened from a CSV file. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

/** Listens to the XML of one sheet and hands out its rows; see `take`. */
export class SheetRows implements XmlHandler {
  readonly #context: SheetContext;
  #ready: SheetRow[] = [];
  #inData = false;
  #inRow = false;
  #inCell = false;
  #field: 'v' | 'f' | 't' | undefined;
  #aids = 0;
  #row = 0;
  #rowText = '0';
  #rowLength = 0;
  #cells: Cell[] = [];
  #sorted = true;
  #column = 0;
  #type = '';
  #style = 0;
  #v = '';
  #t = '';
  #f = '';
  #hasText = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  /** The rows finished since the last call; rows without anything in them are left out. */
  take(): SheetRow[] {
    const rows = this.#ready;
    if (rows.length > 0) this.#ready = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (this.#inCell) this.#openInCell(name);
    else if (!this.#inData) this.#inData = name === 'sheetData';
    else if (this.#inRow && name === 'c') this.#openCell(attributes);
    else if (!this.#inRow && name === 'row') this.#openRow(attributes);
  }

  text(text: string): void {
    if (this.#field === undefined) return;
    this.#rowLength += text.length;
    const { maxCellLength, maxRowLength } = this.#context.limits;
    if (this.#field === 'v') this.#v += text;
    else if (this.#field === 't') this.#t += text;
    else this.#f += text;
    const length = Math.max(this.#v.length, this.#t.length, this.#f.length);
    if (length > maxCellLength || this.#rowLength > maxRowLength)
      this.#fail('cellTooLong', 'a cell is too long');
  }

  close(name: string): void {
    if (this.#inCell) {
      if (name === 'c') this.#closeCell();
      else if (name === 'rPh') this.#aids -= 1;
      else if (name === this.#field) this.#field = undefined;
    } else if (name === 'row' && this.#inRow) this.#closeRow();
    else if (name === 'sheetData') this.#inData = false;
  }

  #openInCell(name: string): void {
    if (name === 'v' || name === 'f') this.#field = name;
    else if (name === 'rPh') this.#aids += 1;
    else if (name === 't' && this.#aids === 0) {
      this.#field = 't';
      this.#hasText = true;
    }
  }

  #openRow(attributes: string): void {
    const given = attributesOf(attributes).get('r');
    const row = given === undefined ? this.#row + 1 : Number(given);
    if (!Number.isInteger(row) || row < 1 || row > MAX_ROWS)
      this.#fail('badReference', `row number ${given ?? row}`);
    if (row <= this.#row) this.#fail('badReference', `row ${row} comes after row ${this.#row}`);
    this.#row = row;
    this.#rowText = String(row);
    this.#inRow = true;
    this.#cells = [];
    this.#column = 0;
    this.#rowLength = 0;
    this.#sorted = true;
  }

  #openCell(raw: string): void {
    let reference = '';
    this.#type = 'n';
    this.#style = 0;
    eachAttribute(raw, (name, value) => {
      if (name === 'r') reference = value;
      else if (name === 't') this.#type = value;
      else if (name === 's') this.#style = Number(value);
    });
    const column = reference === '' ? this.#column + 1 : this.#columnOf(reference);
    if (column > MAX_COLUMNS) this.#fail('tooManyColumns', `column ${column}`);
    if (column <= this.#column) this.#sorted = false;
    this.#column = column;
    this.#v = '';
    this.#t = '';
    this.#f = '';
    this.#hasText = false;
    this.#aids = 0;
    this.#inCell = true;
  }

  #columnOf(reference: string): number {
    let column = 0;
    let at = 0;
    for (; at < 7; at += 1) {
      const letter = reference.charCodeAt(at) - 64;
      if (!(letter >= 1 && letter <= 26)) break;
      column = column * 26 + letter;
    }
    if (at === 0 || reference.slice(at) !== this.#rowText)
      this.#fail('badReference', `cell ${reference.slice(0, 20)}`);
    return column;
  }

  #closeCell(): void {
    this.#inCell = false;
    this.#field = undefined;
    const cell = this.#cell();
    if (cell !== undefined && cell.text !== '') this.#cells.push(cell);
  }

  #closeRow(): void {
    this.#inRow = false;
    if (this.#cells.length === 0) return;
    if (!this.#sorted) this.#sort();
    this.#ready.push({ row: this.#row, cells: this.#cells });
  }

  #sort(): void {
    this.#cells.sort((a, b) => a.column - b.column);
    const twice = this.#cells.find((cell, at) => cell.column === this.#cells[at + 1]?.column);
    if (twice !== undefined) this.#fail('badReference', `column ${twice.column} comes twice`);
  }

  #cell(): Cell | undefined {
    const column = this.#column;
    if (this.#f !== '' && this.#v === '' && !this.#hasText && this.#type !== 'str') {
      return { column, text: `=${decodeEscapes(this.#f)}`, value: null, isDate: false, isError: true };
    }
    switch (this.#type) {
      case 's':
        return this.#v === '' ? undefined : textCell(column, this.#sharedString());
      case 'inlineStr':
        return textCell(column, decodeEscapes(this.#t));
      case 'str':
        return textCell(column, decodeEscapes(this.#v));
      case 'b':
        return booleanCell(column, this.#v.trim());
      case 'e':
        return { column, text: this.#v, value: null, isDate: false, isError: true };
      case 'd':
        return isoCell(column, this.#v.trim());
      default:
        return this.#numberCell(column);
    }
  }

  #sharedString(): string {
    const text = /^\s*\d+\s*$/.test(this.#v) ? this.#context.strings[Number(this.#v)] : undefined;
    if (text === undefined) this.#fail('damaged', `no shared string ${this.#v.slice(0, 20)}`);
    return text;
  }

  #numberCell(column: number): Cell | undefined {
    const raw = this.#v.trim();
    if (raw === '') return undefined;
    const number = Number(raw);
    if (!Number.isFinite(number)) this.#fail('damaged', `not a number: ${raw.slice(0, 20)}`);
    const moment = momentOf(number, this.#context.styles[this.#style] ?? 'number', this.#context.date1904);
    if (moment !== undefined) return { column, text: moment.text, value: moment.value, isDate: true };
    return { column, text: String(number), value: number, isDate: false };
  }

  #fail(code: WorkbookErrorCode, message: string): never {
    throw new WorkbookError(code, message, this.#row > 0 ? { row: this.#row } : {});
  }
}

function textCell(column: number, text: string): Cell {
  const cell: Cell = { column, text, value: text, isDate: false };
  if (looksLikeFormula(text)) cell.isFormulaText = true;
  return cell;
}

function booleanCell(column: number, raw: string): Cell | undefined {
  if (raw === '') return undefined;
  const value = raw === '1' || raw.toLowerCase() === 'true';
  return { column, text: value ? 'TRUE' : 'FALSE', value, isDate: false };
}

/** Strict files may write days as ISO 8601 text instead of serial numbers. */
function isoCell(column: number, raw: string): Cell | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::[\d.]+)?Z?)?$/.exec(raw);
  if (match === null) return textCell(column, raw);
  const [, year, month, day, time] = match;
  const clock = time === undefined || time === '00:00' ? '' : time;
  return {
    column,
    text: `${day}/${month}/${year}${clock === '' ? '' : ` ${clock}`}`,
    value: `${year}-${month}-${day}${clock === '' ? '' : `T${clock}`}`,
    isDate: true,
  };
}
