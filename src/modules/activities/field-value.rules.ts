import { formatDay, isDate, isTime } from '../../platform/dates.ts';
import { canonicalDecimal, compareDecimals, decimalOf, isDecimal } from '../../platform/decimal.ts';
import type { LocalText } from '../../platform/text.ts';
import { foldText, normaliseLine, normaliseLines } from '../../platform/text.ts';
import type { EntryProblemCode } from './entry.contract.ts';
import type { EntryValue, Field, FieldOf } from './field.contract.ts';
import { CountsBySex, GeoPoint, PlaceValue } from './field.contract.ts';

/** What the check of an entry has to know about the world. */
export interface EntryContext {
  /** Today in Vietnam, 'YYYY-MM-DD'. */
  today: string;
  /** Whether the caller may use that place: it exists, and lies in the caller's area. */
  isKnownPlace: (place: PlaceValue) => boolean;
  /** The caller's commune: fills in a place field whose default is the commune. */
  commune?: PlaceValue | undefined;
  /** From that day on the book takes nothing more; `expected` says where it goes instead. */
  closed?: { readonly from: string; readonly expected: LocalText } | undefined;
}

export type FieldCheck =
  | { ok: true; value: EntryValue }
  | { ok: false; code: EntryProblemCode; expected: LocalText };

const good = (value: EntryValue): FieldCheck => ({ ok: true, value });
const bad = (code: EntryProblemCode, vi: string, en: string): FieldCheck => ({
  ok: false,
  code,
  expected: { vi, en },
});

/** Checks and normalises one value that is not empty. Says nothing about required, showIf or other fields. */
export function checkValue(field: Field, value: EntryValue, context: EntryContext): FieldCheck {
  switch (field.type) {
    case 'date':
      return checkDate(field, value, context);
    case 'time':
      return isTime(value)
        ? good(value)
        : bad('invalidTime', 'giờ từ 00:00 đến 23:59', 'a time from 00:00 to 23:59');
    case 'integer':
      return checkInteger(field, value);
    case 'decimal':
      return checkDecimal(field, value);
    case 'text':
    case 'longText':
      return checkText(field, value);
    case 'choice':
      return checkChoice(field, value);
    case 'choices':
      return checkChoices(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? good(value) : bad('unknownChoice', 'Có hoặc Không', 'yes or no');
    case 'place':
      return checkPlace(value, context);
    case 'countsBySex':
      return checkCounts(field, value);
    case 'photo':
      return checkAttachments(value, field.max);
    case 'voice':
      return checkAttachments(value, 1);
    case 'geopoint':
      return checkPoint(value);
  }
}

function checkDate(field: FieldOf<'date'>, value: EntryValue, context: EntryContext): FieldCheck {
  if (!isDate(value))
    return bad('invalidDate', 'một ngày có thật, ví dụ 14/06/2024', 'an existing day, YYYY-MM-DD');
  if (field.allowFuture !== true && value > context.today) {
    const today = formatDay(context.today);
    return bad('inTheFuture', `không sau hôm nay, ${today}`, `not after today, ${today}`);
  }
  if (field.earliest !== undefined && value < field.earliest) {
    const first = formatDay(field.earliest);
    return bad('outOfRange', `từ ngày ${first} trở đi`, `on or after ${first}`);
  }
  return good(value);
}

function checkInteger(field: FieldOf<'integer'>, value: EntryValue): FieldCheck {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return bad('notANumber', 'một số nguyên', 'a whole number');
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field;
  if (value < min || value > max) return outOfRange(String(min), String(max));
  return good(value === 0 ? 0 : value);
}

function checkDecimal(field: FieldOf<'decimal'>, value: EntryValue): FieldCheck {
  const text = typeof value === 'number' ? decimalOf(value) : value;
  if (!isDecimal(text)) return bad('notANumber', 'một số', 'a number');
  const exact = canonicalDecimal(text);
  if ((exact.split('.')[1] ?? '').length > field.decimals) {
    return bad(
      'notANumber',
      `một số có nhiều nhất ${field.decimals} chữ số thập phân`,
      `at most ${field.decimals} decimals`,
    );
  }
  const min = field.min === undefined ? undefined : decimalOf(field.min);
  const max = field.max === undefined ? undefined : decimalOf(field.max);
  const low = min !== undefined && compareDecimals(exact, min) < 0;
  const high = max !== undefined && compareDecimals(exact, max) > 0;
  return low || high ? outOfRange(min ?? '−∞', max ?? '∞') : good(exact);
}

function outOfRange(min: string, max: string): FieldCheck {
  return bad('outOfRange', `từ ${min} đến ${max}`, `from ${min} to ${max}`);
}

function checkText(field: FieldOf<'text' | 'longText'>, value: EntryValue): FieldCheck {
  if (typeof value !== 'string') return bad('notAText', 'chữ', 'text');
  const text = field.type === 'text' ? normaliseLine(value) : normaliseLines(value);
  if (text.length > field.maxLength) {
    return bad('tooLong', `nhiều nhất ${field.maxLength} ký tự`, `at most ${field.maxLength} characters`);
  }
  const known = field.suggestions?.find((suggestion) => foldText(suggestion.vi) === foldText(text));
  return good(known?.vi ?? text);
}

function checkChoice(field: FieldOf<'choice'>, value: EntryValue): FieldCheck {
  return field.choices.some((choice) => choice.code === value) ? good(value) : unknownChoice(field);
}

function checkChoices(field: FieldOf<'choices'>, value: EntryValue): FieldCheck {
  if (!Array.isArray(value)) return unknownChoice(field);
  const codes = field.choices.map((choice) => choice.code);
  // The order of the form, each once, so that the same answer is always the same value.
  return value.every((code) => codes.includes(code))
    ? good(codes.filter((code) => value.includes(code)))
    : unknownChoice(field);
}

function unknownChoice(field: FieldOf<'choice' | 'choices'>): FieldCheck {
  const list = (lang: keyof LocalText): string =>
    field.choices.map((choice) => choice.label[lang]).join('; ');
  return bad('unknownChoice', `một trong: ${list('vi')}`, `one of: ${list('en')}`);
}

function checkPlace(value: EntryValue, context: EntryContext): FieldCheck {
  const parsed = PlaceValue.safeParse(value);
  if (parsed.success && context.isKnownPlace(parsed.data)) return good(parsed.data);
  return bad(
    'unknownArea',
    'một thôn, một cơ quan, trường học trong danh sách của xã, hoặc “Toàn xã”',
    'a hamlet or an organisation on the commune’s list, or the whole commune',
  );
}

function checkCounts(field: FieldOf<'countsBySex'>, value: EntryValue): FieldCheck {
  const parsed = CountsBySex.safeParse(value);
  if (!parsed.success) return bad('notANumber', 'số nữ và số nam', 'a number of women and of men');
  const max = field.max ?? Number.MAX_SAFE_INTEGER;
  const total = parsed.data.female + parsed.data.male;
  return total > max ? outOfRange('0', String(max)) : good(parsed.data);
}

const Identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

/** Identifiers in the order in which they were added, each once. Whether the pictures have come is not asked here. */
function checkAttachments(value: EntryValue, max: number): FieldCheck {
  const list = Array.isArray(value) ? [...new Set(value.map((id) => id.toLowerCase()))] : undefined;
  if (!list?.every((id) => Identifier.test(id)))
    return bad('notAnAttachment', 'ảnh, ghi âm lấy từ ứng dụng', 'pictures or recordings made in the app');
  return list.length > max ? bad('outOfRange', `nhiều nhất ${max}`, `at most ${max}`) : good(list);
}

/** More digits would pretend to know the place better than any phone does. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

function checkPoint(value: EntryValue): FieldCheck {
  const parsed = GeoPoint.safeParse(value);
  if (!parsed.success)
    return bad('notAPoint', 'một điểm trên bản đồ (vĩ độ, kinh độ)', 'a point: latitude and longitude');
  const { latitude, longitude, accuracy } = parsed.data;
  return good({
    latitude: rounded(latitude),
    longitude: rounded(longitude),
    accuracy: Math.round(accuracy),
  });
}
