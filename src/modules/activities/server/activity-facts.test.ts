import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import * as api from '../activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../activities.factory.ts';
import type { Activity } from '../activity.contract.ts';

let app: TestApp;
let world: TestWorld;
let officer: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await makePerson(app.database.ownerUrl, 'officer', world.commune);
});
afterAll(() => app.close());

const WRITERS = 8;
const actions = [
  'create',
  'edit',
  'move',
  'submit',
  'verify',
  'return',
  'void',
  'restore',
  'undo',
  'batch',
] as const;
const Step = fc.record({
  action: fc.constantFrom(...actions),
  /** Which of the few records; writers meet on them. */
  at: fc.nat({ max: 5 }),
  amount: fc.integer({ min: 1, max: 9 }),
});
type Step = { action: (typeof actions)[number]; at: number; amount: number };

async function take(ids: readonly string[], step: Step): Promise<number> {
  const id = ids[step.at] ?? '';
  const params = { id };
  const found = await app.call(api.getActivity, { params }, officer.token);
  const base = found.status === 200 ? found.body.revision : undefined;
  const baseRevision = base ?? 1;
  const hamlet = world.hamlets[step.amount % 2 === 0 ? 0 : 1];
  const state = step.amount % 3 === 0 ? 'draft' : 'submitted';
  const values = {
    patrollers: step.amount,
    incidents: step.amount % 4,
    startTime: step.amount > 5 ? '22:00' : '09:00',
  };
  const content = (day: string) => ({
    ...patrol(hamlet, { ...values, day }, state),
    ...(base === undefined ? {} : { baseRevision: base }),
  });
  const reason = 'vì sao';
  switch (step.action) {
    case 'create':
    case 'edit':
      return (await app.call(api.saveActivity, { params, body: content('2026-03-07') }, officer.token))
        .status;
    case 'move':
      return (await app.call(api.saveActivity, { params, body: content('2025-06-30') }, officer.token))
        .status;
    case 'batch': {
      const items = ids.slice(0, 3).map((one) => ({ ...content('2026-03-08'), id: one }));
      return (await app.call(api.saveActivities, { body: { items } }, officer.token)).status;
    }
    case 'undo':
      return (await app.call(api.undoActivityChange, { params, body: { baseRevision } }, officer.token))
        .status;
    default: {
      const body = { action: step.action, reason, baseRevision };
      return (await app.call(api.changeActivityState, { params, body }, officer.token)).status;
    }
  }
}

interface Sums {
  [measure: string]: number;
}

/** Everything that the records say, counted by hand: indicator by area, day, province and kind of state. */
function countByHand(records: readonly (Activity & { provinceId: string })[]): Sums {
  const sums: Sums = {};
  for (const { state, values, place, day, provinceId } of records) {
    if (state !== 'submitted' && state !== 'verified') continue;
    const add = (indicator: string, amount: number) => {
      if (amount === 0) return;
      const key = [indicator, place.areaId, day, provinceId, state === 'verified'].join(' ');
      sums[key] = (sums[key] ?? 0) + amount;
    };
    add('patrol.sessions', 1);
    add('patrol.attendance', Number(values.patrollers));
    add('patrol.incidents', Number(values.incidents ?? 0));
    if (values.startTime === '22:00') add('patrol.nightSessions', 1);
  }
  return sums;
}

async function sumsOf(table: 'fact' | 'figure_delta'): Promise<Sums> {
  const found = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ key: string; amount: string }>(
      `select concat_ws(' ', m.indicator, f.area_id, f.day, f.province_id, f.verified) as key, sum(u.amount) as amount
       from ${table} f, unnest(f.measures, f.amounts) as u(measure, amount) join measure m on m.id = u.measure
       where m.slice = '' group by m.indicator, f.area_id, f.day, f.province_id, f.verified having sum(u.amount) <> 0`,
    ),
  );
  return Object.fromEntries(
    found.rows.map(({ key, amount }) => [
      key.replace(/ t$/, ' true').replace(/ f$/, ' false'),
      Number(amount),
    ]),
  );
}

async function allRecords(): Promise<(Activity & { provinceId: string })[]> {
  const list = await app.call(api.listActivities, { query: { limit: 200 } }, officer.token);
  const provinces = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ id: string; province_id: string }>('select id, province_id from activity'),
  );
  const byId = new Map(provinces.rows.map((row) => [row.id, row.province_id]));
  return list.body.items.map((item) => ({ ...item, provinceId: byId.get(item.id) ?? '' }));
}

test('whatever eight writers do to the same records, facts and deltas are what a count by hand gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(Step, { minLength: 4, maxLength: 8 }), { minLength: WRITERS, maxLength: WRITERS }),
      async (scripts) => {
        await asOwner(app.database.ownerUrl, (client) =>
          client.query('truncate activity, activity_revision, fact, figure_delta'),
        );
        const ids = Array.from({ length: 6 }, () => uuidv7());
        const statuses = await Promise.all(
          scripts.map(async (script) => {
            const answers: number[] = [];
            for (const step of script) answers.push(await take(ids, step));
            return answers;
          }),
        );
        expect(statuses.flat().filter((status) => ![200, 404, 409, 422].includes(status))).toEqual([]);
        const byHand = countByHand(await allRecords());
        expect(await sumsOf('fact')).toEqual(byHand);
        expect(await sumsOf('figure_delta')).toEqual(byHand);
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});
