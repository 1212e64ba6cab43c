import { type LocalText, normaliseLine } from '../../platform/text.ts';
import { expected } from './expected.rules.ts';

/** One cell as it was read or typed. An empty cell is undefined. */
export interface RawCell {
  /** As typed. */
  readonly text: string;
  /** Days 'YYYY-MM-DD', times 'HH:MM', both 'YYYY-MM-DDTHH:MM' where `isDate`; null for an error. */
  readonly value: string | number | boolean | null;
  readonly isDate: boolean;
  readonly isError?: boolean;
}

export type CellProblemCode =
  | 'required'
  | 'invalidDate'
  | 'inTheFuture'
  | 'invalidTime'
  | 'notANumber'
  | 'outOfRange'
  | 'unknownArea'
  | 'unknownChoice'
  | 'endsBeforeStart'
  /** The text is longer than the field can hold. */
  | 'tooLong'
  /** A formula that shows an error or was never worked out, where text is asked for. */
  | 'formulaError';

export interface CellProblem {
  ok: false;
  code: CellProblemCode;
  /** One sentence: what would be right. */
  expected: LocalText;
}

export type CellResult<T> = { ok: true; value: T } | CellProblem;

/** A cell typed by a person in a form or table of the program, as if it had been read from a workbook. */
export function typedCell(text: string): RawCell {
  return { text, value: text, isDate: false };
}

/** True for a cell that is missing or holds white space only. */
export function isBlank(cell: RawCell | undefined): boolean {
  return cell === undefined || normaliseLine(cell.text) === '';
}

/** The value of a cell that is right. */
export function good<T>(value: T): CellResult<T> {
  return { ok: true, value };
}

/** What is wrong with a cell. */
export function bad(code: CellProblemCode, sentence: LocalText): CellProblem {
  return { ok: false, code, expected: sentence };
}

/** An empty cell: null, or a problem where something is required. */
export function blank(required: boolean): CellResult<null> {
  return required ? bad('required', expected.required) : good(null);
}
