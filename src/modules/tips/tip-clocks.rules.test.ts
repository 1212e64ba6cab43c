import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, diffDays } from '../../platform/dates.ts';
import { ClockRules } from './clock-rule.contract.ts';
import { HolidayYear } from './holidays.contract.ts';
import {
  type ClockedTip,
  clocksOf,
  dueDayOf,
  endOfDay,
  isOnTime,
  momentOf,
  nextClock,
} from './tip-clocks.rules.ts';
import { addMonths, addWorkingDays, isWeekend, makeCalendar, workingDayFrom } from './working-days.rules.ts';

const folder = new URL('../../../data/', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const years = readdirSync(new URL('holidays/', folder)).map((file) =>
  HolidayYear.parse(json(`holidays/${file}`)),
);
const { clocks: rules } = ClockRules.parse(json('tips/clocks.json'));
const calendar = makeCalendar(years);
/** An hour in Vietnam. */
const at = (day: string, hour: number): string =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`).toISOString();
const tip = (given: Partial<ClockedTip>): ClockedTip => ({
  receivedAt: at('2026-03-02', 9),
  class: null,
  remote: false,
  ends: {},
  extended: {},
  ...given,
});
const clock = (given: Partial<ClockedTip>, code: string, now = at('2026-03-02', 9)) =>
  clocksOf(tip(given), rules, calendar, now).find((one) => one.code === code);

describe('over the Tết of 2026', () => {
  // Friday 13 February; Monday 16 to Friday 20 are days off.
  const receivedAt = at('2026-02-13', 16);

  test('three working days end on the Wednesday after it', () => {
    expect(clock({ receivedAt }, 'receiptNotice')).toMatchObject({
      dueDay: '2026-02-25',
      dueAt: '2026-02-25T17:00:00.000Z',
    });
  });

  test('24 hours do not wait for anybody to come back; a remote commune has 48', () => {
    expect(clock({ receivedAt }, 'transfer')?.dueAt).toBe(at('2026-02-14', 16));
    expect(clock({ receivedAt, remote: true }, 'transfer')?.dueAt).toBe(at('2026-02-15', 16));
  });

  test('twenty days are days of the calendar; two months that end on a day off end on the next working day', () => {
    const given = { receivedAt, class: 'crimeDenunciation' } as const;
    expect(clock(given, 'settlement')?.dueDay).toBe('2026-03-05');
    expect(clock({ ...given, extended: { settlement: 1 } }, 'settlement')?.dueDay).toBe('2026-04-13');
    // 13 June is a Saturday.
    expect(clock({ ...given, extended: { settlement: 2 } }, 'settlement')?.dueDay).toBe('2026-06-15');
    expect(clock({ ...given, extended: { settlement: 7 } }, 'settlement')?.dueDay).toBe('2026-06-15');
  });
});

test('a clock runs, becomes urgent, is late; ended, it was met or missed, to the minute', () => {
  const state = (now: string, ends = {}) => clock({ ends }, 'transfer', now)?.state;
  expect(state(at('2026-03-02', 10))).toBe('running');
  expect(state(at('2026-03-03', 1))).toBe('soon');
  expect(state(at('2026-03-03', 9))).toBe('soon');
  expect(state(at('2026-03-03', 10))).toBe('late');
  expect(state(at('2026-03-09', 9), { handledLocally: at('2026-03-03', 9) })).toBe('met');
  expect(state(at('2026-03-09', 9), { handledLocally: at('2026-03-03', 10) })).toBe('missed');
});

test('what is no crime has no clock of criminal procedure, only the answer to whoever reported', () => {
  const codes = (given: Partial<ClockedTip>) =>
    clocksOf(tip(given), rules, calendar, at('2026-03-02', 9)).map((one) => one.code);
  expect(codes({})).toEqual(['transfer', 'receiptNotice']);
  expect(codes({ class: 'crimeReport' })).toEqual(['transfer', 'receiptNotice', 'settlement']);
  expect(codes({ class: 'administrative' })).toEqual([]);
  expect(codes({ class: 'administrative', ends: { concluded: at('2026-03-05', 9) } })).toEqual([
    'resultNotice',
  ]);
  expect(codes({ class: 'notCompetent' })).toEqual([]);
});

test('on time is said only when all has ended in time, late as soon as one is', () => {
  const ends = { handledLocally: at('2026-03-02', 12), noticeSent: at('2026-03-04', 9) };
  const all = { ...ends, concluded: at('2026-03-10', 9), resultNotified: at('2026-03-11', 9) };
  const on = (given: ClockedTip['ends'], now: string) =>
    isOnTime(clocksOf(tip({ class: 'crimeReport', ends: given }), rules, calendar, now));
  expect(on(ends, at('2026-03-06', 9))).toBe(null);
  expect(on(ends, at('2026-03-23', 9))).toBe(false);
  expect(on(all, at('2026-05-01', 9))).toBe(true);
  expect(
    nextClock(clocksOf(tip({ class: 'crimeReport', ends }), rules, calendar, at('2026-03-06', 9)))?.code,
  ).toBe('settlement');
});

test('a day that nobody has checked counts as worked, so no limit ends too late', () => {
  const [year] = years.filter((one) => one.year === 2026);
  const unchecked = year?.daysOff.filter((one) => !one.verified) ?? [];
  expect(unchecked.length).toBeGreaterThan(0);
  for (const { day } of unchecked) expect(calendar.isWorkingDay(day)).toBe(true);
});

test('where the day is held still, the time of day goes on', () => {
  const now = new Date('2026-11-22T03:30:00Z');
  expect(momentOf('2026-11-22', now)).toBe(now.toISOString());
  expect(momentOf('2026-02-17', now)).toBe('2026-02-17T03:30:00.000Z');
  expect(momentOf('2026-02-17', new Date('2026-11-22T20:00:00Z'))).toBe('2026-02-16T20:00:00.000Z');
});

const anyDay = fc.integer({ min: 0, max: 1090 }).map((n) => addDays('2025-01-01', n));
const anyHour = fc.integer({ min: 0, max: 23 });

test('property: n working days are n working days, and none is skipped', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, n) => {
      const end = addWorkingDays(day, n, calendar);
      const between = Array.from({ length: diffDays(day, end) }, (_, i) => addDays(day, i + 1));
      expect(calendar.isWorkingDay(end)).toBe(true);
      expect(between.filter((one) => calendar.isWorkingDay(one))).toHaveLength(n);
    }),
  );
});

test('property: one more step is never earlier, a later start never ends earlier', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), (day, later, n) => {
      expect(addWorkingDays(day, n, calendar) < addWorkingDays(day, n + 1, calendar)).toBe(true);
      expect(addWorkingDays(day, n, calendar) <= addWorkingDays(addDays(day, later), n, calendar)).toBe(true);
      expect(workingDayFrom(day, calendar) >= day).toBe(true);
    }),
  );
});

test('property: months keep the day, or take the last one of a shorter month', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 12 }), (day, months) => {
      const end = addMonths(day, months);
      const isLast = addDays(end, 1).endsWith('-01');
      expect(end.slice(8) === day.slice(8) || (isLast && end.slice(8) < day.slice(8))).toBe(true);
      expect(diffDays(day, end)).toBeGreaterThanOrEqual(28 * months);
      expect(diffDays(day, end)).toBeLessThanOrEqual(31 * months);
    }),
  );
});

test('property: ends are midnights in Vietnam or whole hours; every minute before is in time, the one after is late', () => {
  fc.assert(
    fc.property(
      anyDay,
      anyHour,
      fc.boolean(),
      fc.integer({ min: 0, max: 2 }),
      (day, hour, remote, extended) => {
        const receivedAt = at(day, hour);
        const given = tip({ receivedAt, remote, class: 'crimeReport', extended: { settlement: extended } });
        for (const one of clocksOf(given, rules, calendar, receivedAt)) {
          const early = new Date(Date.parse(one.dueAt) - 60_000).toISOString();
          const late = new Date(Date.parse(one.dueAt) + 60_000).toISOString();
          const again = (now: string) =>
            clocksOf(given, rules, calendar, now).find((c) => c.code === one.code)?.state;
          expect(one.dueAt > receivedAt).toBe(true);
          expect([again(early), again(late)]).toEqual(['soon', 'late']);
          if (one.code !== 'transfer') expect(endOfDay(one.dueDay)).toBe(one.dueAt);
          expect(dueDayOf(one.dueAt) >= day).toBe(true);
        }
      },
    ),
  );
});

test('property: an extension never shortens', () => {
  fc.assert(
    fc.property(anyDay, anyHour, (day, hour) => {
      const due = [0, 1, 2].map(
        (n) =>
          clock(
            { receivedAt: at(day, hour), class: 'crimeReport', extended: { settlement: n } },
            'settlement',
          )?.dueAt ?? '',
      );
      expect(due).toEqual(due.toSorted());
      expect(new Set(due).size).toBe(3);
    }),
  );
});

test('the files of days off say what they are: weekdays off, weekends worked, each once', () => {
  for (const year of years) {
    expect(new Set(year.daysOff.map((one) => one.day)).size).toBe(year.daysOff.length);
    for (const { day } of year.daysOff) expect(isWeekend(day)).toBe(false);
    for (const { day } of year.workingWeekends) expect(isWeekend(day)).toBe(true);
  }
});
