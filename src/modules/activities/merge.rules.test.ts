import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from './activity-text.rules.ts';
import type { EntryValues } from './field.contract.ts';
import { mergeEntries, settleConflicts } from './merge.rules.ts';

const fields = ['day', 'people', 'place', 'remarks', 'route', 'topics'];
const value = fc.oneof(
  fc.constantFrom('', 'yên tĩnh', 'mất trộm xe', 'mưa to'),
  fc.integer({ min: 0, max: 9 }),
  fc.boolean(),
  fc.uniqueArray(fc.constantFrom('drugs', 'traffic', 'fire')),
);
const entry: fc.Arbitrary<EntryValues> = fc.dictionary(fc.constantFrom(...fields), value);
/** A record, what one person and what another made of it. */
const three = fc.tuple(entry, entry, entry);

test('who changed a field alone is heard, whoever came first', () => {
  fc.assert(
    fc.property(three, ([before, mine, theirs]) => {
      const { values, conflicts } = mergeEntries(before, mine, theirs);
      const asked = new Set(conflicts.map(({ field }) => field));
      for (const field of fields) {
        const changedMine = !sameValue(before[field], mine[field]);
        const changedTheirs = !sameValue(before[field], theirs[field]);
        if (changedMine && !changedTheirs) expect(sameValue(values[field], mine[field])).toBe(true);
        else expect(sameValue(values[field], theirs[field])).toBe(true);
        expect(asked.has(field)).toBe(changedMine && changedTheirs && !sameValue(mine[field], theirs[field]));
      }
    }),
  );
});

test('no change is lost: it is in the record or somebody is asked about it', () => {
  fc.assert(
    fc.property(three, ([before, mine, theirs]) => {
      const { values, conflicts } = mergeEntries(before, mine, theirs);
      for (const [who, theirOwn] of [
        ['mine', mine],
        ['theirs', theirs],
      ] as const) {
        for (const field of fields) {
          if (sameValue(before[field], theirOwn[field])) continue;
          const isAsked = conflicts.some(
            (one) => one.field === field && sameValue(one[who], theirOwn[field]),
          );
          expect(isAsked || sameValue(values[field], theirOwn[field])).toBe(true);
        }
      }
    }),
  );
});

test('the order in which two changes arrive matters only for fields that somebody is asked about', () => {
  fc.assert(
    fc.property(three, ([before, one, two]) => {
      const there = mergeEntries(before, one, two);
      const back = mergeEntries(before, two, one);
      expect(there.conflicts.map(({ field }) => field)).toEqual(back.conflicts.map(({ field }) => field));
      const asked = new Set(there.conflicts.map(({ field }) => field));
      for (const field of fields.filter((code) => !asked.has(code)))
        expect(sameValue(there.values[field], back.values[field])).toBe(true);
    }),
  );
});

test('the same change sent again, or over an unchanged record, asks nobody', () => {
  fc.assert(
    fc.property(entry, entry, (before, mine) => {
      expect(mergeEntries(before, mine, before)).toMatchObject({ conflicts: [] });
      const twice = mergeEntries(before, mine, mergeEntries(before, mine, before).values);
      expect(twice.conflicts).toEqual([]);
      for (const field of fields) expect(sameValue(twice.values[field], mine[field])).toBe(true);
    }),
  );
});

test('an answer puts in exactly what was chosen', () => {
  const before = { people: 4, remarks: 'yên tĩnh', route: 'quanh đình' };
  const mine = { people: 6, route: 'quanh đình' };
  const theirs = { people: 5, remarks: 'mưa to', route: 'dọc đê' };
  const { values, conflicts } = mergeEntries(before, mine, theirs);
  expect(values).toEqual({ people: 5, remarks: 'mưa to', route: 'dọc đê' });
  expect(conflicts.map(({ field }) => field)).toEqual(['people', 'remarks']);
  expect(settleConflicts(values, conflicts, { people: 'mine', remarks: 'theirs' })).toEqual({
    people: 6,
    remarks: 'mưa to',
    route: 'dọc đê',
  });
  expect(settleConflicts(values, conflicts, { remarks: 'mine' })).toEqual({ people: 5, route: 'dọc đê' });
});
