import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf } from '../../accounts/accounts.factory.ts';
import { FigureQuery } from '../../figures/figures.contract.ts';
import { answerFigures } from '../../figures/server/figures.service.ts';
import { foldFigures } from '../../figures/server/rollup.service.ts';
import wanted from '../fixtures/luong-phong-2024.expected.json' with { type: 'json' };
import { bookPath, jobsOf } from '../imports.factory.ts';
import { importFile, undoNow } from './import-file.service.ts';

// The command line's way: a commune's book of a whole year, checked, taken in, asked for figures, and taken back.
let app: TestApp;
let job: JobContext;
let close: () => void;
let areaId: string;
let importId: string;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  ({ job, close } = jobsOf(app, '2026-11-22'));
  areaId = await areaIdOf(app, 'before:07846');
});
afterAll(async () => {
  close();
  await app.close();
});

const counts = async (): Promise<Record<string, number>> => {
  const found = await job.transact(({ tx }) =>
    sql<Record<string, number>>`select (select count(*) from activity)::int as activities,
      (select count(*) from activity_revision)::int as revisions, (select count(*) from fact)::int as facts,
      (select count(*) from area_profile)::int as profiles, (select count(*) from organization)::int as organizations,
      (select count(*) from area where kind = 'hamlet')::int as hamlets`.execute(tx),
  );
  return found.rows[0] ?? {};
};

type Window = { from: string; to: string };

const ask = (query: Partial<FigureQuery> & Window & { indicators: string[] }) =>
  job.transact((context) =>
    answerFigures(context, FigureQuery.parse({ areaIds: [areaId], lens: 'then', ...query })),
  );

const total = async (indicators: string[], window: Window): Promise<Record<string, number | null>> => {
  const { from, to } = window;
  const answer = await ask({ indicators, from, to });
  return Object.fromEntries(answer.figures.map((one) => [one.indicator, one.value]));
};

/** Every hamlet's figures that are not zero, by its name. */
const byHamlet = async (
  indicators: string[],
  window: Window,
): Promise<Record<string, Record<string, number>>> => {
  const { from, to } = window;
  const answer = await ask({ indicators, from, to, by: 'area' });
  const names = new Map(answer.areas.map((area) => [area.id, area.name]));
  const found: Record<string, Record<string, number>> = {};
  for (const one of answer.figures) {
    if (one.part !== 'whole' || !one.value) continue;
    const name = names.get(one.area) ?? one.area;
    found[name] = { ...found[name], [one.indicator]: one.value };
  }
  return found;
};

test('the dry run says exactly what is right and wrong with the book, and changes nothing', async () => {
  const before = await counts();
  const result = await importFile(job, { path: bookPath, areaId, commit: false });
  expect(
    Object.fromEntries(result.sheets.map(({ sheet, dataRows, accepted }) => [sheet, { dataRows, accepted }])),
  ).toEqual(
    Object.fromEntries(
      Object.entries(wanted.sheets).map(([sheet, { dataRows, accepted }]) => [sheet, { dataRows, accepted }]),
    ),
  );
  expect(result.problems.map(({ sheet, row, column, code }) => ({ sheet, row, column, code }))).toEqual(
    wanted.problems,
  );
  expect(result.duplicates).toEqual(wanted.duplicates);
  expect(result.hamletsToAdd.toSorted()).toEqual(wanted.hamlets.map((hamlet) => hamlet.name).toSorted());
  expect(result.organizationsToAdd).toHaveLength(5);
  expect(result.profileDay).toBe('2024-12-14');
  expect(await counts()).toEqual(before);
});

test('after the commit every figure of the year is there, in total and by hamlet', async () => {
  const result = await importFile(job, { path: bookPath, areaId, commit: true });
  expect(result.committed).toBe(true);
  importId = result.importId;
  expect(await counts()).toMatchObject({
    activities: 1603,
    revisions: 1603,
    profiles: 13,
    organizations: 5,
    hamlets: 13,
  });
  for (const window of Object.values(wanted.figures)) {
    expect(await total(Object.keys(window.total), window)).toEqual(window.total);
    if ('byHamlet' in window)
      expect(await byHamlet(Object.keys(window.total), window)).toMatchObject(window.byHamlet);
  }
  const stocks = await total(
    [
      'area.households',
      'area.people',
      'area.hamlets',
      'model.kinds',
      'model.sites',
      'model.teams',
      'model.members',
    ],
    wanted.figures.year2024,
  );
  const { kinds, sites, teams, members } = wanted.models;
  expect(Object.values(stocks)).toEqual([
    wanted.totals.households,
    wanted.totals.people,
    13,
    kinds,
    sites,
    teams,
    members,
  ]);
});

test('the same file a second time adds nothing and says so', async () => {
  const before = await counts();
  const result = await importFile(job, { path: bookPath, areaId, commit: true });
  expect(result.sheets.reduce((sum, sheet) => sum + sheet.accepted, 0)).toBe(0);
  expect(result.sheets.reduce((sum, sheet) => sum + sheet.alreadyKnown, 0)).toBe(1616);
  expect(await counts()).toEqual(before);
});

test('taken back, nothing of it is left, folded or not', async () => {
  await foldFigures(job);
  await undoNow(job, importId);
  expect(await counts()).toEqual({
    activities: 0,
    revisions: 0,
    facts: 0,
    profiles: 0,
    organizations: 0,
    hamlets: 0,
  });
  await foldFigures(job);
  const left = await job.transact(({ tx }) =>
    sql<{
      n: number;
    }>`select (select count(*) from figure_year where exists (select 1 from unnest(running) x where x <> 0))
      + (select count(*) from figure_half where exists (select 1 from unnest(running) x where x <> 0))
      + (select count(*) from figure_delta) as n`.execute(tx),
  );
  expect(left.rows[0]?.n).toBe(0);
  const year = wanted.figures.year2024;
  const zeros = Object.fromEntries(Object.keys(year.total).map((indicator) => [indicator, 0]));
  expect(await total(Object.keys(year.total), year)).toEqual(zeros);
});
