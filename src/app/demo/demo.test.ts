import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaIdOf, asSystem, cheapCost } from '../../modules/accounts/accounts.factory.ts';
import { signIn } from '../../modules/accounts/sign-in.contract.ts';
import { listActivities } from '../../modules/activities/activities.contract.ts';
import { FigureQuery } from '../../modules/figures/figures.contract.ts';
import { answerFigures } from '../../modules/figures/server/figures.service.ts';
import wanted from '../../modules/imports/fixtures/luong-phong-2024.expected.json' with { type: 'json' };
import { jobsOf } from '../../modules/imports/imports.factory.ts';
import type { JobContext } from '../../platform/server/jobs.ts';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { findDemoAreas } from './demo-books.ts';
import { demoRecords } from './demo-records.rules.ts';
import { type DemoAccount, fillDemo } from './fill-demo.ts';

// A newcomer starts the demo: it fills itself in, every account opens, and the figures are those of the books.
const today = '2026-02-10';
let app: TestApp;
let job: JobContext;
let close: () => void;
let accounts: readonly DemoAccount[];

beforeAll(async () => {
  app = await startTestApp({ today });
  ({ job, close } = jobsOf(app, today));
  accounts = (await fillDemo(job, () => undefined, { cost: cheapCost })) ?? [];
}, 300_000);
afterAll(async () => {
  close();
  await app.close();
});

const figures = async (areaCode: string, indicators: string[], from: string, to: string) => {
  const areaId = await areaIdOf(app, areaCode);
  const query = FigureQuery.parse({ areaIds: [areaId], indicators, from, to, lens: 'then' });
  const answer = await job.transact((context) => answerFigures(context, query));
  return { ...answer, values: Object.fromEntries(answer.figures.map((one) => [one.indicator, one.value])) };
};

const tokenOf = async (username: string): Promise<string> => {
  const { password = '' } = accounts.find((account) => account.username === username) ?? {};
  const reply = await app.call(signIn, { body: { username, password, device: 'shared' } });
  expect(reply.status).toBe(200);
  return reply.cookies.find((cookie) => cookie.name === 'session')?.value ?? '';
};

test('the figures of 2024 are those of the workbook, in every window', async () => {
  for (const window of Object.values(wanted.figures)) {
    const { values } = await figures('before:07846', Object.keys(window.total), window.from, window.to);
    expect(values).toEqual(window.total);
  }
});

test('the half year of the report and the one before have records to compare', async () => {
  for (const [from, to] of [
    ['2024-12-15', '2025-06-14'],
    ['2025-06-15', '2025-12-14'],
    ['2025-12-15', '2026-06-14'],
  ] as const) {
    const code = from < '2025-06-15' ? 'before:07846' : '07840';
    const { values } = await figures(code, ['patrol.sessions'], from, to);
    expect(values['patrol.sessions']).toBeGreaterThan(80);
  }
});

test('what newspapers and reports published stands beside the counted figures', async () => {
  const { reported } = await figures('before:06', ['patrol.nightSessions'], '2023-01-01', '2023-12-31');
  expect(reported).toMatchObject([{ value: 4845 }]);
});

test('every account opens, and the recorder finds drafts and an entry that came back, in his hamlet alone', async () => {
  expect(accounts.map((account) => account.username)).toEqual([
    'thon.cam',
    'can.bo',
    'lanh.dao',
    'can.bo.tinh',
    'kiem.tra',
    'quan.tri',
  ]);
  for (const { username } of accounts) await tokenOf(username);
  const token = await tokenOf('thon.cam');
  const { body } = await app.call(listActivities, { query: { limit: '200' } }, token);
  expect(new Set(body.items.map((item) => item.place.areaName))).toEqual(new Set(['Thôn Cấm']));
  const states = body.items.map((item) => item.state);
  expect(states.filter((state) => state === 'draft')).toHaveLength(1);
  expect(states.filter((state) => state === 'returned')).toHaveLength(1);
});

test('the same world gives the same records, and a second filling does nothing', async () => {
  const { hamlets, hamlet, commune } = await asSystem(app, findDemoAreas);
  const world = { hamlets, recorderHamlet: hamlet, communeOn: () => commune, from: '2025-12-15', today };
  expect(demoRecords(world)).toEqual(demoRecords(world));
  const idsUntil = (day: string) => demoRecords({ ...world, today: day }).map((record) => record.id);
  expect(idsUntil(today)).toEqual(expect.arrayContaining(idsUntil('2026-01-10')));
  expect(await fillDemo(job, () => undefined)).toBeUndefined();
});
