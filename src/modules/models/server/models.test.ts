import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../platform/server/caller.ts';
import { inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { changeActivityState, saveActivity } from '../../activities/activities.contract.ts';
import {
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { areaIdOf } from '../../areas/area-identity.rules.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { shippedKindId } from '../kind-words.rules.ts';
import * as kindsApi from '../kinds.contract.ts';
import type { Site } from '../model-site.contract.ts';
import * as sitesApi from '../models.contract.ts';
import { factsUpTo, launched, proposed, stepped } from '../models.factory.ts';
import * as replicationApi from '../replication.contract.ts';
import * as tasksApi from '../tasks.contract.ts';
import { getSite } from './site-page.service.ts';

const api = { ...kindsApi, ...sitesApi, ...replicationApi, ...tasksApi };
let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
let neighbour: TestPerson;
let staff: TestPerson;
let recorder: TestPerson;
const today = '2026-06-15';

beforeAll(async () => {
  app = await startTestApp({ today });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  officer = await makePerson(ownerUrl, 'officer', world.commune, 'Trần Văn Mõ');
  neighbour = await makePerson(ownerUrl, 'officer', world.neighbour);
  staff = await makePerson(ownerUrl, 'staff', world.province);
  recorder = await makePerson(ownerUrl, 'recorder', world.hamlets[0]);
});
afterAll(() => app.close());

const get = async (site: { id: string }, who: TestPerson = officer): Promise<Site> =>
  (await app.call(api.getModelSite, { params: { id: site.id } }, who.token)).body;

/** The site as it is seen on another day. */
const seenOn = (day: string, site: { id: string }): Promise<Site> =>
  inTransaction(
    app.database.db,
    { caller: system, access: 'models.read', clock: makeClock(day) },
    (context) => getSite(context, site.id) as Promise<Site>,
  );

async function recorded(areaId: string, day: string): Promise<string> {
  const id = uuidv7();
  const reply = await app.call(
    saveActivity,
    { params: { id }, body: patrol(areaId, { day }) },
    officer.token,
  );
  expect(reply.status).toBe(200);
  return id;
}

async function stock(indicator: string, areaId: string, on: string): Promise<number | null | undefined> {
  const reply = await app.call(
    queryFigures,
    {
      body: {
        areaIds: [areaId],
        indicators: [indicator],
        from: on,
        to: on,
        lens: 'today',
        by: 'area',
      },
    },
    staff.token,
  );
  expect(reply.status).toBe(200);
  return reply.body.figures.find((figure) => figure.area === areaId && figure.part === 'whole')?.value;
}

describe('the life of a site', () => {
  test('is born by a procedure: no launch without a decision, no decision without a survey', async () => {
    const site = await proposed(app, officer, { areaId: world.hamlets[0], on: '2026-01-05', members: 12 });
    expect(site).toMatchObject({ state: 'proposed', stage: 'proposed', members: 12 });
    const early = await app.call(
      api.saveSiteStep,
      {
        params: { id: site.id, step: 4 },
        body: { baseRevision: 1, doneOn: '2026-02-01', responsible: '', outputs: '', papers: [] },
      },
      officer.token,
    );
    expect(early).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'doneOn', code: 'decisionFirst' }] },
    });
    expect(await factsUpTo(app, site.id, today)).toEqual({ 'model.preparing': 1 });

    let next = await stepped(app, officer, site, 1, '2026-01-10');
    expect(next.state).toBe('surveyed');
    next = await stepped(app, officer, next, 2, '2026-01-20');
    expect(next.state).toBe('approved');
    next = await stepped(app, officer, next, 4, '2026-02-01');
    expect(next).toMatchObject({ state: 'dormant', launchedOn: '2026-02-01', stage: 'launched' });
    expect(await factsUpTo(app, site.id, '2026-02-01')).toEqual({
      'model.founded': 1,
      'model.members': 12,
      'model.sites': 1,
    });
    expect(next.tasks.map((task) => task.kind).toSorted()).toEqual(['check', 'review']);
  });

  test('each step can be taken back, and somebody else’s change is not written over', async () => {
    const site = await proposed(app, officer, { areaId: world.hamlets[1], on: '2026-01-05' });
    const surveyed = await stepped(app, officer, site, 1, '2026-01-10');
    const late = await app.call(
      api.changeModelSite,
      { params: { id: site.id }, body: { baseRevision: 1, note: 'muộn' } },
      officer.token,
    );
    expect(late).toMatchObject({ status: 409, code: 'conflict', body: { current: { state: 'surveyed' } } });
    const undone = await app.call(
      api.undoSiteChange,
      { params: { id: site.id }, body: { baseRevision: surveyed.revision } },
      officer.token,
    );
    expect(undone.body).toMatchObject({ state: 'proposed', steps: [] });
  });

  test('the neighbour sees nothing of it, a recorder reads it only, the province sees all', async () => {
    const site = await proposed(app, officer, {
      areaId: world.hamlets[0],
      on: '2026-03-01',
      kind: 'safeHamlet',
    });
    const params = { id: site.id };
    expect((await app.call(api.getModelSite, { params }, neighbour.token)).status).toBe(404);
    expect((await get(site, recorder)).can).toMatchObject({ edit: false, step: false, replicate: false });
    const body = { baseRevision: 1, note: 'x' };
    expect((await app.call(api.changeModelSite, { params, body }, recorder.token)).status).toBe(403);
    expect((await get(site, staff)).path).toContain('Xã Hiệp Hòa thử');
  });

  test('retired or merged it counts no more from its last day, and undone it does again', async () => {
    const into = await launched(app, officer, {
      areaId: world.hamlets[0],
      on: '2025-09-01',
      kind: 'fiveSelf',
    });
    const site = await launched(app, officer, {
      areaId: world.hamlets[1],
      on: '2025-09-01',
      kind: 'fiveSelf',
      members: 9,
    });
    const ended = await app.call(
      api.endModelSite,
      {
        params: { id: site.id },
        body: { baseRevision: site.revision, on: '2026-05-01', reason: 'Nhập hai tổ', intoId: into.id },
      },
      officer.token,
    );
    expect(ended.body).toMatchObject({ state: 'merged', mergedInto: { id: into.id }, tasks: [] });
    expect(await factsUpTo(app, site.id, '2026-05-01')).toEqual({ 'model.founded': 1, 'model.merged': 1 });
    const back = await app.call(
      api.undoSiteChange,
      { params: { id: site.id }, body: { baseRevision: ended.body.revision } },
      officer.token,
    );
    expect(back.body).toMatchObject({ stage: 'launched', endedOn: null, mergedInto: null });
    expect(await factsUpTo(app, site.id, '2026-05-01')).toMatchObject({
      'model.sites': 1,
      'model.members': 9,
    });
    expect(back.body.tasks.length).toBe(2);
  });
});

describe('alive or on paper', () => {
  test('a site turns dormant on the day after the kind’s limit, a record brings it back, voiding takes that away', async () => {
    // Tổ tự quản về ANTT: 60 days.
    const site = await launched(app, officer, {
      areaId: world.hamlets[0],
      on: '2025-08-01',
      kind: 'threeSelf',
    });
    expect(site.dormantFrom).toBe('2025-10-01');
    expect((await seenOn('2025-09-30', site)).state).toBe('launched');
    expect((await seenOn('2025-10-01', site)).state).toBe('dormant');

    const id = await recorded(world.hamlets[0], '2025-10-15');
    const alive = await seenOn('2025-10-15', site);
    expect(alive).toMatchObject({ state: 'active', lastRecordOn: '2025-10-15', dormantFrom: '2025-12-15' });
    expect((await seenOn('2025-12-14', site)).state).toBe('active');
    const dormant = await seenOn('2025-12-15', site);
    expect(dormant).toMatchObject({
      state: 'dormant',
      life: {
        lastRecordForm: 'patrol',
        needs: [{ found: 0, met: false, lastOn: '2025-10-15', withinDays: 60 }],
      },
    });
    const facts = (day: string) => factsUpTo(app, site.id, day).then((found) => found['model.dormant'] ?? 0);
    expect(
      await Promise.all(['2025-09-30', '2025-10-01', '2025-10-14', '2025-10-15', '2025-12-15'].map(facts)),
    ).toEqual([0, 1, 1, 0, 1]);

    await app.call(
      changeActivityState,
      { params: { id }, body: { action: 'void', reason: 'Ghi nhầm', baseRevision: 1 } },
      officer.token,
    );
    expect(await seenOn('2025-10-15', site)).toMatchObject({
      state: 'dormant',
      dormantFrom: '2025-10-01',
      lastRecordOn: null,
    });
  });

  test('records elsewhere keep nothing alive; of a whole commune all its hamlets count', async () => {
    const hamlet = await launched(app, officer, {
      areaId: world.hamlets[1],
      on: '2026-01-10',
      kind: 'threeSelf',
    });
    const commune = await launched(app, officer, {
      areaId: world.commune,
      on: '2026-01-10',
      kind: 'threeSelf',
    });
    await recorded(world.hamlets[0], '2026-02-20');
    expect(await seenOn('2026-02-20', hamlet)).toMatchObject({ state: 'launched', lastRecordOn: null });
    expect(await seenOn('2026-02-20', commune)).toMatchObject({
      state: 'active',
      lastRecordOn: '2026-02-20',
    });
  });

  test('figures say how many were dormant on each day', async () => {
    const before = await stock('model.dormant', world.commune, '2026-06-01');
    const site = await launched(app, officer, {
      areaId: world.hamlets[1],
      on: '2026-04-01',
      kind: 'safeHamlet',
    });
    expect(site.dormantFrom).toBe('2026-06-01');
    expect(await stock('model.dormant', world.commune, '2026-06-01')).toBe((before ?? 0) + 1);
    await recorded(world.hamlets[1], '2026-05-30');
    // Asked at once, before anybody has looked at the site.
    const revived = (await stock('model.dormant', world.commune, '2026-06-01')) ?? 0;
    expect(revived).toBeLessThanOrEqual(before ?? 0);
  });
});

describe('checks and reviews', () => {
  test('a check is done by the kind’s checklist, the next one follows, and it can be taken back', async () => {
    const site = await launched(app, officer, {
      areaId: world.hamlets[1],
      on: '2026-02-01',
      kind: 'securityCamera',
    });
    const check = site.tasks.find((task) => task.kind === 'check');
    expect(check).toBeDefined();
    const params = { id: check?.id ?? '' };
    const page = await app.call(api.getModelTask, { params }, officer.token);
    expect(page.body.checklist.map((item) => item.code)).toContain('notice');
    const done = await app.call(
      api.completeModelTask,
      {
        params,
        body: {
          doneOn: '2026-06-01',
          result: {
            kind: 'check',
            responsible: 'Công an xã',
            answers: [{ code: 'notice', verdict: 'partly', note: 'Thiếu 1 biển báo' }],
            findings: '',
            demands: 'Lắp thêm biển báo',
            until: '2026-07-01',
          },
        },
      },
      officer.token,
    );
    expect(done.body).toMatchObject({
      checkDueOn: '2026-12-01',
      lastRecordOn: '2026-06-01',
      state: 'active',
    });
    const back = await app.call(api.reopenModelTask, { params }, officer.token);
    expect(back.body).toMatchObject({ checkDueOn: check?.dueOn, lastRecordOn: site.lastRecordOn });
  });

  test('tasks are given to people, and what is overdue stands first', async () => {
    const site = await launched(app, officer, {
      areaId: world.hamlets[0],
      on: '2026-05-20',
      kind: 'drugFree',
    });
    const { body: people } = await app.call(api.listModelPeople, { params: { id: site.id } }, officer.token);
    expect(people.people.map((person) => person.name)).toContain('Trần Văn Mõ');
    const planned = await app.call(
      api.planModelTask,
      { params: { id: site.id }, body: { kind: 'check', dueOn: '2026-06-05', assigneeId: officer.id } },
      officer.token,
    );
    expect(planned.status).toBe(200);
    const mine = await app.call(api.listModelTasks, { query: { mine: 'true' } }, officer.token);
    expect(mine.body).toMatchObject({
      total: 1,
      overdue: 1,
      items: [{ siteId: site.id, overdueDays: 10, assignee: { name: 'Trần Văn Mõ' } }],
    });
    const all = await app.call(api.listModelTasks, {}, officer.token);
    expect(all.body.items.map((task) => task.dueOn)).toEqual(
      all.body.items.map((task) => task.dueOn).toSorted(),
    );
  });
});

test('a pilot is replicated in one act, with tasks and deadlines for each, and taken back', async () => {
  const pilot = await launched(app, officer, {
    areaId: world.hamlets[0],
    on: '2025-10-01',
    kind: 'securityGong',
  });
  const plan = {
    places: [{ areaId: world.hamlets[0] }, { areaId: world.hamlets[1] }, { areaId: world.neighbourHamlet }],
    proposedOn: '2026-06-01',
    launchBy: '2026-09-01',
  };
  const params = { id: pilot.id };
  const refused = await app.call(api.previewReplication, { params, body: plan }, officer.token);
  expect(refused.code).toBe('outOfArea');
  const preview = await app.call(api.previewReplication, { params, body: plan }, staff.token);
  expect(preview.body).toMatchObject({
    founded: 2,
    sites: [{ existing: { id: pilot.id } }, { existing: null }, { existing: null }],
  });
  const act = { ...plan, id: uuidv7() };
  const done = await app.call(api.replicateModelSite, { params, body: act }, staff.token);
  expect(done.status).toBe(201);
  expect((await app.call(api.replicateModelSite, { params, body: act }, staff.token)).body).toEqual(
    done.body,
  );
  expect(done.body.siteIds).toHaveLength(2);
  const replica = await get({ id: done.body.siteIds[0] ?? '' }, staff);
  expect(replica).toMatchObject({ state: 'proposed', pilot: { id: pilot.id } });
  expect(replica.tasks.map(({ step, dueOn }) => [step, dueOn]).at(2)).toEqual([4, '2026-09-01']);
  expect((await get(pilot, staff)).replicaCount).toBe(2);

  const undone = await app.call(api.undoReplication, { params: { id: act.id } }, staff.token);
  expect(undone.body).toEqual({ id: act.id, sites: 2 });
  expect(await get(pilot)).toMatchObject({ replicaCount: 0, state: 'dormant' });
});

test('a cluster spans communes: its parts see and confirm it, and their records keep it alive', async () => {
  const site = await launched(app, officer, {
    areaId: world.commune,
    on: '2026-02-01',
    kind: 'borderCluster',
  });
  const joined = await app.call(
    api.saveSiteAreas,
    { params: { id: site.id }, body: { baseRevision: site.revision, areaIds: [world.neighbour] } },
    officer.token,
  );
  expect(joined.body.areas).toMatchObject([
    { areaName: 'Xã Bên cạnh', confirmedOn: null, canConfirm: false },
  ]);
  const seen = await get(site, neighbour);
  expect(seen).toMatchObject({ can: { edit: false }, areas: [{ canConfirm: true }] });
  const confirmed = await app.call(
    api.confirmSiteArea,
    { params: { id: site.id, areaId: world.neighbour } },
    neighbour.token,
  );
  expect(confirmed.body.areas).toMatchObject([{ confirmedOn: today }]);
  const before = (await seenOn(today, site)).lastRecordOn;
  const reply = await app.call(
    saveActivity,
    { params: { id: uuidv7() }, body: patrol(world.neighbourHamlet, { day: '2026-06-14' }) },
    neighbour.token,
  );
  expect(reply.status).toBe(200);
  expect([before === '2026-06-14', (await seenOn(today, site)).lastRecordOn]).toEqual([false, '2026-06-14']);
});

test('a cluster spans provinces: the commune of another one confirms, and its patrol counts', async () => {
  const elsewhere = areaIdOf('2025', 'commune', '07840');
  const guest = await makePerson(app.database.ownerUrl, 'officer', elsewhere);
  const site = await launched(app, officer, {
    areaId: world.commune,
    on: '2026-02-01',
    kind: 'borderCluster',
  });
  const params = { id: site.id };
  expect((await app.call(api.getModelSite, { params }, guest.token)).status).toBe(404);
  const body = { baseRevision: site.revision, areaIds: [elsewhere] };
  expect((await app.call(api.saveSiteAreas, { params, body }, officer.token)).status).toBe(200);
  const part = { params: { id: site.id, areaId: elsewhere } };
  // Nobody confirms for another place, and whoever takes part changes nothing of the site.
  expect((await app.call(api.confirmSiteArea, part, neighbour.token)).status).toBeGreaterThan(400);
  expect((await app.call(api.confirmSiteArea, part, guest.token)).body.areas).toMatchObject([
    { areaId: elsewhere, confirmedOn: today },
  ]);
  const rename = { params, body: { baseRevision: site.revision + 1, name: 'Cụm khác' } };
  expect((await app.call(api.changeModelSite, rename, guest.token)).status).toBeGreaterThan(400);
  const put = { params: { id: uuidv7() }, body: patrol(elsewhere, { day: '2026-06-13' }) };
  expect((await app.call(saveActivity, put, guest.token)).status).toBe(200);
  expect((await seenOn(today, site)).lastRecordOn).toBe('2026-06-13');
});

test('lists find sites by words, kind, state and place, page by page', async () => {
  const all = await app.call(api.listModelSites, { query: { limit: 200 } }, staff.token);
  const { items } = all.body;
  expect(items.length).toBe(all.body.total);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(
      api.listModelSites,
      { query: { limit: 3, ...(cursor ? { cursor } : {}) } },
      staff.token,
    );
    seen.push(...page.body.items.map((item) => item.id));
    cursor = page.body.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(items.map((item) => item.id));
  const ids = async (query: object) =>
    (await app.call(api.listModelSites, { query: { limit: 200, ...query } }, staff.token)).body.items.map(
      (item) => item.id,
    );
  const by = (test: (item: (typeof items)[number]) => boolean) => items.filter(test).map((item) => item.id);
  const gong = shippedKindId('securityGong');
  expect(await ids({ q: 'tieng mo' })).toEqual(by((item) => item.kind.id === gong));
  expect(await ids({ kindId: gong })).toEqual(by((item) => item.kind.id === gong));
  expect(await ids({ areaId: world.hamlets[1] })).toEqual(
    by((item) => item.place.areaId === world.hamlets[1]),
  );
  for (const state of ['proposed', 'surveyed', 'active', 'dormant', 'launched'] as const)
    expect([state, await ids({ state })]).toEqual([state, by((item) => item.state === state)]);
  const counts = await app.call(api.countModelSites, {}, staff.token);
  for (const [state, n] of Object.entries(counts.body.states))
    expect([state, n]).toEqual([state, by((item) => item.state === state).length]);
});

test('words are found where they begin, numbers only whole; nobody finds more by asking for a wider area', async () => {
  const ids = async (who: TestPerson, query: object) =>
    (await app.call(api.listModelSites, { query: { limit: 200, ...query } }, who.token)).body.items.map(
      (item) => item.id,
    );
  const site = await launched(app, officer, { areaId: world.hamlets[0], on: '2026-03-01' });
  const name = 'Tổ tự quản “cổng trường” số 12';
  const named = await app.call(
    api.changeModelSite,
    { params: { id: site.id }, body: { baseRevision: site.revision, name } },
    officer.token,
  );
  expect(named.status).toBe(200);
  for (const q of ['CỔNG trường', 'so 12', 'cong tru', '"cổng trường"'])
    expect([q, await ids(officer, { q })]).toEqual([q, [site.id]]);
  for (const q of ['ổng trường', 'so 1', 'rường'])
    expect([q, (await ids(officer, { q })).includes(site.id)]).toEqual([q, false]);
  expect(await ids(neighbour, { q: 'cổng trường' })).toEqual([]);

  const own = await ids(officer, {});
  expect(await ids(officer, { areaId: world.province })).toEqual(own);
  expect(await ids(neighbour, { areaId: world.commune })).toEqual([]);
  const counted = await app.call(api.countModelSites, { query: { areaId: world.commune } }, neighbour.token);
  expect(Object.values(counted.body.states).reduce((sum, n) => sum + n, 0)).toBe(0);
  // The cluster of the other commune in which it takes part is in its list.
  const theirs = await app.call(api.listModelSites, { query: { limit: 200 } }, neighbour.token);
  expect(theirs.body.items.map((item) => item.place.areaId)).toContain(world.commune);
});
