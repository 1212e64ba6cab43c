import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayParts } from '../../platform/dates.ts';
import { windowTerms } from './window-terms.rules.ts';

const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2019-06-01', offset));

function halfOf(value: string): number {
  const parts = dayParts(value);
  return (parts.month - 1) * 2 + (parts.day >= 15 ? 1 : 0);
}

function sumByTerms(facts: readonly string[], from: string | null, to: string): number {
  const terms = windowTerms({ from, to });
  const years = terms.years.flatMap((term) =>
    facts
      .filter((fact) => {
        const { year } = dayParts(fact);
        return year >= term.firstYear && year <= term.lastYear && halfOf(fact) < term.halves;
      })
      .map(() => term.sign as number),
  );
  const edges = terms.edges.flatMap((term) =>
    facts.filter((fact) => fact >= term.firstDay && fact <= term.lastDay).map(() => term.sign as number),
  );
  return [...years, ...edges].reduce((sum, sign) => sum + sign, 0);
}

test('the terms of any window count exactly the facts inside it', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 60 }), day, day, fc.boolean(), (facts, a, b, stock) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      const inside = facts.filter((fact) => (stock || fact >= from) && fact <= to).length;
      expect(sumByTerms(facts, stock ? null : from, to)).toBe(inside);
    }),
    { numRuns: 500 },
  );
});

test('official windows need no edge at all', () => {
  expect(windowTerms({ from: '2023-12-15', to: '2024-12-14' }).edges).toEqual([]);
  expect(windowTerms({ from: '2024-05-15', to: '2024-06-14' }).years).toHaveLength(2);
});
