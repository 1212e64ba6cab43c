import type { Language } from '../../ui/language.ts';
import { dayParts } from '../dates.ts';

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const space = '\u00a0';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Decree 30/2020, annex I: days under 10 and the months 1 and 2 get a zero before them, other months do not. */
function decreeMonth(month: number): string {
  return month <= 2 ? two(month) : String(month);
}

/** A day 'YYYY-MM-DD': 07/3/2024 in Vietnamese, 7 Mar 2024 in English. Throws RangeError if it is no day. */
export function formatDate(day: string, language: Language): string {
  const { year, month, day: date } = dayParts(day);
  if (language === 'en') return `${date} ${englishMonths[month - 1]} ${year}`;
  return `${two(date)}/${decreeMonth(month)}/${year}`;
}

/** A month 'YYYY-MM': tháng 3/2024, Mar 2024. */
export function formatMonth(month: string, language: Language): string {
  const { year, month: number } = dayParts(`${month}-01`);
  return language === 'en' ? `${englishMonths[number - 1]} ${year}` : `tháng ${number}/${year}`;
}

/** Two days, both included: 15/12/2023–14/12/2024. One day alone where they are the same. */
export function formatWindow(from: string, to: string, language: Language): string {
  return from === to
    ? formatDate(from, language)
    : `${formatDate(from, language)}–${formatDate(to, language)}`;
}

/** A time 'HH:MM': 21 giờ 30 in Vietnamese, 21:30 in English. */
export function formatTime(time: string, language: Language): string {
  return language === 'en' ? time : `${time.slice(0, 2)} giờ ${time.slice(3, 5)}`;
}

/** An instant (UTC, ISO) as the wall clock in Viet Nam shows it: 21 giờ 30, 07/3/2024; 7 Mar 2024, 21:30. */
export function formatInstant(instant: string, language: Language): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
  // UTC+7 all year since 1975; no summer time to look up.
  const wall = new Date(at + 7 * 3_600_000).toISOString();
  const day = formatDate(wall.slice(0, 10), language);
  const time = formatTime(wall.slice(11, 16), language);
  return language === 'en' ? `${day}, ${time}` : `${time}, ${day}`;
}

/** A number: 1.250 and 12,5 in Vietnamese, 1,250 and 12.5 in English. Exactly `decimals` places where given. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const places =
    decimals === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', places).replace('-', '−');
}

/** A share (0.7 is 70 per cent): 70,0 % in Vietnamese, 70.0% in English. */
export function formatPercent(share: number, language: Language, decimals = 1): string {
  return `${formatNumber(share * 100, language, decimals)}${language === 'vi' ? `${space}%` : '%'}`;
}

/**
 * How a figure moved: its direction and the change in per cent with its sign, '+12,5 %'. The plain difference
 * stands instead where the earlier figure is 0, since a per cent of nothing means nothing.
 */
export function formatChange(
  now: number,
  before: number,
  language: Language,
): { direction: 'up' | 'down' | 'same'; text: string } {
  const difference = now - before;
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'same';
  const sign = difference > 0 ? '+' : '';
  if (before === 0) return { direction, text: `${sign}${formatNumber(difference, language)}` };
  return { direction, text: `${sign}${formatPercent(difference / Math.abs(before), language)}` };
}

/** A size of bytes in the unit that keeps it short: 850 KB, 12,4 MB. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.ceil(bytes / 1000), language)}${space}KB`;
  if (bytes < 1_000_000_000) return `${formatNumber(bytes / 1_000_000, language, 1)}${space}MB`;
  return `${formatNumber(bytes / 1_000_000_000, language, 1)}${space}GB`;
}
