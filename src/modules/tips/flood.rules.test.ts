import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundsOf, workOf } from './flood.rules.ts';

test('whoever asks now and then works little; more never costs less; there is an end to it', () => {
  const first = roundsOf(workOf(1));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (tasks) => {
      const rounds = roundsOf(workOf(tasks));
      expect(roundsOf(workOf(tasks + 1))).toBeGreaterThanOrEqual(rounds);
      expect(rounds).toBeLessThanOrEqual(256 * first);
    }),
  );
  for (const tasks of [1, 5, 8]) expect(roundsOf(workOf(tasks))).toBe(first);
  expect(roundsOf(workOf(2000))).toBe(256 * first);
});

test('two thousand tasks cost more than a hundred times what two thousand people pay', () => {
  const flood = Array.from({ length: 2000 }, (_, at) => roundsOf(workOf(at + 1))).reduce((a, b) => a + b);
  expect(flood).toBeGreaterThan(100 * 2000 * roundsOf(workOf(1)));
});

test('checking an answer stays cheap', () => {
  for (const tasks of [1, 10, 100, 1000, 100_000]) expect(workOf(tasks).cost).toBeLessThanOrEqual(8000);
});
