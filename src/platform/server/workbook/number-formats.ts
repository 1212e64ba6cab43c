import { formatDay, makeDay } from '../../dates.ts';

/** What a number format shows: parts of a day, of a time of day, both, or hours that go on past 24 (`duration`). */
export type Shows = 'number' | 'day' | 'time' | 'dayTime' | 'duration';

/** Built-in formats have no text in the file (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian days). */
const BUILT_IN: Readonly<Record<number, Shows>> = { 22: 'dayTime', 46: 'duration' };
const BUILT_IN_RANGES: readonly [number, number, Shows][] = [
  [14, 17, 'day'],
  [27, 31, 'day'],
  [36, 36, 'day'],
  [50, 54, 'day'],
  [57, 58, 'day'],
  [18, 21, 'time'],
  [32, 35, 'time'],
  [45, 47, 'time'],
  [55, 56, 'time'],
];

/** What a built-in format shows. */
export function builtInShows(id: number): Shows {
  const exact = BUILT_IN[id];
  if (exact !== undefined) return exact;
  return BUILT_IN_RANGES.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number';
}

/** What a format code such as `dd/mm/yyyy` or `[$-42A]d "tháng" m` shows. Only its first section is looked at. */
export function formatShows(code: string): Shows {
  const bare = code
    .replace(/"[^"]*"|\\.|[_*]./gsu, '')
    .split(';', 1)[0]
    ?.toLowerCase();
  if (bare === undefined) return 'number';
  if (/\[(h+|m+|s+)\]/.test(bare)) return 'duration';
  const tokens = bare.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p/g, 'h');
  if (/[#?%]|general/.test(tokens)) return 'number';
  const time = /[hs]/.test(tokens);
  // m is a minute beside hours or seconds and a month elsewhere.
  const day = /[dy]/.test(tokens) || (!time && tokens.includes('m'));
  if (day) return time ? 'dayTime' : 'day';
  return time ? 'time' : 'number';
}

export interface Moment {
  /** 'YYYY-MM-DD', 'HH:MM', 'YYYY-MM-DDTHH:MM'; a duration over 24 hours is 'H:MM'. */
  value: string;
  /** As a Vietnamese reader would see it: '07/03/2024', '21:30', '07/03/2024 21:30'. */
  text: string;
}

const SECONDS_A_DAY = 86_400;

/** The day and time behind a serial number; undefined where the format or the number shows none. */
export function momentOf(serial: number, shows: Shows, date1904: boolean): Moment | undefined {
  if (shows === 'number' || !Number.isFinite(serial) || serial < 0) return undefined;
  const seconds = Math.round(serial * SECONDS_A_DAY);
  if (shows === 'duration') return same(clock(seconds));
  const time = clock(seconds % SECONDS_A_DAY);
  if (shows === 'time') return same(time);
  const day = dayOfSerial(Math.floor(seconds / SECONDS_A_DAY), date1904);
  if (day === undefined) return undefined;
  if (shows === 'day' || seconds % SECONDS_A_DAY === 0) return { value: day, text: formatDay(day) };
  return { value: `${day}T${time}`, text: `${formatDay(day)} ${time}` };
}

function same(text: string): Moment {
  return { value: text, text };
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * The day of a whole serial number. In the 1900 system day 60 is 29/02/1900, which never was, so the days before it
 * count from another start; day 0 is shown by Excel as 00/01/1900 and is no day.
 */
function dayOfSerial(serial: number, date1904: boolean): string | undefined {
  if (!date1904 && (serial < 1 || serial === 60)) return undefined;
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const at = new Date(start + serial * SECONDS_A_DAY * 1000);
  if (Number.isNaN(at.getTime())) return undefined;
  return makeDay(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/** The serial number of a day in the 1900 system, for writing. Days before 01/03/1900 have none that all programs share. */
export function serialOfDay(day: string): number | undefined {
  const serial = (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / (SECONDS_A_DAY * 1000);
  return serial > 60 ? serial : undefined;
}
