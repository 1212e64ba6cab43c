import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../platform/dates.ts';
import { type HouseholdState, householdFacts, householdKey, withState } from './household.rules.ts';

const base = '2026-01-01';
const dayNumber = fc.integer({ min: 0, max: 120 });
const day = (n: number) => addDays(base, n);
const areaId = '01941f29-7c00-7000-8000-000000000001';

const life = fc.record({
  listed: dayNumber,
  stays: fc.option(dayNumber),
  states: fc.uniqueArray(fc.record({ at: dayNumber, regular: fc.boolean() }), {
    selector: (one) => one.at,
    minLength: 1,
    maxLength: 4,
  }),
  pledges: fc.array(fc.record({ signed: dayNumber, kept: fc.option(dayNumber), valid: dayNumber }), {
    maxLength: 4,
  }),
});

test('on every day the facts add up to what a look at that day says', () => {
  fc.assert(
    fc.property(life, dayNumber, (given, n) => {
      const on = day(n);
      const order = given.states.toSorted((a, b) => a.at - b.at);
      const states: HouseholdState[] = order.map(({ at, regular }) => ({
        from: day(at),
        regular,
        people: null,
      }));
      const listedOn = day(given.listed);
      const leftOn = given.stays === null ? null : addDays(listedOn, given.stays);
      const pledges = given.pledges.map(({ signed, kept, valid }) => ({
        signedOn: day(signed),
        withdrawnOn: kept === null ? null : addDays(day(signed), kept),
        validTo: addDays(day(signed), valid),
      }));
      const facts = householdFacts({ areaId, listedOn, leftOn, states }, pledges);
      const stock = (indicator: string) =>
        facts
          .filter((fact) => fact.indicator === indicator && fact.day <= on)
          .reduce((sum, fact) => sum + Number(fact.value), 0);

      const isListed = listedOn <= on && (leftOn === null || on < leftOn);
      const state = order.filter(({ at }) => day(at) <= on).at(-1) ?? order[0];
      const isRegular = isListed && state?.regular === true;
      const isCovered = pledges.some(
        (one) =>
          one.signedOn <= on && on <= one.validTo && (one.withdrawnOn === null || on < one.withdrawnOn),
      );
      expect(stock('household.listed')).toBe(isListed ? 1 : 0);
      expect(stock('household.regular')).toBe(isRegular ? 1 : 0);
      expect(stock('household.pledged')).toBe(isRegular && isCovered ? 1 : 0);
    }),
  );
});

test('a change of a day takes the place of an earlier one of that day; no change adds nothing', () => {
  const first = { from: '2026-01-01', regular: true, people: 4 };
  const moved = withState([first], { from: '2026-05-01', regular: false, people: 4 });
  expect(moved).toHaveLength(2);
  expect(withState(moved, { from: '2026-05-01', regular: true, people: 4 })).toEqual([first]);
  expect(withState([first], { from: '2026-01-01', regular: true, people: 5 })).toEqual([
    { from: '2026-01-01', regular: true, people: 5 },
  ]);
});

test('spelling does not make another household, and a row that says nothing has no key', () => {
  const key = (houseNumber: string, contactName: string) => householdKey({ houseNumber, contactName });
  expect(key('Số 12', 'Nguyễn Văn Hoà')).toBe(key('số  12', 'nguyễn văn hòa'));
  expect(key('12', 'A')).not.toBe(key('12', 'B'));
  expect(key(' ', '')).toBe('');
});
