import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressBlock } from '../../platform/address-block.ts';
import {
  type AttemptState,
  afterFailure,
  firstWait,
  forgetAfter,
  freeFailures,
  longestWait,
  secondsBlocked,
  waitAfter,
} from './attempts.rules.ts';

const start = new Date('2025-03-01T00:00:00Z');

test('waits never shrink with more failures, double once they begin, and end at one hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (failures) => {
      const wait = waitAfter(failures);
      expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(wait);
      expect(wait).toBeLessThanOrEqual(longestWait);
      if (wait > 0 && wait * 2 <= longestWait) expect(waitAfter(failures + 1)).toBe(wait * 2);
    }),
  );
  expect(waitAfter(freeFailures - 1)).toBe(0);
  expect(waitAfter(freeFailures)).toBe(firstWait);
});

test('whoever guesses without rest gets fewer than sixty guesses a day from one place', () => {
  let state: AttemptState | undefined;
  let now = start;
  let guesses = 0;
  while (now.getTime() - start.getTime() < forgetAfter * 1000) {
    const wait = secondsBlocked(state, now);
    if (wait > 0) now = new Date(now.getTime() + wait * 1000);
    else {
      state = afterFailure(state, now);
      guesses += 1;
    }
  }
  expect(guesses).toBeGreaterThan(freeFailures);
  expect(guesses).toBeLessThan(60);
});

test('a day without a failure forgets them, and one minute less does not', () => {
  const state: AttemptState = { failures: 9, lastAt: start, blockedUntil: null };
  const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  expect(afterFailure(state, later(forgetAfter + 1)).failures).toBe(1);
  expect(afterFailure(state, later(forgetAfter - 60)).failures).toBe(10);
});

test('guesses from elsewhere never make the owner wait, whatever their number and order', () => {
  const place = fc.constantFrom('owner', 'thief', 'botnet');
  const step = fc.record({ place, gap: fc.integer({ min: 0, max: 4000 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const together = new Map<string, AttemptState>();
      let alone: AttemptState | undefined;
      let now = start;
      for (const { place: from, gap } of steps) {
        now = new Date(now.getTime() + gap * 1000);
        if (secondsBlocked(together.get(from), now) === 0)
          together.set(from, afterFailure(together.get(from), now));
        if (from === 'owner' && secondsBlocked(alone, now) === 0) alone = afterFailure(alone, now);
      }
      expect(together.get('owner')).toEqual(alone);
    }),
  );
});

test('an address block takes in the neighbours of an address and nobody else', () => {
  expect(addressBlock('203.0.113.7')).toBe(addressBlock('203.0.113.250'));
  expect(addressBlock('203.0.113.7')).not.toBe(addressBlock('203.0.114.7'));
  expect(addressBlock('::ffff:203.0.113.7')).toBe(addressBlock('203.0.113.9'));
  expect(addressBlock('2001:db8:1:2200::1')).toBe(addressBlock('2001:0db8:1:22ff:aaaa:bbbb:cccc:dddd'));
  expect(addressBlock('2001:db8:1:2200::1')).not.toBe(addressBlock('2001:db8:1:2300::1'));
  expect(addressBlock('fe80::1%eth0')).toBe(addressBlock('fe80::2'));
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(octet, octet, octet, octet, octet, (a, b, c, d, e) => {
      expect(addressBlock(`${a}.${b}.${c}.${d}`)).toBe(addressBlock(`${a}.${b}.${c}.${e}`));
    }),
  );
});
