import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GongEnding } from './gong.contract.ts';
import { brokenLimit, gongState, isLate, mayEnd, rightTime } from './gong.rules.ts';
import { gongFacts } from './gong-facts.rules.ts';
import { gongMessage } from './gong-words.rules.ts';
import { isPushAddress } from './push-host.rules.ts';

const most = { personHour: 2, personDay: 3, hamletHour: 3, hamletDay: 5 };
const limits = {
  source: '',
  verified: false,
  lateMinutes: 30,
  sameMinutes: 15,
  callBackSeconds: 60,
  runningHours: 6,
  shownHours: 6,
  alarms: most,
  drills: { ...most, personHour: 1 },
};
const endings: GongEnding[] = ['over', 'falseAlarm', 'mistake', 'drillDone'];

describe('an alarm', () => {
  test('rings until it is ended, and never for longer than it may', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.option(fc.constantFrom(...endings)), (age, endedWhy) => {
        const state = gongState({ receivedAt: 0, held: null, endedWhy }, age, limits);
        expect(state === 'running').toBe(endedWhy === null && age < 6 * 3_600_000);
      }),
    );
    expect(gongState({ receivedAt: 0, held: 'late', endedWhy: null }, 0, limits)).toBe('late');
  });

  test('was never made in the future, and a clock that is off by a constant changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: -1e10, max: 1e10 }), fc.nat(1e9), (made, ahead, later) => {
        const now = made + later;
        const shown = made + (Math.abs(ahead) < 120_000 ? 0 : ahead);
        expect(rightTime(shown, ahead, now)).toBe(made);
        expect(rightTime(now + 1 + later, 0, now)).toBe(now);
      }),
    );
    expect([29, 31].map((minutes) => isLate(0, minutes * 60_000, limits))).toEqual([false, true]);
  });

  test('can be ended by its sounder or who looks after the place, each in the way that fits', () => {
    const why = fc.constantFrom(...endings);
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        why,
        fc.record({ said: fc.integer({ min: -1e9, max: 200_000 }), received: fc.nat(800_000) }),
        (isDrill, isSounder, manages, how, age) => {
          const may = mayEnd({ state: 'running', isDrill }, { isSounder, manages }, how, age, limits);
          if (!isSounder && !manages) expect(may).toBe(false);
          // What the phone says alone is never enough.
          if (how === 'mistake') expect(may).toBe(isSounder && age.said <= 60_000 && age.received <= 360_000);
          else if (isSounder || manages) expect(may).toBe((how === 'drillDone') === isDrill);
          const faded = mayEnd({ state: 'faded', isDrill }, { isSounder, manages }, how, age, limits);
          expect(faded).toBe(may && how !== 'mistake');
          expect(mayEnd({ state: 'ended', isDrill }, { isSounder, manages }, how, age, limits)).toBe(false);
        },
      ),
    );
  });
});

test('a limit is broken when one of the four is reached, and more never helps', () => {
  const count = fc.record({
    personHour: fc.nat(6),
    personDay: fc.nat(6),
    hamletHour: fc.nat(6),
    hamletDay: fc.nat(6),
  });
  fc.assert(
    fc.property(count, count, (before, more) => {
      const broken = brokenLimit(before, limits, false);
      const isReached = Object.entries(most).some(([which, at]) => before[which as keyof typeof most] >= at);
      expect(broken !== undefined).toBe(isReached);
      const all = Object.fromEntries(
        Object.entries(before).map(([which, value]) => [which, value + more[which as keyof typeof more]]),
      ) as typeof before;
      if (broken) expect(brokenLimit(all, limits, false)).toBeDefined();
      if (brokenLimit(before, limits, false)) expect(brokenLimit(before, limits, true)).toBeDefined();
    }),
  );
});

test('no figure of alarms ever holds a drill, nor anything of a person; what never sounded counts for nothing', () => {
  const alarm = fc.record({
    areaId: fc.uuid(),
    day: fc.constant('2026-11-22'),
    kind: fc.constantFrom('fire' as const, 'theft' as const),
    isDrill: fc.boolean(),
    held: fc.constantFrom(null, null, 'late' as const, 'joined' as const),
    endedWhy: fc.option(fc.constantFrom(...endings)),
    reached: fc.nat(50),
    answered: fc.nat(50),
    coming: fc.nat(50),
  });
  fc.assert(
    fc.property(alarm, (given) => {
      const facts = gongFacts(given);
      const codes = facts.map(({ indicator }) => indicator);
      const isNothing = given.held !== null || given.endedWhy === 'mistake';
      expect(codes.length === 0).toBe(isNothing);
      const areDrills = codes.every((code) => code.startsWith('gong.drill'));
      const areAlarms = codes.every((code) => !code.startsWith('gong.drill'));
      expect(given.isDrill ? areDrills : areAlarms).toBe(true);
      expect(facts.every(({ value }) => Number(value) > 0)).toBe(true);
      for (const { slices } of facts) expect(Object.keys(slices)).toEqual(['gongKind']);
    }),
  );
});

test('only https at a known host is called, whatever else stands in the address', () => {
  const hosts = ['push.example.com', '*.example.org', 'http://127.0.0.1:4000', 'http://10.0.0.1:80'];
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }), (address) => {
      expect(isPushAddress(address, hosts)).toBe(
        /^https:\/\/(push\.example\.com|[^/]+\.example\.org)\//u.test(address),
      );
    }),
  );
  const taken = ['https://push.example.com/a', 'https://a.b.example.org/', 'http://127.0.0.1:4000/x'];
  expect(taken.map((one) => isPushAddress(one, hosts))).toEqual([true, true, true]);
  const refused = ['http://10.0.0.1:80/x', 'https://example.org/', 'nonsense', 'http://127.0.0.1:4001/'];
  expect(refused.map((one) => isPushAddress(one, hosts))).toEqual([false, false, false, false]);
});

test('a drill says so first and last in what is sent to others', () => {
  const called = {
    kind: 'fire',
    isDrill: true,
    place: 'chợ',
    areaName: 'Thôn Đông',
    hamlets: [],
    soundedBy: 'Bà Lụa',
  } as const;
  expect(gongMessage(called, '21 giờ 30', 'vi')).toMatch(
    /^DIỄN TẬP\. .*CHÁY tại Thôn Đông \(chợ\), lúc 21 giờ 30.* ĐÂY LÀ DIỄN TẬP\.$/u,
  );
  expect(gongMessage({ ...called, isDrill: false }, '21:30', 'en')).not.toContain('DRILL');
});
