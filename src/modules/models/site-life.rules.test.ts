import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../platform/dates.ts';
import type { ActivityRule } from './model-kind.contract.ts';
import { type DayCount, dormantFrom, needOn, quietSpans } from './site-life.rules.ts';

const start = '2024-01-01' as Day;
const rule = (...needs: ActivityRule['needs']): ActivityRule => ({
  needs,
  looksBelow: true,
  checkEveryMonths: null,
  reviewEveryMonths: null,
});

describe('when a site is on paper only', () => {
  const monthly = rule({ forms: ['patrol'], count: 1, withinDays: 30 });

  test('without a record it turns dormant on the day after the kind’s limit', () => {
    const spans = quietSpans(monthly, start, [], null);
    expect(spans).toEqual([{ from: '2024-02-01', to: null }]);
    expect(dormantFrom(spans)).toBe('2024-02-01');
  });

  test('a record brings it back on its own day, and the limit runs from there', () => {
    const spans = quietSpans(monthly, start, [{ day: '2024-03-10' as Day, form: 'patrol', count: 1 }], null);
    expect(spans).toEqual([
      { from: '2024-02-01', to: '2024-03-10' },
      { from: '2024-04-10', to: null },
    ]);
  });

  test('records of other forms, and from before the launch, keep nothing alive', () => {
    const records = [
      { day: '2024-01-20' as Day, form: 'mediation', count: 3 },
      { day: '2023-12-31' as Day, form: 'patrol', count: 1 },
    ];
    expect(dormantFrom(quietSpans(monthly, start, records, null))).toBe('2024-02-01');
  });

  test('a retired site is dormant no longer', () => {
    expect(quietSpans(monthly, start, [], '2024-02-20' as Day)).toEqual([
      { from: '2024-02-01', to: '2024-02-20' },
    ]);
    expect(dormantFrom(quietSpans(monthly, start, [], '2024-01-20' as Day))).toBeNull();
  });

  test('a kind without a rule never turns dormant by itself', () => {
    expect(quietSpans(rule(), start, [], null)).toEqual([]);
  });
});

const day = fc.integer({ min: -20, max: 200 }).map((n) => addDays(start, n));
const record = fc.record({
  day,
  form: fc.constantFrom('patrol', 'mediation', 'check'),
  count: fc.integer({ min: 1, max: 3 }),
});
const need = fc.record({
  forms: fc.uniqueArray(fc.constantFrom('patrol', 'mediation', 'check'), { minLength: 1 }),
  count: fc.integer({ min: 1, max: 4 }),
  withinDays: fc.integer({ min: 7, max: 60 }),
});

test('on every day a site is dormant exactly if one of its needs is not met', () => {
  fc.assert(
    fc.property(
      fc.array(need, { maxLength: 3 }),
      fc.array(record, { maxLength: 25 }),
      fc.option(fc.integer({ min: 1, max: 220 }), { nil: null }),
      (needs, records: DayCount[], end) => {
        const endedOn = end === null ? null : addDays(start, end);
        const spans = quietSpans(rule(...needs), start, records, endedOn);
        for (let n = 0; n < (end ?? 260); n += 1) {
          const on = addDays(start, n);
          const quiet = spans.some((span) => span.from <= on && (span.to === null || on < span.to));
          const met = needs.every((each) => needOn(each, start, records, on).met);
          expect([on, quiet]).toEqual([on, !met]);
        }
      },
    ),
  );
});
