import {
  addDays,
  dayParts,
  daysInMonth,
  diffDays,
  formatDay,
  makeDay,
  maxDay,
  minDay,
} from '../../platform/dates.ts';
import type { LocalText } from '../../platform/text.ts';
import type { PeriodKind, PeriodScheme, PeriodWindow } from './period.contract.ts';

/**
 * Window number n (from 1) of that kind in a year of a scheme: the official year 2024 runs to 14/12/2024.
 * Throws RangeError where the scheme has no such window.
 */
export function windowOf(scheme: PeriodScheme, kind: PeriodKind, year: number, n: number): PeriodWindow {
  const windows = scheme.kinds[kind];
  const bounds = windows?.windows[n - 1];
  if (windows === undefined || bounds === undefined) {
    throw new RangeError(`${scheme.code} has no ${kind} ${n}`);
  }
  return {
    scheme: scheme.code,
    kind,
    year,
    n,
    from: dayOf(bounds.from, year),
    to: dayOf(bounds.to, year),
    name: fillIn(bounds.name, year, n),
    verified: scheme.verified && windows.verified,
    partial: false,
  };
}

/** A window of any days, first and last included. Throws RangeError where it ends before it begins. */
export function customWindow(from: string, to: string): PeriodWindow {
  if (to < from) throw new RangeError(`window ends before it begins: ${from} – ${to}`);
  const name = {
    vi: `Từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`,
    en: `From ${formatDay(from)} to ${formatDay(to)}`,
  };
  const { year } = dayParts(to);
  return { scheme: 'CUSTOM', kind: 'custom', year, n: 1, from, to, name, verified: true, partial: false };
}

/** How many windows of that kind a year of the scheme has; 0 where it has none. */
export function windowCount(scheme: PeriodScheme, kind: PeriodKind): number {
  return scheme.kinds[kind]?.windows.length ?? 0;
}

/**
 * The windows of that kind that touch the days from `from` to `to`, in order, cut at these edges (`partial`), so
 * that they never tell of days that were not asked for. Empty where the scheme does not know the kind.
 */
export function windowsIn(scheme: PeriodScheme, kind: PeriodKind, from: string, to: string): PeriodWindow[] {
  const found: PeriodWindow[] = [];
  for (let year = dayParts(from).year; year <= dayParts(to).year + 1; year += 1) {
    for (let n = 1; n <= windowCount(scheme, kind); n += 1) {
      const window = windowOf(scheme, kind, year, n);
      if (window.to >= from && window.from <= to) found.push(clip(window, from, to));
    }
  }
  return found;
}

function clip(window: PeriodWindow, from: string, to: string): PeriodWindow {
  const partial = window.from < from || window.to > to;
  return { ...window, from: maxDay(window.from, from), to: minDay(window.to, to), partial };
}

/** The window of that kind that the day is in; undefined where none holds it (after the ninth of nine months). */
export function periodAt(scheme: PeriodScheme, kind: PeriodKind, day: string): PeriodWindow | undefined {
  const [window] = windowsIn(scheme, kind, day, day);
  return window && windowOf(scheme, kind, window.year, window.n);
}

/** The window of the scheme that has exactly these days, of the shortest kind; else a custom one. */
export function windowOfDays(scheme: PeriodScheme, from: string, to: string): PeriodWindow {
  for (const kind of ['month', 'quarter', 'half', 'nineMonths', 'year'] as const) {
    const found = windowsIn(scheme, kind, from, to).find(
      (window) => !window.partial && window.from === from && window.to === to,
    );
    if (found) return found;
  }
  return customWindow(from, to);
}

/**
 * The period before: the scheme's window before this one; for a custom window, as many days directly before it.
 * A window of the scheme that was cut is taken whole.
 */
export function previousPeriod(scheme: PeriodScheme, window: PeriodWindow): PeriodWindow {
  const { kind, year, n } = window;
  if (kind === 'custom') {
    const to = addDays(window.from, -1);
    return customWindow(addDays(to, -diffDays(window.from, window.to)), to);
  }
  return n > 1
    ? windowOf(scheme, kind, year, n - 1)
    : windowOf(scheme, kind, year - 1, windowCount(scheme, kind));
}

/** The period after, as `previousPeriod` is the one before. */
export function nextPeriod(scheme: PeriodScheme, window: PeriodWindow): PeriodWindow {
  const { kind, year, n } = window;
  if (kind === 'custom') {
    const from = addDays(window.to, 1);
    return customWindow(from, addDays(from, diffDays(window.from, window.to)));
  }
  return n < windowCount(scheme, kind)
    ? windowOf(scheme, kind, year, n + 1)
    : windowOf(scheme, kind, year + 1, 1);
}

/**
 * The same period of the year before. A custom window keeps its days and months; one that ends with February ends
 * with February (28 or 29), and windows that follow on each other still do a year earlier.
 */
export function samePeriodLastYear(scheme: PeriodScheme, window: PeriodWindow): PeriodWindow {
  if (window.kind !== 'custom') return windowOf(scheme, window.kind, window.year - 1, window.n);
  const to = yearBefore(window.to);
  const from = addDays(yearBefore(addDays(window.from, -1)), 1);
  // 29 February alone has no day of its own a year earlier: it is compared with the last day of February.
  return customWindow(minDay(from, to), to);
}

function yearBefore(day: string): string {
  const { year, month, day: dayOfMonth } = dayParts(day);
  const endsFebruary = month === 2 && dayOfMonth === daysInMonth(year, 2);
  return existing(year - 1, month, endsFebruary ? daysInMonth(year - 1, 2) : dayOfMonth);
}

function dayOf(bound: string, year: number): string {
  const [monthAndDay = '', offset] = bound.split('/');
  const [month, day] = monthAndDay.split('-');
  const ofYear = offset === '-1' ? year - 1 : year;
  return existing(ofYear, Number(month), day === 'last' ? daysInMonth(ofYear, Number(month)) : Number(day));
}

function existing(year: number, month: number, day: number): string {
  const made = makeDay(year, month, day);
  if (made === undefined) throw new RangeError(`no day ${day}/${month}/${year}`);
  return made;
}

function fillIn(name: LocalText, year: number, n: number): LocalText {
  const fill = (text: string): string => text.replaceAll('{n}', String(n)).replaceAll('{year}', String(year));
  return { vi: fill(name.vi), en: fill(name.en) };
}
