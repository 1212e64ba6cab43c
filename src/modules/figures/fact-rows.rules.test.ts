import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../activities/fact.contract.ts';
import { factRows, measureKey, measureParts } from './fact-rows.rules.ts';

const areas = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
const ArbitraryFact: fc.Arbitrary<Fact> = fc.record({
  indicator: fc.constantFrom('patrol.sessions', 'patrol.attendance'),
  day: fc.constantFrom('2026-01-01', '2026-01-02'),
  place: fc.record({ areaId: fc.constantFrom(...areas) }),
  value: fc
    .integer({ min: -3, max: 3 })
    .filter((value) => value !== 0)
    .map(String),
  slices: fc.dictionary(fc.constantFrom('topic', 'channel'), fc.constantFrom('a', 'b'), { maxKeys: 2 }),
});

test('rows hold the sum of the facts of each place and day, whole and for each slice, and nothing that is zero', () => {
  fc.assert(
    fc.property(fc.array(ArbitraryFact, { maxLength: 20 }), (facts) => {
      const expected = new Map<string, number>();
      for (const fact of facts) {
        for (const slice of ['', ...Object.entries(fact.slices).map(([name, value]) => `${name}=${value}`)]) {
          const key = `${fact.place.areaId} ${fact.day} ${measureKey(fact.indicator, slice)}`;
          expected.set(key, (expected.get(key) ?? 0) + Number(fact.value));
        }
      }
      const rows = factRows(facts);
      const given = rows.flatMap((row) =>
        [...row.amounts].map(([key, value]): [string, number] => [
          `${row.areaId} ${row.day} ${key}`,
          Number(value),
        ]),
      );
      expect(new Map(given)).toEqual(new Map([...expected].filter(([, value]) => value !== 0)));
      expect(rows.every((row) => row.amounts.size > 0)).toBe(true);
      const shuffled = factRows([...facts].reverse());
      expect(shuffled.map((row) => [row.areaId, row.day])).toEqual(rows.map((row) => [row.areaId, row.day]));
    }),
  );
});

test('a key is taken apart into what it was made of, whatever the slice holds', () => {
  expect(measureParts(measureKey('a.b', 'topic=x|y=z'))).toEqual({ indicator: 'a.b', slice: 'topic=x|y=z' });
});
