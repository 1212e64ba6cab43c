import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, diffDays } from '../../platform/dates.ts';
import { referenceData } from '../../reference/reference-data.ts';
import {
  halfMonthDays,
  halfMonthFromKey,
  halfMonthKey,
  halfMonthOf,
  halfMonthsOf,
} from './half-months.rules.ts';
import { PeriodKind, type PeriodScheme, type PeriodWindow } from './period.contract.ts';
import {
  customWindow,
  nextPeriod,
  periodAt,
  previousPeriod,
  samePeriodLastYear,
  windowCount,
  windowOf,
  windowsIn,
} from './periods.rules.ts';

const { periods, getPeriodScheme } = referenceData();
const admin = getPeriodScheme('ADMIN_0915');
const days = (window: PeriodWindow): string => `${window.from}…${window.to}`;
const anyDay = fc.integer({ min: -10_000, max: 30_000 }).map((n) => addDays('2000-01-01', n));
const anyWindow = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 900 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));
const schemeAndKind = fc.constantFrom(
  ...periods.flatMap((scheme) =>
    PeriodKind.options
      .filter((kind) => windowCount(scheme, kind) > 0)
      .map((kind): [PeriodScheme, PeriodKind] => [scheme, kind]),
  ),
);

describe('official windows', () => {
  it('of Decree 09/2019 run from the 15th to the 14th', () => {
    expect(days(windowOf(admin, 'month', 2024, 1))).toBe('2023-12-15…2024-01-14');
    expect(days(windowOf(admin, 'month', 2024, 3))).toBe('2024-02-15…2024-03-14');
    expect(days(windowOf(admin, 'quarter', 2024, 1))).toBe('2023-12-15…2024-03-14');
    expect(days(windowOf(admin, 'quarter', 2024, 4))).toBe('2024-09-15…2024-12-14');
    expect(days(windowOf(admin, 'half', 2024, 1))).toBe('2023-12-15…2024-06-14');
    expect(days(windowOf(admin, 'half', 2024, 2))).toBe('2024-06-15…2024-12-14');
    expect(days(windowOf(admin, 'nineMonths', 2024, 1))).toBe('2023-12-15…2024-09-14');
    expect(days(windowOf(admin, 'year', 2024, 1))).toBe('2023-12-15…2024-12-14');
    expect(windowOf(admin, 'month', 2024, 6).name).toEqual({ vi: 'Tháng 6 năm 2024', en: 'June 2024' });
    expect(windowOf(admin, 'nineMonths', 2024, 1).verified).toBe(false);
    expect(() => windowOf(admin, 'half', 2024, 3)).toThrow(RangeError);
  });

  it('of the other rules keep their own days', () => {
    expect(days(windowOf(getPeriodScheme('TT124_RESIDENTIAL'), 'year', 2024, 1))).toBe(
      '2023-11-01…2024-10-31',
    );
    expect(days(windowOf(getPeriodScheme('TT124_UNIT'), 'year', 2024, 1))).toBe('2023-11-16…2024-11-15');
    expect(days(windowOf(getPeriodScheme('TEAM_RATING'), 'year', 2026, 1))).toBe('2025-11-15…2026-11-14');
    expect(days(windowOf(getPeriodScheme('CALENDAR'), 'month', 2024, 2))).toBe('2024-02-01…2024-02-29');
    expect(windowOf(getPeriodScheme('NTM_SEMI'), 'half', 2024, 1).verified).toBe(false);
    expect(periodAt(admin, 'year', '2024-12-15')?.year).toBe(2025);
    expect(periodAt(admin, 'nineMonths', '2024-11-01')).toBeUndefined();
    expect(periodAt(getPeriodScheme('CUSTOM'), 'year', '2024-11-01')).toBeUndefined();
  });

  it('cover every day once, and the window before ends the day before', () => {
    fc.assert(
      fc.property(schemeAndKind, anyDay, ([scheme, kind], day) => {
        const window = periodAt(scheme, kind, day);
        if (window === undefined) {
          expect(kind).toBe('nineMonths');
          return;
        }
        expect(window.from <= day && day <= window.to).toBe(true);
        if (kind === 'nineMonths') return;
        expect(previousPeriod(scheme, window).to).toBe(addDays(window.from, -1));
        expect(days(nextPeriod(scheme, previousPeriod(scheme, window)))).toBe(days(window));
        expect(samePeriodLastYear(scheme, window)).toEqual(windowOf(scheme, kind, window.year - 1, window.n));
      }),
    );
  });

  it('cut a longer question into pieces without gap or overlap', () => {
    fc.assert(
      fc.property(schemeAndKind, anyWindow, ([scheme, kind], { from, to }) => {
        const pieces = windowsIn(scheme, kind, from, to);
        pieces.slice(1).forEach((piece, at) => {
          const before = pieces[at];
          if (before !== undefined && kind !== 'nineMonths') expect(piece.from).toBe(addDays(before.to, 1));
        });
        if (kind !== 'nineMonths') {
          expect([pieces.at(0)?.from, pieces.at(-1)?.to]).toEqual([from, to]);
        }
        for (const piece of pieces) {
          const whole = windowOf(scheme, kind, piece.year, piece.n);
          expect(piece.partial).toBe(days(whole) !== days(piece));
        }
      }),
    );
  });
});

describe('any days', () => {
  const lastYear = (from: string, to: string): string =>
    days(samePeriodLastYear(getPeriodScheme('CUSTOM'), customWindow(from, to)));

  it('are compared with as many days before, and with the same days a year before', () => {
    const window = customWindow('2024-02-03', '2024-03-19');
    expect(days(previousPeriod(admin, window))).toBe('2023-12-19…2024-02-02');
    expect(lastYear('2024-02-03', '2024-03-19')).toBe('2023-02-03…2023-03-19');
    expect(() => customWindow('2024-02-03', '2024-02-02')).toThrow(RangeError);
  });

  it('know that February ends on the 28th or the 29th', () => {
    expect(lastYear('2024-02-01', '2024-02-29')).toBe('2023-02-01…2023-02-28');
    expect(lastYear('2025-02-01', '2025-02-28')).toBe('2024-02-01…2024-02-29');
    expect(lastYear('2024-03-01', '2024-03-31')).toBe('2023-03-01…2023-03-31');
    expect(lastYear('2025-03-01', '2025-03-31')).toBe('2024-03-01…2024-03-31');
    expect(lastYear('2024-02-29', '2024-02-29')).toBe('2023-02-28…2023-02-28');
    expect(lastYear('2024-02-29', '2024-03-14')).toBe('2023-03-01…2023-03-14');
  });

  it('keep their length in both comparisons, but for a leap day', () => {
    fc.assert(
      fc.property(anyWindow, ({ from, to }) => {
        const window = customWindow(from, to);
        const length = diffDays(from, to);
        const before = previousPeriod(admin, window);
        expect([diffDays(before.from, before.to), before.to]).toEqual([length, addDays(from, -1)]);
        expect(days(nextPeriod(admin, before))).toBe(days(window));
        const year = samePeriodLastYear(admin, window);
        expect(Math.abs(diffDays(year.from, year.to) - length)).toBeLessThanOrEqual(1);
        expect(year.from <= year.to && year.to < to).toBe(true);
      }),
    );
  });
});

describe('half months', () => {
  it('split a window into whole halves and loose days', () => {
    expect(halfMonthsOf('2023-12-15', '2024-12-14')).toEqual({
      leadingDays: null,
      halves: { first: { year: 2023, index: 23 }, last: { year: 2024, index: 22 } },
      trailingDays: null,
    });
    expect(halfMonthsOf('2024-02-03', '2024-03-19')).toEqual({
      leadingDays: ['2024-02-03', '2024-02-14'],
      halves: { first: { year: 2024, index: 3 }, last: { year: 2024, index: 4 } },
      trailingDays: ['2024-03-15', '2024-03-19'],
    });
    expect(halfMonthsOf('2024-02-03', '2024-02-20').halves).toBeNull();
    expect(halfMonthsOf('2024-02-15', '2024-02-28').halves).toBeNull();
    expect(halfMonthsOf('2023-02-15', '2023-02-28').leadingDays).toBeNull();
    expect(halfMonthDays({ year: 2024, index: 3 })).toEqual({ from: '2024-02-15', to: '2024-02-29' });
    expect(() => halfMonthsOf('2024-02-03', '2024-02-02')).toThrow(RangeError);
  });

  it('hold exactly the days of the window, each once', () => {
    fc.assert(
      fc.property(anyWindow, ({ from, to }) => {
        const split = halfMonthsOf(from, to);
        const covered: string[] = [];
        const take = (first: string, last: string): void => {
          for (let day = first; day <= last; day = addDays(day, 1)) covered.push(day);
        };
        if (split.leadingDays !== null) take(...split.leadingDays);
        if (split.halves !== null) {
          const last = halfMonthKey(split.halves.last);
          for (let key = halfMonthKey(split.halves.first); key <= last; key += 1) {
            const half = halfMonthDays(halfMonthFromKey(key));
            expect(halfMonthKey(halfMonthOf(half.to))).toBe(key);
            take(half.from, half.to);
          }
        }
        if (split.trailingDays !== null) take(...split.trailingDays);
        expect(covered.length).toBe(diffDays(from, to) + 1);
        expect(covered.every((day, at) => day === addDays(from, at))).toBe(true);
      }),
    );
  });
});
