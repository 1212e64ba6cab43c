import { isDate, isTime, makeDay } from '../../platform/dates.ts';
import { foldText, normaliseLine, normaliseLines } from '../../platform/text.ts';
import {
  bad,
  blank,
  type CellProblem,
  type CellResult,
  good,
  isBlank,
  type RawCell,
} from './cell-result.rules.ts';
import { expected } from './expected.rules.ts';

export interface DayOptions {
  required: boolean;
  /** 'YYYY-MM-DD'; a later day is `inTheFuture`. Left out where a day may lie ahead. */
  today?: string;
  /** 'YYYY-MM-DD'; earlier days are taken for slips of the pen. 1900-01-01 unless said otherwise. */
  earliest?: string;
}

const DAY_FIRST = /^(?:ngày )?(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})$/u;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/u;
const IN_WORDS = /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/u;

/**
 * A day: an Excel date, `7/3/2024` (always day first), `07-03-2024`, `07.03.2024`, `ngày 7 tháng 3 năm 2024`,
 * `2024-03-07`. Years of two digits and days that the calendar does not have are refused, never guessed.
 */
export function parseDay(cell: RawCell | undefined, options: DayOptions): CellResult<string | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const day = cell.isDate ? String(cell.value).slice(0, 10) : dayInText(foldText(cell.text));
  if (day === undefined || !isDate(day) || day < (options.earliest ?? '1900-01-01')) {
    return bad('invalidDate', expected.day);
  }
  if (options.today !== undefined && day > options.today)
    return bad('inTheFuture', expected.notAfter(options.today));
  return good(day);
}

function dayInText(text: string): string | undefined {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return makeDay(Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1]));
  const words = IN_WORDS.exec(text);
  if (words) return makeDay(Number(words[3]), Number(words[2]), Number(words[1]));
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return makeDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  return undefined;
}

const CLOCK = /^(\d{1,2}) ?(?::|h|g|giờ) ?(?:(\d{1,2})(?: ?(?:phút|ph|p|'))?)?$/u;
const CLOCK_SECONDS = /^(\d{1,2}):(\d{2}):\d{2}$/u;

/**
 * A time of day 'HH:MM': an Excel time, a bare fraction of a day, `21:30`, `21h30`, `21 giờ 30`, `21g30`, `21h`.
 * `21:` and a bare `21` say too little and are refused, as is 24h00.
 */
export function parseTime(
  cell: RawCell | undefined,
  options: { required: boolean },
): CellResult<string | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const time = timeOf(cell);
  return time !== undefined && isTime(time) ? good(time) : bad('invalidTime', expected.time);
}

function timeOf(cell: RawCell): string | undefined {
  if (cell.isDate) return String(cell.value).split('T').at(-1);
  if (typeof cell.value === 'number') return timeOfFraction(cell.value);
  const text = foldText(cell.text);
  const match = CLOCK.exec(text) ?? CLOCK_SECONDS.exec(text);
  if (match === null || text.endsWith(':')) return undefined;
  return `${match[1]?.padStart(2, '0')}:${(match[2] ?? '0').padStart(2, '0')}`;
}

/** Excel keeps 21:30 as 0.8958…; a cell without a time format gives that number. Whole numbers are no times. */
function timeOfFraction(fraction: number): string | undefined {
  if (fraction <= 0 || fraction >= 1) return undefined;
  const minutes = Math.floor(Math.round(fraction * 86_400) / 60) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const YES = new Set(['x', 'v', '✓', '✔', '☑', 'có', 'yes', 'true', 'đúng', '1']);
const NO = new Set(['không', 'ko', 'no', 'false', 'sai', '0']);

export interface YesNoOptions {
  required: boolean;
  /** More words that a form takes for yes and no. */
  words?: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

/** Yes or no: `x`, `X`, `Có` … or `Không` …; an empty cell is no unless an answer is required. */
export function parseYesNo(cell: RawCell | undefined, options: YesNoOptions): CellResult<boolean> {
  if (cell === undefined || isBlank(cell))
    return options.required ? bad('required', expected.required) : good(false);
  const text = foldText(cell.text);
  const isOneOf = (words: readonly string[] | undefined): boolean =>
    words?.some((word) => foldText(word) === text) ?? false;
  if (YES.has(text) || isOneOf(options.words?.yes)) return good(true);
  return NO.has(text) || isOneOf(options.words?.no) ? good(false) : bad('unknownChoice', expected.yesNo);
}

export interface TextOptions {
  required: boolean;
  /** UTF-16 units; unlimited where not given. */
  maxLength?: number;
  /** Keeps line ends and inner spaces. */
  multiline?: boolean;
}

/** Text: NFC, ends trimmed, otherwise as typed, a leading = + - @ too. A line end in a field of one line is a space. */
export function parseText(cell: RawCell | undefined, options: TextOptions): CellResult<string | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  if (cell.isError === true) return bad('formulaError', expected.noError);
  const text = options.multiline === true ? normaliseLines(cell.text) : oneLine(cell.text);
  const { maxLength } = options;
  return maxLength !== undefined && text.length > maxLength
    ? bad('tooLong', expected.shorter(maxLength))
    : good(text);
}

function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\r\n\t]+/g, ' ')
    .trim();
}

export interface Choice {
  readonly code: string;
  readonly labels: readonly string[];
}

/**
 * The code of a choice, by any of its labels or its code, in any letter case, composition of diacritics and spacing.
 * What is not in the list is a problem, not a new choice; letters without their diacritics do not match.
 */
export function parseChoice(
  cell: RawCell | undefined,
  choices: readonly Choice[],
  options: { required: boolean },
): CellResult<string | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const code = codeOf(cell.text, choices);
  return code === undefined ? unknownChoice(choices) : good(code);
}

/**
 * Several choices in one cell, one per line or between semicolons (labels hold commas of their own). Gives each code
 * once, in the order of the list of choices; an empty cell gives none.
 */
export function parseChoices(
  cell: RawCell | undefined,
  choices: readonly Choice[],
  options: { required: boolean },
): CellResult<string[]> {
  if (cell === undefined || isBlank(cell))
    return options.required ? bad('required', expected.required) : good([]);
  const whole = codeOf(cell.text, choices);
  if (whole !== undefined) return good([whole]);
  const codes = new Set<string>();
  for (const part of cell.text.split(/[;\r\n]+/u)) {
    if (normaliseLine(part) === '') continue;
    const code = codeOf(part, choices);
    if (code === undefined) return unknownChoice(choices);
    codes.add(code);
  }
  return good(choices.map((choice) => choice.code).filter((code) => codes.has(code)));
}

function codeOf(text: string, choices: readonly Choice[]): string | undefined {
  const wanted = labelKey(text);
  const has = (choice: Choice): boolean =>
    [choice.code, ...choice.labels].some((label) => labelKey(label) === wanted);
  return choices.find(has)?.code;
}

function unknownChoice(choices: readonly Choice[]): CellProblem {
  return bad('unknownChoice', expected.oneOf(choices.map((choice) => choice.labels[0] ?? choice.code)));
}

/** Key by which two writings of a label are the same; spaces around punctuation do not count. */
export function labelKey(text: string): string {
  return foldText(text).replace(/ ?([,;./–-]) ?/gu, '$1');
}

/** A place by whatever the caller knows places by; `find` gives undefined for an unknown or ambiguous name. */
export function parsePlace<T>(
  cell: RawCell | undefined,
  find: (name: string) => T | undefined,
  options: { required: boolean },
): CellResult<T | null> {
  if (cell === undefined || isBlank(cell)) return blank(options.required);
  const found = find(normaliseLine(cell.text));
  return found === undefined ? bad('unknownArea', expected.place) : good(found);
}

/** Checks that a day (or instant) is not before the one it must follow; empty ones are not compared. */
export function checkOrder(start: string | null, end: string | null): CellResult<null> {
  const wrong = start !== null && end !== null && end < start;
  return wrong ? bad('endsBeforeStart', expected.notBefore(start)) : good(null);
}
