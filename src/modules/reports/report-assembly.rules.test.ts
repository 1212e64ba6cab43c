import { expect, test } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import type { Figure, FigureAnswer } from '../figures/figures.contract.ts';
import { reportFigures } from './report-assembly.rules.ts';

const area = '0190a7a4-0000-7000-8000-000000000001';

function answer(values: Record<string, { value: number; lastYear: number }>): FigureAnswer {
  const figures = Object.entries(values).map(
    ([indicator, given]): Figure => ({
      indicator,
      area,
      part: 'whole',
      from: '2023-12-15',
      to: '2024-06-14',
      ...given,
    }),
  );
  return { lens: 'then', figures, areas: [], periods: [], slices: [], comparisons: {}, reported: [] };
}

function lastYearOf(given: FigureAnswer, code: string): number | null | undefined {
  return reportFigures(given, referenceData().indicators).find((figure) => figure.indicator === code)
    ?.lastYear;
}

test('a window in which nobody kept the books is not compared with, even where models were there already', () => {
  const given = answer({
    'patrol.sessions': { value: 705, lastYear: 0 },
    'model.sites': { value: 17, lastYear: 17 },
  });
  expect(lastYearOf(given, 'patrol.sessions')).toBeNull();
  expect(lastYearOf(given, 'model.sites')).toBe(17);
});

test('a window with any entry counts its other figures as the zeros that they are', () => {
  const given = answer({
    'patrol.sessions': { value: 705, lastYear: 0 },
    'tip.received': { value: 54, lastYear: 3 },
  });
  expect(lastYearOf(given, 'patrol.sessions')).toBe(0);
});
