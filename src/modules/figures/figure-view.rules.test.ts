import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSearch } from '../../platform/web/search.ts';
import { referenceData } from '../../reference/reference-data.ts';
import { type CellAddress, cellOf, cellText, FiguresSearch, queryOf, viewOf } from './figure-view.rules.ts';
import { FigureQuery } from './figures.contract.ts';

const areaId = '0190163d-8694-739b-aea5-966c26f8ad91';
const { groups, periods } = referenceData();
const known = { groups, schemes: periods, today: '2024-11-22', areaId, isHamlet: false, isClosed: false };
const view = (given: Record<string, string>, more: Partial<typeof known> = {}) =>
  viewOf(readSearch(FiguresSearch, given), { ...known, ...more });

test('an empty address shows the usual indicators of the administrative year by the areas below', () => {
  const plain = view({});
  expect(plain).toMatchObject({
    from: '2023-12-15',
    to: '2024-12-14',
    by: 'area',
    lens: 'today',
    compare: [],
  });
  expect(plain.indicators.length).toBeGreaterThan(10);
  expect(FigureQuery.safeParse(queryOf(plain, [])).success).toBe(true);
  expect(view({}, { isHamlet: true }).by).toBe('period');
  expect(view({}, { isClosed: true }).lens).toBe('then');
});

test('an address says the view; what it says wrongly is as if it were not there', () => {
  const said = view({
    i: 'patrol.sessions_nobody.knows_tip.received',
    from: '2024-01-01',
    to: '2024-03-31',
    cmp: 'previous_lastYear',
    by: 'dimension',
    dim: 'tipKind',
    verified: '1',
  });
  expect(said.indicators).toEqual(['patrol.sessions', 'tip.received']);
  const query = queryOf(said, [{ indicator: 'tip.received', code: 'tipKind' }]);
  expect(query).toMatchObject({
    indicators: ['tip.received'],
    from: '2024-01-01',
    compare: ['previous', 'lastYear'],
    dimension: 'tipKind',
    verifiedOnly: true,
  });
  const wrong = view({ from: '2024-02-31', to: '2024-03-31', lens: 'maybe', i: 'DROP', by: 'dimension' });
  expect(wrong).toMatchObject({ from: '2023-12-15', lens: 'today', by: 'area' });
});

test('a number in an address leads back to itself', () => {
  const cell: fc.Arbitrary<CellAddress> = fc.record({
    indicator: fc.constantFrom(...referenceData().indicators.map((each) => each.code)),
    areaId: fc.constant(areaId),
    part: fc.constantFrom('whole', 'own', 'unattributed'),
    from: fc.constant('2023-12-15'),
    to: fc.constant('2024-12-14'),
    slice: fc.option(
      fc.string({ minLength: 1 }).map((text) => `kind=${text}`),
      { nil: undefined },
    ),
  });
  fc.assert(
    fc.property(cell, (given) => {
      expect(cellOf(cellText(given))).toEqual(given);
    }),
  );
  expect(cellOf('patrol.sessions_nobody_whole_2023-12-15_2024-12-14_')).toBeUndefined();
});
