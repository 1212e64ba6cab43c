import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looseKey, parseDay, parseNumber, parseTime, showDay, showNumber } from './values.ts';

describe('what people type into fields', () => {
  it.each([
    ['7/3/2024', '2024-03-07'],
    ['07-03-2024', '2024-03-07'],
    ['7.3.2024', '2024-03-07'],
    ['7/3', '2024-03-07'],
    [' 7 / 3 / 24 ', '2024-03-07'],
    ['2024-03-07', '2024-03-07'],
    ['29/2/2024', '2024-02-29'],
  ])('reads the day %s', (typed, day) => {
    expect(parseDay(typed, 2024)).toBe(day);
  });

  it.each(['29/2/2023', '31/4/2024', '0/1/2024', '7/13/2024', '7', 'mai', '7/3/024', ''])(
    'refuses %s as a day',
    (typed) => {
      expect(parseDay(typed, 2023)).toBeUndefined();
    },
  );

  it.each([
    ['21h30', '21:30'],
    ['21:30', '21:30'],
    ['2130', '21:30'],
    ['930', '09:30'],
    ['21 giờ 30', '21:30'],
    ['21 giờ 30 phút', '21:30'],
    ['21.30', '21:30'],
    ['21h', '21:00'],
    ['9', '09:00'],
    ['0:05', '00:05'],
  ])('reads the time %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['24:00', '21:60', '21h5', 'tối', '21305', ''])('refuses %s as a time', (typed) => {
    expect(parseTime(typed)).toBeUndefined();
  });

  it('reads numbers with the marks of the language', () => {
    expect(parseNumber('1.250', 'vi')).toBe(1250);
    expect(parseNumber('1250', 'vi')).toBe(1250);
    expect(parseNumber('1,250', 'en')).toBe(1250);
    expect(parseNumber('12,5', 'vi', 1)).toBe(12.5);
    expect(parseNumber('12,5', 'vi')).toBeUndefined();
    expect(parseNumber('1.25', 'vi')).toBeUndefined();
    expect(parseNumber('12a', 'vi')).toBeUndefined();
    expect(parseNumber('', 'vi')).toBeUndefined();
  });

  it('reads back whatever number it has shown', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('vi' as const, 'en' as const), (value, language) => {
        expect(parseNumber(showNumber(value, language), language)).toBe(value);
      }),
    );
  });

  it('reads back whatever day it has shown', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (instant) => {
        const day = instant.toISOString().slice(0, 10);
        expect(parseDay(showDay(day), 1999)).toBe(day);
      }),
    );
  });

  it('matches words whatever their case and marks', () => {
    expect(looseKey('  Thôn  ĐỒNG Cẩm')).toBe('thon dong cam');
  });
});
