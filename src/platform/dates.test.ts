import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDays,
  dayParts,
  daysInMonth,
  diffDays,
  endOfMonth,
  formatDay,
  isDate,
  isTime,
  makeDay,
  minutesOf,
  todayInVietnam,
} from './dates.ts';

const epoch = '1970-01-01';
const anyDay = fc.integer({ min: -250_000, max: 250_000 }).map((n) => addDays(epoch, n));

describe('days', () => {
  it('knows which days the calendar has', () => {
    expect(isDate('2024-02-29')).toBe(true);
    expect(isDate('2023-02-29')).toBe(false);
    expect(isDate('1900-02-29')).toBe(false);
    expect(isDate('2000-02-29')).toBe(true);
    expect(isDate('2024-02-31')).toBe(false);
    expect(isDate('2024-2-9')).toBe(false);
    expect(isDate(45_357)).toBe(false);
    expect(makeDay(2024, 13, 1)).toBeUndefined();
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(endOfMonth('2023-02-03')).toBe('2023-02-28');
    expect(formatDay('2024-06-14')).toBe('14/06/2024');
  });

  it('steps over year ends and leap days', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(diffDays('2023-12-15', '2024-12-14')).toBe(365);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => dayParts('31/12/2024')).toThrow(RangeError);
  });

  it('agrees with the clock of the machine on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -250_000, max: 250_000 }), (n) => {
        expect(addDays(epoch, n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  it('adding and measuring undo each other, and order is the order of the calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -90_000, max: 90_000 }), (day, n) => {
        const other = addDays(day, n);
        expect(diffDays(day, other)).toBe(n);
        expect(addDays(other, -n)).toBe(day);
        expect(compareDays(day, other)).toBe(-Math.sign(n) + 0);
        const { year, month, day: dayOfMonth } = dayParts(other);
        expect(makeDay(year, month, dayOfMonth)).toBe(other);
      }),
    );
  });

  it('is the next day in Vietnam from 17:00 UTC on', () => {
    expect(todayInVietnam('2024-06-14T16:59:59Z')).toBe('2024-06-14');
    expect(todayInVietnam('2024-06-14T17:00:00Z')).toBe('2024-06-15');
    expect(todayInVietnam('2024-06-14T23:30:00+07:00')).toBe('2024-06-14');
    expect(() => todayInVietnam('hôm nay')).toThrow(RangeError);
  });
});

describe('times', () => {
  it('takes 00:00 to 23:59 only', () => {
    expect(isTime('00:00')).toBe(true);
    expect(isTime('23:59')).toBe(true);
    expect(isTime('24:00')).toBe(false);
    expect(isTime('25:10')).toBe(false);
    expect(isTime('7:30')).toBe(false);
    expect(minutesOf('18:05')).toBe(1085);
    expect(() => minutesOf('18h05')).toThrow(RangeError);
  });
});
