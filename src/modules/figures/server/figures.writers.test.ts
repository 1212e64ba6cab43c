import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClock } from '../../../platform/server/context.ts';
import { jobContext } from '../../../platform/server/jobs.ts';
import { makeLogger } from '../../../platform/server/logger.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import * as api from '../../activities/activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { queryFigures } from '../figures.contract.ts';
import { foldFigures } from './rollup.service.ts';

let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await makePerson(app.database.ownerUrl, 'officer', world.commune);
});
afterAll(() => app.close());

const writers = 8;
const Step = fc.record({
  action: fc.constantFrom('save', 'save', 'submit', 'verify', 'return', 'void', 'restore', 'undo'),
  at: fc.nat({ max: 5 }),
  amount: fc.integer({ min: 1, max: 9 }),
  day: fc.constantFrom('2026-02-27', '2026-03-01', '2026-03-14', '2026-03-15', '2026-05-31'),
});
type Step = { action: string; at: number; amount: number; day: string };

async function take(ids: readonly string[], step: Step): Promise<number> {
  const params = { id: ids[step.at] ?? '' };
  const found = await app.call(api.getActivity, { params }, officer.token);
  const baseRevision = found.status === 200 ? found.body.revision : undefined;
  const base = baseRevision === undefined ? {} : { baseRevision };
  if (step.action === 'save') {
    const body = patrol(
      world.hamlets[step.amount % 2 === 0 ? 0 : 1],
      { day: step.day, patrollers: step.amount },
      'submitted',
    );
    return (await app.call(api.saveActivity, { params, body: { ...body, ...base } }, officer.token)).status;
  }
  const body = { baseRevision: baseRevision ?? 1 };
  if (step.action === 'undo')
    return (await app.call(api.undoActivityChange, { params, body }, officer.token)).status;
  const change = {
    ...body,
    action: step.action as 'submit' | 'verify' | 'return' | 'void' | 'restore',
    reason: 'vì sao',
  };
  return (await app.call(api.changeActivityState, { params, body: change }, officer.token)).status;
}

const windows = [
  { from: '2026-01-01', to: '2026-12-31' },
  { from: '2026-03-01', to: '2026-03-14' },
  { from: '2026-02-28', to: '2026-03-15' },
];

/** Every figure of the commune and its hamlets, in both lenses and all windows, against the records themselves. */
async function compare(): Promise<void> {
  const records = (await app.call(api.listActivities, { query: { limit: 200 } }, officer.token)).body.items;
  const areaIds = [world.commune, ...world.hamlets.slice(0, 2)];
  for (const window of windows) {
    for (const verifiedOnly of [false, true]) {
      const counted = records.filter(
        ({ state, day }) =>
          (state === 'verified' || (state === 'submitted' && !verifiedOnly)) &&
          day >= window.from &&
          day <= window.to,
      );
      const byHand = areaIds.flatMap((id) => {
        const here = counted.filter((record) => id === world.commune || record.place.areaId === id);
        return [here.length, here.reduce((sum, record) => sum + Number(record.values.patrollers), 0)];
      });
      for (const lens of ['then', 'today'] as const) {
        const body = {
          areaIds,
          indicators: ['patrol.sessions', 'patrol.attendance'],
          lens,
          verifiedOnly,
          ...window,
        };
        const answer = await app.call(queryFigures, { body }, officer.token);
        expect(answer.body.figures.map((figure) => figure.value)).toEqual(byHand);
      }
    }
  }
}

test('eight writers at once, and the fold beside them, never leave a figure that differs from the count', async () => {
  const context = jobContext(app.database, makeClock('2026-06-15'), makeLogger('silent'), '');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(Step, { minLength: 4, maxLength: 8 }), { minLength: writers, maxLength: writers }),
      async (scripts) => {
        await asOwner(app.database.ownerUrl, (client) =>
          client.query('truncate activity, activity_revision, fact, figure_delta, figure_year, figure_half'),
        );
        const ids = Array.from({ length: 6 }, () => uuidv7());
        let busy = true;
        const folding = (async () => {
          while (busy) await foldFigures(context);
        })();
        const statuses = await Promise.all(
          scripts.map(async (script) => {
            const answers: number[] = [];
            for (const step of script) answers.push(await take(ids, step));
            return answers;
          }),
        );
        expect(statuses.flat().filter((status) => ![200, 404, 409, 422].includes(status))).toEqual([]);
        await compare();
        busy = false;
        await folding;
        await foldFigures(context);
        await compare();
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 180_000);
