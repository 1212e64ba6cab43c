import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import {
  makePerson,
  makeWorld,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { getTeam } from '../../teams/teams.contract.ts';
import { newMember, save, teamOf } from '../../teams/teams.factory.ts';
import { shippedKindId } from '../kind-words.rules.ts';
import { mergeKinds, undoKindMerger } from '../kinds.contract.ts';
import type { Site } from '../model-site.contract.ts';
import * as api from '../models.contract.ts';
import { factsUpTo, launched, proposed, stepped } from '../models.factory.ts';

const today = '2026-06-15';
let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
let administrator: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ today });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  officer = await makePerson(ownerUrl, 'officer', world.commune);
  administrator = await makePerson(ownerUrl, 'administrator', world.province);
});
afterAll(() => app.close());

const current = async (id: string): Promise<Site> =>
  (await app.call(api.getModelSite, { params: { id } }, officer.token)).body;
const undo = async (id: string) => {
  const body = { baseRevision: (await current(id)).revision };
  return app.call(api.undoSiteChange, { params: { id }, body }, officer.token);
};
const edit = async (id: string, change: { note?: string; kindId?: string }) => {
  const body = { baseRevision: (await current(id)).revision, ...change };
  return app.call(api.changeModelSite, { params: { id }, body }, officer.token);
};
const end = async (id: string, intoId?: string) => {
  const { revision: baseRevision } = await current(id);
  const body = { baseRevision, on: '2026-06-01', reason: 'QĐ 9', ...(intoId ? { intoId } : {}) };
  const reply = await app.call(api.endModelSite, { params: { id }, body }, officer.token);
  expect(reply.status).toBe(200);
};
/** The province merges a kind into another; gives the merger. */
const mergeKind = async (from: string, into: string): Promise<string> => {
  const kinds = { fromId: shippedKindId(from), intoId: shippedKindId(into) };
  const body = { id: uuidv7(), areaId: world.province, ...kinds };
  expect((await app.call(mergeKinds, { body }, administrator.token)).status).toBe(201);
  return body.id;
};

test('taking back goes on to the change before, down to the proposal, and that comes back again', async () => {
  const site = await proposed(app, officer, { areaId: world.hamlets[0], on: '2026-01-05' });
  await stepped(app, officer, site, 1, '2026-01-10');
  await edit(site.id, { note: 'một' });
  await edit(site.id, { note: 'hai' });
  const seen: unknown[] = [];
  for (let at = 0; at < 5; at += 1) {
    const { status, body } = await undo(site.id);
    seen.push([status, body.stage, body.note, body.voided]);
  }
  expect(seen).toEqual([
    [200, 'surveyed', 'một', false],
    [200, 'surveyed', '', false],
    [200, 'proposed', '', false],
    [200, 'proposed', '', true],
    [200, 'proposed', '', false],
  ]);
});

test('a retired site is not changed any more, and its end is taken back although kinds were merged since', async () => {
  const site = await launched(app, officer, {
    ...{ areaId: world.hamlets[0], on: '2026-01-05', kind: 'securityCamera', members: 5 },
  });
  await end(site.id);
  const late = await edit(site.id, { note: 'muộn' });
  expect([late.status, late.code]).toEqual([409, 'notPossibleNow']);
  expect((await current(site.id)).can).toMatchObject({ edit: false, undo: true });
  const merger = await mergeKind('securityCamera', 'securityGong');
  const back = await undo(site.id);
  // Only the end: the kind stays what the province made of it.
  expect(back.body).toMatchObject({
    ...{ stage: 'launched', endedOn: null, endReason: '' },
    kind: { id: shippedKindId('securityGong') },
  });
  expect(await factsUpTo(app, site.id, today)).toMatchObject({ 'model.sites': 1, 'model.members': 5 });
  // What the province did is not the commune's to take back.
  const kinds = await undo(site.id);
  expect([kinds.status, kinds.code]).toEqual([409, 'notPossibleNow']);
  expect((await current(site.id)).kind.id).toBe(shippedKindId('securityGong'));
  // Once the province has, the launch is the next.
  expect((await app.call(undoKindMerger, { params: { id: merger } }, administrator.token)).status).toBe(200);
  expect((await undo(site.id)).body).toMatchObject({
    ...{ stage: 'approved', kind: { id: shippedKindId('securityCamera') } },
  });
});

test('pressed twice after a merger, undo takes back what was before it and moves no team a second time', async () => {
  const place = { areaId: world.hamlets[1], on: '2026-01-05' };
  const weak = await launched(app, officer, place);
  const strong = await launched(app, officer, place);
  const team = await save(
    app,
    officer.token,
    teamOf(place.areaId, {
      ...{ kind: 'modelTeam', name: 'Tổ ghép', foundedOn: '2026-01-05', siteIds: [weak.id] },
      members: [newMember('Một', { joinedOn: '2026-01-05' })],
    }),
  );
  const sites = async () =>
    (await app.call(getTeam, { params: { id: team.body.id } }, officer.token)).body.sites.map(({ id }) => id);
  await edit(weak.id, { note: 'trước khi ghép' });
  await end(weak.id, strong.id);
  expect(await sites()).toEqual([strong.id]);
  expect((await undo(weak.id)).body).toMatchObject({ stage: 'launched', note: 'trước khi ghép' });
  expect((await undo(weak.id)).body).toMatchObject({ stage: 'launched', note: '', mergedInto: null });
  expect(await sites()).toEqual([weak.id]);
  // Merged again, it comes back again.
  await end(weak.id, strong.id);
  expect((await undo(weak.id)).body).toMatchObject({ stage: 'launched', note: '' });
  expect(await sites()).toEqual([weak.id]);
});
