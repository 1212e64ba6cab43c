import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import type { Site } from '../model-site.contract.ts';
import * as sitesApi from '../models.contract.ts';
import { launched, proposed } from '../models.factory.ts';
import * as tasksApi from '../tasks.contract.ts';

const api = { ...sitesApi, ...tasksApi };
const today = '2026-06-15';
let app: TestApp;
let world: TestWorld;
let officer: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ today });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  officer = await makePerson(ownerUrl, 'officer', world.commune, 'Trần Văn Mõ');
});
afterAll(() => app.close());

const current = async (id: string): Promise<Site> =>
  (await app.call(api.getModelSite, { params: { id } }, officer.token)).body;
const undo = async (id: string): Promise<Site> => {
  const body = { baseRevision: (await current(id)).revision };
  const reply = await app.call(api.undoSiteChange, { params: { id }, body }, officer.token);
  expect(reply.status).toBe(200);
  return reply.body;
};
const retire = async (id: string): Promise<void> => {
  const body = { baseRevision: (await current(id)).revision, on: '2026-06-10', reason: 'QĐ 9' };
  expect((await app.call(api.endModelSite, { params: { id }, body }, officer.token)).status).toBe(200);
};
const check = (taskId: string, doneOn: string, findings = '') => {
  const result = {
    ...{ kind: 'check' as const, responsible: 'Công an xã', answers: [], findings, demands: '', until: null },
  };
  return app.call(api.completeModelTask, { params: { id: taskId }, body: { doneOn, result } }, officer.token);
};
const reopen = (id: string) => app.call(api.reopenModelTask, { params: { id } }, officer.token);
const mayReopen = async (id: string): Promise<boolean> =>
  (await app.call(api.getModelTask, { params: { id } }, officer.token)).body.can.reopen;
const openCheck = (site: Site): string =>
  site.tasks.find((task) => task.kind === 'check' && task.doneOn === null)?.id ?? '';
const atWork = (): Promise<Site> =>
  launched(app, officer, { areaId: world.hamlets[1], on: '2026-02-01', kind: 'securityCamera' });

test('only the last check is opened again, what was found is kept, and the plan after it goes on', async () => {
  const site = await atWork();
  const first = openCheck(site);
  const second = openCheck((await check(first, '2026-04-01', 'Mất điện 2 ngày')).body);
  const planned = openCheck((await check(second, '2026-05-20', 'Thiếu biển báo')).body);
  expect([await mayReopen(first), await mayReopen(second)]).toEqual([false, true]);
  const early = await reopen(first);
  expect([early.status, early.code]).toEqual([409, 'notPossibleNow']);
  // Nothing was lost: both results stand, the next check is planned as it was.
  const before = await current(site.id);
  expect(openCheck(before)).toBe(planned);
  expect(before.tasks.filter((task) => task.result !== null).map((task) => task.doneOn)).toEqual([
    '2026-05-20',
    '2026-04-01',
  ]);
  const after = await reopen(second);
  expect([after.status, openCheck(after.body)]).toEqual([200, second]);
  const history = await app.call(api.listSiteChanges, { params: { id: site.id } }, officer.token);
  expect(history.body.changes[0]).toMatchObject({ action: 'reopen', reason: '20/05/2026' });
  const kept = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ found: string | null; id: string }>(
      `select t ->> 'id' as id, t #>> '{result,findings}' as found from model_site_revision r, jsonb_array_elements(r.tasks) t
       where r.site_id = $1 and r.action = 'reopen' order by 2`,
      [site.id],
    ),
  );
  expect(kept.rows).toEqual([
    { id: second, found: 'Thiếu biển báo' },
    { id: planned, found: null },
  ]);
  // Written down again, the next one follows again.
  expect(openCheck((await check(second, '2026-05-21')).body)).not.toBe('');
});

test('of a site that has ended no check is opened again, and its result stays', async () => {
  const site = await atWork();
  const id = openCheck(site);
  await check(id, '2026-05-20', 'Đạt');
  await retire(site.id);
  expect(await mayReopen(id)).toBe(false);
  const refused = await reopen(id);
  expect([refused.status, refused.code]).toEqual([409, 'notPossibleNow']);
  expect((await current(site.id)).tasks).toMatchObject([{ id, doneOn: '2026-05-20' }]);
});

test('a launch that is taken back takes its checks and reviews with it, from the lists as well', async () => {
  const site = await atWork();
  const id = openCheck(site);
  const listed = async () =>
    (
      await app.call(api.listModelTasks, { query: { areaId: world.hamlets[1] } }, officer.token)
    ).body.items.filter((task) => task.siteId === site.id).length;
  expect(await listed()).toBe(2);
  const back = await undo(site.id);
  expect(back).toMatchObject({ stage: 'approved', checkDueOn: null, reviewDueOn: null, tasks: [] });
  expect(await listed()).toBe(0);
  expect((await check(id, today)).status).toBe(404);
});

test('what was planned before an end comes back with it: by whom, for when, with which words', async () => {
  const site = await proposed(app, officer, { areaId: world.hamlets[0], on: '2026-05-01' });
  const plan = (body: { kind: 'step' | 'check'; step?: number; dueOn: string; note: string }, of: Site) =>
    app.call(
      api.planModelTask,
      { params: { id: of.id }, body: { ...body, assigneeId: officer.id } },
      officer.token,
    );
  const tasksOf = async (id: string) =>
    (await current(id)).tasks.map((task) => [
      ...[task.id, task.kind, task.step, task.dueOn, task.note, task.assignee?.name],
    ]);
  await plan({ kind: 'step', step: 1, dueOn: '2026-07-01', note: 'Khảo sát cùng Mặt trận' }, site);
  const other = await atWork();
  await plan({ kind: 'check', dueOn: '2026-07-07', note: 'Mang theo máy đo' }, other);
  for (const each of [site, other]) {
    const before = await tasksOf(each.id);
    expect(before.map((task) => task.at(-1))).toContain('Trần Văn Mõ');
    await retire(each.id);
    expect(await tasksOf(each.id)).toEqual([]);
    await undo(each.id);
    expect(await tasksOf(each.id)).toEqual(before);
  }
  // A proposal that was withdrawn by mistake has its plan again as well.
  const before = await tasksOf(site.id);
  expect([(await undo(site.id)).voided, (await undo(site.id)).voided]).toEqual([true, false]);
  expect(await tasksOf(site.id)).toEqual(before);
});
