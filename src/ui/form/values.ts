import { isDate, isTime, makeDay } from '../../platform/dates.ts';
import type { Language } from '../language.ts';

/**
 * Reads a day as people type it: 7/3/2024, 07-03-2024, 7.3.2024, 7 3 24, 2024-03-07, and 7/3 with the year given.
 * Two-digit years are of this century. Gives 'YYYY-MM-DD', or undefined where it is no day of the calendar.
 */
export function parseDay(text: string, yearWhenMissing: number): string | undefined {
  const clean = text.trim();
  if (isDate(clean)) return clean;
  const match = /^(\d{1,2})\s*[/\-.\s]\s*(\d{1,2})(?:\s*[/\-.\s]\s*(\d{4}|\d{2}))?$/.exec(clean);
  if (!match) return undefined;
  const year =
    match[3] === undefined ? yearWhenMissing : Number(match[3].length === 2 ? `20${match[3]}` : match[3]);
  return makeDay(year, Number(match[2]), Number(match[1]));
}

/** 'YYYY-MM-DD' as it stands in a field: dd/mm/yyyy. Other text is given back as it is. */
export function showDay(value: string): string {
  return isDate(value) ? `${value.slice(8, 10)}/${value.slice(5, 7)}/${value.slice(0, 4)}` : value;
}

/**
 * Reads a time as people type it: 21h30, 21:30, 21 giờ 30, 21.30, 2130, 930, 21h, 9. Gives 'HH:MM' or undefined.
 */
export function parseTime(text: string): string | undefined {
  const clean = text.trim().toLowerCase().normalize('NFC');
  const parts =
    /^(\d{1,2})\s*(?:h|:|\.|g|giờ|gio)\s*(\d{2})?\s*(?:p|phút|phut)?$/.exec(clean) ??
    /^(\d{1,2})(\d{2})$/.exec(clean) ??
    /^(\d{1,2})$/.exec(clean);
  if (!parts) return undefined;
  const time = `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}`;
  return isTime(time) ? time : undefined;
}

/**
 * Reads a number as people type it: 1.250 and 1250 in Vietnamese, 1,250 in English; the other mark is the decimal
 * point. Gives undefined for what is not a number or has more than `decimals` places.
 */
export function parseNumber(text: string, language: Language, decimals = 0): number | undefined {
  const clean = text.replace(/[\s\u00a0]/g, '').replace('−', '-');
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`);
  const plain = new RegExp(`^-?\\d+(\\${point}\\d+)?$`);
  if (!grouped.test(clean) && !plain.test(clean)) return undefined;
  const normal = clean.split(group).join('').replace(point, '.');
  if ((normal.split('.')[1] ?? '').length > decimals) return undefined;
  const value = Number(normal);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** A number as it stands in a field: 1.250,5 in Vietnamese, 1,250.5 in English. */
export function showNumber(value: number, language: Language, decimals = 0): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: decimals });
}

/** Key by which 'Thôn Cẩm', 'thon cam' and 'THÔN CẨM' are one: for matching pasted words with choices. */
export function looseKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/\s+/g, ' ')
    .trim();
}
