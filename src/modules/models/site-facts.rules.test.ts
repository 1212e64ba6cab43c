import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../platform/dates.ts';
import { type CountedSite, siteFacts } from './site-facts.rules.ts';

const place = { areaId: '01890000-0000-7000-8000-000000000001' };
const site: CountedSite = {
  place,
  kindName: 'Tổ tự quản về ANTT',
  coreForce: 'Chi hội Cựu chiến binh',
  stage: 'launched',
  proposedOn: '2024-01-05' as Day,
  launchedOn: '2024-03-01' as Day,
  endedOn: null,
  isReplica: false,
  counts: 'declared',
  declaredTeams: 3,
  declaredMembers: 21,
  headcounts: [],
  voided: false,
  quiet: [],
};

/** A stock on a day, or a sum up to it. */
function upTo(facts: ReturnType<typeof siteFacts>, indicator: string, day: string): number {
  return facts
    .filter((fact) => fact.indicator === indicator && fact.day <= day)
    .reduce((sum, fact) => sum + Number(fact.value), 0);
}

test('a site is in preparation until its launch and counts from then to its end', () => {
  const facts = siteFacts({ ...site, stage: 'retired', endedOn: '2025-01-10' as Day });
  expect(upTo(facts, 'model.preparing', '2024-02-29')).toBe(1);
  expect(upTo(facts, 'model.sites', '2024-02-29')).toBe(0);
  expect(upTo(facts, 'model.preparing', '2024-03-01')).toBe(0);
  expect(
    ['model.sites', 'model.teams', 'model.members'].map((code) => upTo(facts, code, '2025-01-09')),
  ).toEqual([1, 3, 21]);
  expect(
    ['model.sites', 'model.teams', 'model.members'].map((code) => upTo(facts, code, '2025-01-10')),
  ).toEqual([0, 0, 0]);
  expect([upTo(facts, 'model.founded', '2025-12-31'), upTo(facts, 'model.retired', '2025-12-31')]).toEqual([
    1, 1,
  ]);
  expect(facts[0]?.slices).toEqual({ kind: 'tổ tự quản về antt', coreForce: 'chi hội cựu chiến binh' });
});

test('listed teams count as their lists say, from the launch to the end', () => {
  const headcounts = [
    { day: '2024-02-01' as Day, teams: 1, members: 7 },
    { day: '2024-06-01' as Day, teams: 1, members: 5 },
    { day: '2024-09-01' as Day, teams: 0, members: -2 },
  ];
  const listed = { ...site, counts: 'listed', headcounts } as const;
  const members = (of: CountedSite, day: string) => upTo(siteFacts(of), 'model.members', day);
  expect(['2024-02-29', '2024-03-01', '2024-06-01', '2024-09-01'].map((day) => members(listed, day))).toEqual(
    [0, 7, 12, 10],
  );
  const ended = { ...listed, stage: 'retired', endedOn: '2024-07-01' as Day } as const;
  expect(['2024-06-30', '2024-07-01', '2024-12-31'].map((day) => members(ended, day))).toEqual([12, 0, 0]);
});

test('a site that was taken back is worth nothing', () => {
  expect(siteFacts({ ...site, voided: true })).toEqual([]);
});

test('no stock is ever negative, and what ended leaves nothing behind', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-01-01' as Day, n));
  fc.assert(
    fc.property(day, day, day, fc.boolean(), (a, b, c, ends) => {
      const [proposedOn, launchedOn, endedOn] = [a, b, c].sort() as [Day, Day, Day];
      const facts = siteFacts({
        ...site,
        proposedOn,
        launchedOn,
        endedOn: ends ? endedOn : null,
        stage: ends ? 'merged' : 'launched',
        quiet: ends && endedOn > launchedOn ? [{ from: launchedOn, to: endedOn }] : [],
      });
      for (const stock of [
        'model.preparing',
        'model.sites',
        'model.teams',
        'model.members',
        'model.dormant',
      ]) {
        for (const fact of facts) expect(upTo(facts, stock, fact.day)).toBeGreaterThanOrEqual(0);
        if (ends) expect(upTo(facts, stock, '2999-01-01')).toBe(0);
      }
    }),
  );
});
