import type { FieldPhone } from './phones.contract.ts';

/** After so many days without a word somebody should ask. */
export const SILENT_DAYS = 7;
const WRONG_CLOCK_SECONDS = 600;
const DAY = 86_400_000;

/** Whole days since a phone was heard of. */
export function silentDays(phone: Pick<FieldPhone, 'lastSeenAt'>, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(phone.lastSeenAt)) / DAY));
}

/** In use, and not heard of for so long that somebody should ask. */
export function isSilent(phone: Pick<FieldPhone, 'lastSeenAt' | 'state'>, now: number): boolean {
  return phone.state === 'bound' && silentDays(phone, now) >= SILENT_DAYS;
}

export function hasWrongClock(phone: Pick<FieldPhone, 'clockAheadSeconds'>): boolean {
  return Math.abs(phone.clockAheadSeconds) > WRONG_CLOCK_SECONDS;
}
