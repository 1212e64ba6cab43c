import {
  canonicalDecimal,
  compareDecimals,
  type Decimal,
  decimalOf,
  isDecimal,
} from '../../platform/decimal.ts';
import { foldText } from '../../platform/text.ts';
import { bad, blank, type CellResult, good, isBlank, type RawCell } from './cell-result.rules.ts';
import { expected } from './expected.rules.ts';

/** What people write after a number; anything else after it (`2 nghìn`, `3 hoặc 4`) would change the number. */
const UNITS =
  /(?<=\d) ?(lượt người|lượt|người|hộ gia đình|hộ|nhân khẩu|khẩu|vụ việc|vụ|việc|buổi|cuộc|lần|tờ rơi|tờ|tin bài|tin|bài|tổ|thành viên|hội viên|đồng chí|đ\/c|mô hình|điểm|ca|em|bản|quyển|cuốn|chiếc|cái)$/u;
const GROUPED_BY_DOT = /^[+-]?\d{1,3}(?:\.\d{3})+$/u;
const GROUPED_BY_SPACE = /^[+-]?\d{1,3}(?: \d{3})+$/u;

export interface WholeNumberOptions {
  required: boolean;
  min?: number;
  max?: number;
}

/**
 * A whole number: 12, ` 12 `, `12 người`, `1.250` and `1 250` (a dot or a space between thousands). `1,250` is one and
 * a quarter in Vietnamese and is refused, as is every fraction.
 */
export function parseWholeNumber(
  cell: RawCell | undefined,
  options: WholeNumberOptions,
): CellResult<number | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const value = typeof cell.value === 'number' ? cell.value : wholeInText(numberText(cell));
  if (value === undefined || !Number.isInteger(value)) return bad('notANumber', expected.wholeNumber);
  const { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  if (value < min || value > max) return bad('outOfRange', expected.range(options.min, options.max));
  return good(value === 0 ? 0 : value);
}

function numberText(cell: RawCell): string {
  return cell.isDate || typeof cell.value === 'boolean'
    ? ''
    : foldText(cell.text).replace('−', '-').replace(UNITS, '');
}

function wholeInText(text: string): number | undefined {
  const digits = GROUPED_BY_DOT.test(text) || GROUPED_BY_SPACE.test(text) ? text.replace(/[. ]/g, '') : text;
  return /^[+-]?\d{1,30}$/.test(digits) ? Number(digits) : undefined;
}

export interface DecimalOptions {
  required: boolean;
  min?: Decimal;
  max?: Decimal;
  /** Digits after the comma that the field keeps; more are `notANumber`, because nothing is rounded unseen. */
  places?: number;
}

/** An exact decimal: `12,5`, `1.250,5`, 12.5; `1.250` is one thousand two hundred and fifty. */
export function parseDecimal(cell: RawCell | undefined, options: DecimalOptions): CellResult<Decimal | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const value = typeof cell.value === 'number' ? decimalOf(cell.value) : decimalInText(numberText(cell));
  const places = options.places ?? 9;
  if (value === undefined || (value.split('.')[1] ?? '').length > places) {
    return bad('notANumber', expected.decimal(places));
  }
  const tooSmall = options.min !== undefined && compareDecimals(value, options.min) < 0;
  const tooLarge = options.max !== undefined && compareDecimals(value, options.max) > 0;
  return tooSmall || tooLarge ? bad('outOfRange', expected.range(options.min, options.max)) : good(value);
}

function decimalInText(text: string): Decimal | undefined {
  const [whole = '', fraction, more] = text.split(',');
  if (more !== undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  const grouped = GROUPED_BY_DOT.test(whole) || GROUPED_BY_SPACE.test(whole);
  const digits = (grouped ? whole.replace(/[. ]/g, '') : whole).replace(/^\+/, '');
  const joined = fraction === undefined ? digits : `${digits}.${fraction}`;
  return isDecimal(joined) ? canonicalDecimal(joined) : undefined;
}
