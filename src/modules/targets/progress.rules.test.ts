import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, diffDays } from '../../platform/dates.ts';
import { elapsedShare, ranks, type TargetCourse, targetProgress } from './progress.rules.ts';

const year = { from: '2025-12-15', to: '2026-12-14' };
const course = (given: Partial<TargetCourse> = {}): TargetCourse => ({
  ...year,
  measure: 'sum',
  direction: 'atLeast',
  amount: 365,
  ...given,
});
const dayIn = fc.integer({ min: 0, max: 364 }).map((n) => addDays(year.from, n));
const count = fc.integer({ min: 0, max: 2000 });

test('the calendar goes from the first day to the last, both counted', () => {
  expect(elapsedShare(year, '2025-12-14')).toBe(0);
  expect(elapsedShare(year, '2025-12-15')).toBe(1 / 365);
  expect(elapsedShare(year, '2026-12-14')).toBe(1);
  expect(elapsedShare(year, '2027-05-01')).toBe(1);
});

test('one a day for a target of one a day is on track, and comes to the target', () => {
  fc.assert(
    fc.property(dayIn, (today) => {
      const now = diffDays(year.from, today) + 1;
      const found = targetProgress(course(), { start: 0, now }, today);
      expect(found.state).toBe(today === year.to ? 'met' : 'onTrack');
      expect(found.forecast).toBeCloseTo(365, 8);
      const less = targetProgress(course(), { start: 0, now: now - 1 }, today);
      expect(less.state).toBe('behind');
    }),
  );
});

test('more of what is wanted never makes it worse', () => {
  const order = ['missed', 'behind', 'notBegun', 'onTrack', 'met'];
  fc.assert(
    fc.property(dayIn, count, count, count, (today, amount, now, more) => {
      const at = (value: number) => targetProgress(course({ amount }), { start: 0, now: value }, today);
      expect(order.indexOf(at(now + more).state)).toBeGreaterThanOrEqual(order.indexOf(at(now).state));
      expect(at(now + more).forecast ?? 0).toBeGreaterThanOrEqual(at(now).forecast ?? 0);
    }),
  );
});

test('growth counts from the stock before the year, a level from where it stood', () => {
  const half = '2026-06-15';
  const grown = targetProgress(course({ measure: 'growth', amount: 20 }), { start: 50, now: 61 }, half);
  expect(grown).toMatchObject({ value: 11, progress: 0.55, state: 'onTrack' });
  expect(grown.forecast).toBeCloseTo((11 / 183) * 365, 8);
  const level = targetProgress(course({ measure: 'level', amount: 1 }), { start: 0.4, now: 0.6 }, half);
  expect(level.state).toBe('behind');
  expect(level.expected).toBeCloseTo(0.4 + 0.6 * (183 / 365), 8);
  expect(level.forecast).toBeCloseTo(0.4 + (0.2 / 183) * 365, 8);
  expect(
    targetProgress(course({ measure: 'level', amount: 1 }), { start: 0.5, now: 0.99 }, half, 1).forecast,
  ).toBe(1);
  expect(targetProgress(course({ measure: 'level', amount: 1 }), { start: 1, now: 0.99 }, half).state).toBe(
    'behind',
  );
});

test('a rate of the year is asked for whole from the first day on, and goes on as it is', () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  const order = fc.constantFrom('atLeast' as const, 'atMost' as const);
  fc.assert(
    fc.property(dayIn, rate, rate, order, (today, amount, now, direction) => {
      const rated = course({ measure: 'level', amount, direction, isRateOfYear: true });
      // Whatever the day before the year was like: it is no part of the year.
      for (const start of [null, 0, 0.9])
        expect(targetProgress(rated, { start, now }, today, 1)).toMatchObject({
          ...{ value: now, expected: amount, forecast: now },
          state:
            direction === 'atLeast'
              ? now >= amount - 1e-9
                ? 'met'
                : 'behind'
              : now <= amount + 1e-9
                ? 'onTrack'
                : 'behind',
        });
    }),
  );
  const asked = course({ measure: 'level', amount: 0.8, isRateOfYear: true });
  expect(targetProgress(asked, { start: null, now: 0.5 }, '2026-06-15')).toMatchObject({
    ...{ expected: 0.8, forecast: 0.5, state: 'behind' },
  });
});

test('a ceiling is met only at the end, and broken for good by a sum above it', () => {
  const ceiling = course({ direction: 'atMost', amount: 10 });
  const at = (now: number, today: string) => targetProgress(ceiling, { start: 0, now }, today).state;
  expect([at(2, '2026-06-15'), at(7, '2026-06-15'), at(11, '2026-06-15')]).toEqual([
    'onTrack',
    'behind',
    'missed',
  ]);
  expect([at(10, '2026-12-15'), at(11, '2026-12-15')]).toEqual(['met', 'missed']);
});

test('nothing to measure is behind, and missed when the year is over', () => {
  expect(targetProgress(course(), { start: null, now: null }, '2026-01-01')).toMatchObject({
    value: null,
    progress: null,
    forecast: null,
    state: 'behind',
  });
  expect(targetProgress(course(), { start: null, now: null }, '2027-01-01').state).toBe('missed');
  expect(targetProgress(course(), { start: 0, now: 0 }, '2025-12-01').state).toBe('notBegun');
});

test('ranks are those of sport: equal ones share, the next is left out, no value is last', () => {
  expect(ranks([0.5, 1, 0.5, null, 0.2], 'atLeast')).toEqual([2, 1, 2, 5, 4]);
  expect(ranks([0.5, 1, 0.5, null, 0.2], 'atMost')).toEqual([2, 4, 2, 5, 1]);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (shares) => {
        const found = ranks(shares, 'atLeast');
        expect(Math.min(...found)).toBe(1);
        expect(Math.max(...found)).toBeLessThanOrEqual(shares.length);
      },
    ),
  );
});
