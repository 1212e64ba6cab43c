import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../platform/server/caller.ts';
import { type Context, inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { makeWorld } from '../../activities/activities.factory.ts';
import { insertFactsInBulk } from './facts.service.ts';

let app: TestApp;
let areaId: string;
beforeAll(async () => {
  app = await startTestApp();
  areaId = (await makeWorld(app.database.ownerUrl)).commune;
});
afterAll(() => app.close());

const options = { caller: system, access: 'signedIn', clock: makeClock() } as const;

function transact<T>(work: (context: Context) => Promise<T>): Promise<T> {
  return inTransaction(app.database.db, options, work);
}

/** Stores a fact of an indicator that nobody has used before, or has. */
async function store({ tx }: Context, indicator: string): Promise<string> {
  const recordId = uuidv7();
  const fact = { indicator, day: '2026-03-01', place: { areaId }, value: '1', slices: {} };
  await insertFactsInBulk(tx, [
    { recordId, source: 'activity', provinceId: areaId, verified: false, facts: [fact] },
  ]);
  return recordId;
}

/** The indicators that a record's facts count for; fewer where a fact points at a measure that is not there. */
async function indicatorsOf(recordId: string): Promise<string[]> {
  const found = await transact(({ tx }) =>
    sql<{ indicator: string }>`select m.indicator from fact f cross join unnest(f.measures) as u(id)
      join measure m on m.id = u.id where f.record_id = ${recordId}`.execute(tx),
  );
  return found.rows.map((row) => row.indicator);
}

test('a measure that a transaction made and took back is made anew by the next one', async () => {
  const givenUp = transact(async (context) => {
    await store(context, 'test.takenBack');
    await store(context, 'test.takenBack');
    throw new Error('given up');
  });
  await expect(givenUp).rejects.toThrow('given up');
  const kept = await transact((context) => store(context, 'test.takenBack'));
  const again = await transact((context) => store(context, 'test.takenBack'));
  expect(await indicatorsOf(kept)).toEqual(['test.takenBack']);
  expect(await indicatorsOf(again)).toEqual(['test.takenBack']);
});

test('many who need the same new measures at once agree on them', async () => {
  const records = await Promise.all(
    Array.from({ length: 12 }, () => transact((context) => store(context, 'test.shared'))),
  );
  for (const record of records) expect(await indicatorsOf(record)).toEqual(['test.shared']);
});
