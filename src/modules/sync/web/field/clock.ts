import { todayInVietnam } from '../../../../platform/dates.ts';
import { formatDate, formatInstant } from '../../../../platform/web/format.ts';
import type { Language } from '../../../../ui/language.ts';

const hours = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** The day in Vietnam, 'YYYY-MM-DD'. */
export function dayOf(at: Date): string {
  return todayInVietnam(at.toISOString());
}

/** The time of day in Vietnam, 'HH:MM'. */
export function timeOf(at: Date): string {
  return hours.format(at);
}

/** A day ('YYYY-MM-DD') or a moment (milliseconds), as people read it. */
export function whenWords(when: string | number, language: Language): string {
  return typeof when === 'string'
    ? formatDate(when, language)
    : formatInstant(new Date(when).toISOString(), language);
}
