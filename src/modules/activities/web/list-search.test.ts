import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSearch, readSearch, stringifySearch } from '../../../platform/web/search.ts';
import { PeriodScheme } from '../../figures/period.contract.ts';
import {
  choicesByField,
  isFiltered,
  ListSearch,
  quickWindows,
  windowLabel,
  withChoice,
} from './list-search.ts';

test('an address says a view, and what it can not say is dropped', () => {
  const view = readSearch(
    ListSearch,
    parseSearch('?state=draft&state=returned&mine=true&from=2024-02-31&choice=topic%3Adrugs&page=x'),
  );
  expect(view).toEqual({
    state: ['draft', 'returned'],
    mine: 'true',
    choice: ['topic:drugs'],
    sort: 'newest',
    page: 1,
  });
  expect(isFiltered(view)).toBe(true);
  expect(isFiltered(readSearch(ListSearch, parseSearch('?page=3&cursor=abc&sort=oldest')))).toBe(false);
});

test('one choice of a field takes the place of another', () => {
  const both = withChoice(withChoice(undefined, 'topic', 'drugs'), 'channel', 'meeting');
  expect(choicesByField(withChoice(both, 'topic', 'fire'))).toEqual({ channel: 'meeting', topic: 'fire' });
  expect(withChoice(['topic:drugs'], 'topic', '')).toBeUndefined();
  expect(stringifySearch({ choice: both })).toBe('?choice=topic%3Adrugs&choice=channel%3Ameeting');
});

test('the quick windows are the official ones, this and the one before', () => {
  const file = new URL('../../../../data/periods/ADMIN_0915.json', import.meta.url);
  const scheme = PeriodScheme.parse(JSON.parse(readFileSync(file, 'utf8')));
  const windows = quickWindows(scheme, '2024-12-15');
  expect(windows.slice(0, 2).map((each) => windowLabel(each.window, 'vi'))).toEqual([
    'Tháng 1 năm 2025 (15/12–14/01)',
    'Tháng 12 năm 2024 (15/11–14/12)',
  ]);
  expect(windows.at(-1)?.key).toBe('2023-12-15/2024-12-14');
});
