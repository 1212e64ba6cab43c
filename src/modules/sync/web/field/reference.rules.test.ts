import { expect, test } from 'vitest';
import { isStale } from './reference.rules.ts';
import type { Reference } from './reference.ts';

const kept = (versions?: Reference['versions']): Reference => ({
  ...{ forms: [], places: [], teams: [], commune: undefined, fetchedAt: 0 },
  ...(versions ? { versions } : {}),
});

test('lists are fetched when they are not there, not named, or other ones; and not otherwise, however old', () => {
  const here = { forms: 'a', places: 'b' };
  expect(isStale(undefined, here)).toBe(true);
  // Kept by an app that did not know words yet.
  expect(isStale(kept(), here)).toBe(true);
  expect(isStale(kept(here), { ...here })).toBe(false);
  expect(isStale(kept(here), { ...here, forms: 'c' })).toBe(true);
  expect(isStale(kept(here), { ...here, places: 'c' })).toBe(true);
  // Nothing was heard of the commune in this round.
  expect(isStale(kept(here), undefined)).toBe(false);
});
