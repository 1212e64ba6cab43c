import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../platform/server/caller.ts';
import { type Context, inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { insertFactsInBulk } from './facts.service.ts';
import { foldDeltas } from './rollup.repo.ts';
import { countFigureFaults, rebuildFigures } from './rollup.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

function transact<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const options = { caller: system, access: 'signedIn', clock: makeClock() } as const;
  return inTransaction(app.database.db, options, work);
}

/** Facts in communes of all times, before and after they were closed, over districts and without them. */
async function storeFacts(context: Context): Promise<void> {
  const areas = await sql<{ id: string; province_id: string }>`
    select id, province_id from area where kind in ('commune', 'district', 'province') order by md5(id::text) limit 90`.execute(
    context.tx,
  );
  await insertFactsInBulk(
    context.tx,
    areas.rows.flatMap((area, n) =>
      [2019, 2024, 2025, 2026].map((year, k) => ({
        recordId: uuidv7(),
        source: 'activity' as const,
        provinceId: area.province_id,
        verified: (n + k) % 3 === 0,
        facts: [
          { indicator: 'patrol.sessions', value: '1' },
          { indicator: 'patrol.attendance', value: String((n % 7) + k + 0.5) },
        ].map((fact) => ({
          ...fact,
          day: `${year}-0${(n % 9) + 1}-${10 + ((n + k) % 18)}`,
          place: { areaId: area.id },
          slices: {},
        })),
      })),
    ),
  );
}

async function totals({ tx }: Context): Promise<unknown[]> {
  const years = await sql`select * from figure_year order by area_id, lens, year, measure_id`.execute(tx);
  const halves = await sql`select * from figure_half order by area_id, lens, year, half, measure_id`.execute(
    tx,
  );
  return [...years.rows, ...halves.rows];
}

test('totals that grew little by little are exactly those that are made anew from the facts', async () => {
  await transact(storeFacts);
  let taken = 0;
  do taken = await transact(({ tx }) => foldDeltas(tx, 37));
  while (taken > 0);
  const grown = await transact(totals);
  expect(grown.length).toBeGreaterThan(1000);
  expect(await transact(countFigureFaults)).toBe(0);
  await transact(rebuildFigures);
  expect(await transact(countFigureFaults)).toBe(0);

  expect(await transact(totals)).toEqual(grown);
});

test('a total that was changed by hand is found and mended', async () => {
  await transact(({ tx }) =>
    sql`update figure_year set running[24] = running[24] + 1 where lens = 1 and area_id in (
      select area_id from figure_year where lens = 1 limit 1)`.execute(tx),
  );
  expect(await transact(countFigureFaults)).toBeGreaterThan(0);
  await transact(rebuildFigures);
  expect(await transact(countFigureFaults)).toBe(0);
});
