import { expect, test } from 'vitest';
import { figureTable, sortRows } from './figure-table.rules.ts';
import { rowName } from './figure-words.rules.ts';
import type { Figure, FigureAnswer } from './figures.contract.ts';

const window = { from: '2024-12-15', to: '2025-12-14' };
const areas = ['commune', 'đông', 'đoài', 'cũ', 'gone'].map((id) => ({
  id,
  name: id,
  kind: 'hamlet',
  closedOn: id === 'cũ' || id === 'gone' ? '2025-07-01' : null,
  unattributed: false,
}));

const figure = (area: string, value: number | null, more: Partial<Figure> = {}): Figure => ({
  indicator: 'tip.received',
  area,
  part: 'whole',
  ...window,
  value,
  ...more,
});

const answer = (figures: Figure[], more: Partial<FigureAnswer> = {}): FigureAnswer => ({
  lens: 'today',
  figures,
  areas,
  periods: [],
  slices: [],
  comparisons: {},
  reported: [],
  ...more,
});

const show = (day: string): string => day;

test('areas that are gone stand in the table while there is something to say of them, and say until when', () => {
  const figures = [
    figure('đông', 0),
    figure('đoài', 3),
    figure('cũ', 2),
    figure('gone', 0),
    figure('commune', 1, { part: 'own' }),
    figure('commune', 6),
  ];
  const { rows, total } = figureTable({ areaIds: ['commune'], by: 'area', ...window }, answer(figures));
  expect(rows.map((row) => rowName(row, 'vi', show))).toEqual([
    'đông',
    'đoài',
    'cũ (đến hết 2025-06-30)',
    'Ghi chung cho cả địa bàn',
  ]);
  expect(total?.cells.get('tip.received')?.value).toBe(6);
});

test('a period that is the whole window stands as a row and as the total', () => {
  const period = { ...window, name: { vi: 'Năm 2025', en: 'Year 2025' }, partial: false };
  const found = answer([figure('commune', 6), figure('commune', 6)], { periods: [period] });
  const { rows, total } = figureTable({ areaIds: ['commune'], by: 'period', ...window }, found);
  expect(rows.map((row) => row.name.vi)).toEqual(['Năm 2025']);
  expect(total?.kind).toBe('total');
});

test('what no value was given for is left over, so that the kinds add up', () => {
  const slices = ['k=a', 'k=b'].map((code) => ({ code, name: { vi: code, en: code } }));
  const figures = [
    figure('commune', 1, { slice: 'k=a' }),
    figure('commune', 3, { slice: 'k=b' }),
    figure('commune', 6),
  ];
  const question = { areaIds: ['commune'], by: 'dimension' as const, ...window };
  const { rows } = figureTable(question, answer(figures, { slices }));
  expect(rows.map((row) => [row.name.vi, row.kind, row.cells.get('tip.received')?.value])).toEqual([
    ['k=b', 'slice', 3],
    ['k=a', 'slice', 1],
    ['commune', 'rest', 2],
  ]);
  const { rows: none } = figureTable(question, answer(figures.slice(0, 2).concat(figure('commune', 4))));
  expect(none.some((row) => row.kind === 'rest')).toBe(false);
});

test('sorted by a column, what has no value comes last and what is of the whole stays at the end', () => {
  const figures = [
    figure('đông', null),
    figure('đoài', 3),
    figure('cũ', 5),
    figure('commune', 9, { part: 'own' }),
    figure('commune', 17),
  ];
  const { rows } = figureTable({ areaIds: ['commune'], by: 'area', ...window }, answer(figures));
  const names = (direction: 'asc' | 'desc') =>
    sortRows(rows, { key: 'tip.received', direction }).map((row) => [row.name.vi, row.kind].join(' '));
  expect(names('asc')).toEqual(['đoài area', 'cũ area', 'đông area', 'commune own']);
  expect(names('desc')).toEqual(['cũ area', 'đoài area', 'đông area', 'commune own']);
});
