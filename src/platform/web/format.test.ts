import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatChange,
  formatDate,
  formatInstant,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTime,
  formatWindow,
} from './format.ts';

describe('how days, times and numbers are written', () => {
  it('gives the day two digits and the month two only for January and February', () => {
    expect(formatDate('2024-03-07', 'vi')).toBe('07/3/2024');
    expect(formatDate('2024-01-07', 'vi')).toBe('07/01/2024');
    expect(formatDate('2024-02-29', 'vi')).toBe('29/02/2024');
    expect(formatDate('2024-12-14', 'vi')).toBe('14/12/2024');
    expect(formatDate('2024-03-07', 'en')).toBe('7 Mar 2024');
  });

  it('refuses what is no day', () => {
    expect(() => formatDate('2023-02-29', 'vi')).toThrow(RangeError);
  });

  it('writes windows and months', () => {
    expect(formatWindow('2023-12-15', '2024-12-14', 'vi')).toBe('15/12/2023–14/12/2024');
    expect(formatWindow('2024-03-07', '2024-03-07', 'vi')).toBe('07/3/2024');
    expect(formatMonth('2024-03', 'vi')).toBe('tháng 3/2024');
    expect(formatMonth('2024-03', 'en')).toBe('Mar 2024');
  });

  it('writes times in words', () => {
    expect(formatTime('21:30', 'vi')).toBe('21 giờ 30');
    expect(formatTime('21:30', 'en')).toBe('21:30');
  });

  it('shows an instant as the clock in Viet Nam does, the next day included', () => {
    expect(formatInstant('2024-03-06T18:05:00Z', 'vi')).toBe('01 giờ 05, 07/3/2024');
    expect(formatInstant('2024-03-06T18:05:00Z', 'en')).toBe('7 Mar 2024, 01:05');
  });

  it('writes numbers with the marks of the language', () => {
    expect(formatNumber(1250, 'vi')).toBe('1.250');
    expect(formatNumber(1250.5, 'vi')).toBe('1.250,5');
    expect(formatNumber(1250, 'en')).toBe('1,250');
    expect(formatNumber(-3, 'vi')).toBe('−3');
    expect(formatPercent(0.7, 'vi')).toBe('70,0\u00a0%');
    expect(formatPercent(0.7, 'en')).toBe('70.0%');
    expect(formatBytes(12_400_000, 'vi')).toBe('12,4\u00a0MB');
  });

  it('says how a figure moved, and gives the difference where there was nothing before', () => {
    expect(formatChange(9, 8, 'vi')).toEqual({ direction: 'up', text: '+12,5\u00a0%' });
    expect(formatChange(6, 8, 'vi')).toEqual({ direction: 'down', text: '−25,0\u00a0%' });
    expect(formatChange(8, 8, 'en')).toEqual({ direction: 'same', text: '0.0%' });
    expect(formatChange(5, 0, 'vi')).toEqual({ direction: 'up', text: '+5' });
  });
});

describe('the script that runs before the first paint', () => {
  const script = readFileSync(new URL('../../app/public/before-paint.js', import.meta.url), 'utf8');

  function run(
    stored: Record<string, string> | 'denied',
    dark: boolean,
  ): { lang: string; dataset: Record<string, string> } {
    const root = { lang: 'vi', dataset: {} as Record<string, string> };
    const localStorage = {
      getItem(key: string): string | null {
        if (stored === 'denied') throw new Error('denied');
        return stored[key] ?? null;
      },
    };
    const window = { matchMedia: () => ({ matches: dark }) };
    new Function('document', 'localStorage', 'window', script)(
      { documentElement: root },
      localStorage,
      window,
    );
    return root;
  }

  it('uses the keys under which theme, text size and language are kept', () => {
    for (const file of ['../../ui/theme.ts', './i18n.tsx']) {
      const source = readFileSync(new URL(file, import.meta.url), 'utf8');
      for (const [key] of source.matchAll(/tiengmo\.\w+/g)) expect(script).toContain(`'${key}'`);
    }
    const root = run(
      { 'tiengmo.theme': 'dark', 'tiengmo.textSize': 'large', 'tiengmo.language': 'en' },
      false,
    );
    expect(root).toEqual({ lang: 'en', dataset: { theme: 'dark', textSize: 'large' } });
  });

  it('follows the system where nothing is kept or storage is denied', () => {
    expect(run({}, true).dataset.theme).toBe('dark');
    expect(run('denied', false)).toEqual({ lang: 'vi', dataset: { theme: 'light', textSize: 'normal' } });
  });
});
