import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeper, storable, storableJson } from './plain-json.rules.ts';

const odd = fc.string({ unit: fc.constantFrom('a', 'ế', '\u0000', '\ud800', '\udfff', '😀') });

test('whatever comes as JSON becomes text that PostgreSQL holds, and nothing else of it changes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(odd, odd), (plain, strange) => {
      expect(JSON.stringify(storableJson({ plain, strange }))).not.toMatch(/\\u0000|\\ud[89a-f]/iu);
      const copy = JSON.parse(JSON.stringify(plain)) as unknown;
      if (
        storable(JSON.stringify(plain)) === JSON.stringify(plain) &&
        !/\\u0000|\\ud/u.test(JSON.stringify(plain))
      )
        expect(storableJson(copy)).toEqual(copy);
    }),
  );
});

test('depth is found exactly, and however deep it is without going deeper than asked', () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (depth, levels) => {
      let value: unknown = 1;
      for (let at = 0; at < depth; at += 1) value = at % 2 ? [value] : { value };
      expect(isDeeper(value, levels)).toBe(depth > levels);
    }),
  );
  expect(isDeeper(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 32)).toBe(true);
});
