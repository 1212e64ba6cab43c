import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { newMember, save, teamOf } from '../../teams/teams.factory.ts';
import type { Site } from '../model-site.contract.ts';
import * as sitesApi from '../models.contract.ts';
import { launched } from '../models.factory.ts';
import * as replicationApi from '../replication.contract.ts';
import * as tasksApi from '../tasks.contract.ts';

const api = { ...sitesApi, ...replicationApi, ...tasksApi };
let app: TestApp;
let world: TestWorld;
let staff: TestPerson;
let officer: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  staff = await makePerson(ownerUrl, 'staff', world.province);
  officer = await makePerson(ownerUrl, 'officer', world.commune);
});
afterAll(() => app.close());

const pilot = (kind: string): Promise<Site> =>
  launched(app, staff, { areaId: world.hamlets[0], on: '2025-10-01', kind });
const replicate = async (site: Site, areaId: string, proposedOn: string) => {
  const body = { id: uuidv7(), places: [{ areaId }], proposedOn, launchBy: '2026-09-01' };
  const reply = await app.call(api.replicateModelSite, { params: { id: site.id }, body }, staff.token);
  expect(reply.status).toBe(201);
  return { id: body.id, replica: reply.body.siteIds[0] ?? '' };
};
const undo = (id: string) => app.call(api.undoReplication, { params: { id } }, staff.token);
const replicatedOn = (id: string): Promise<string | null | undefined> =>
  asOwner(app.database.ownerUrl, async (client) => {
    const query = 'select replicated_on::text as day from model_site where id = $1';
    return (await client.query<{ day: string | null }>(query, [id])).rows[0]?.day;
  });

test('a pilot is replicated since the first replica that is there, in whichever order they are taken back', async () => {
  const site = await pilot('securityGong');
  const late = await replicate(site, world.hamlets[1], '2026-05-01');
  expect(await replicatedOn(site.id)).toBe('2026-05-01');
  const early = await replicate(site, world.neighbourHamlet, '2026-03-01');
  expect(await replicatedOn(site.id)).toBe('2026-03-01');
  expect((await undo(early.id)).status).toBe(200);
  expect(await replicatedOn(site.id)).toBe('2026-05-01');
  const again = await replicate(site, world.neighbourHamlet, '2026-06-01');
  expect((await undo(late.id)).status).toBe(200);
  expect(await replicatedOn(site.id)).toBe('2026-06-01');
  expect((await undo(again.id)).status).toBe(200);
  expect(await replicatedOn(site.id)).toBeNull();
});

test('a replica with a team or a task given to somebody stays, and is named with what hangs on it', async () => {
  const site = await pilot('securityCamera');
  const { id, replica } = await replicate(site, world.hamlets[1], '2026-05-01');
  const made = teamOf(world.hamlets[1], {
    ...{ kind: 'modelTeam', name: 'Tổ mắt', foundedOn: '2026-05-02', siteIds: [replica] },
    members: [newMember('Một', { joinedOn: '2026-05-02' })],
  });
  const team = await save(app, officer.token, made);
  expect(team.status).toBe(200);
  const refused = await undo(id);
  expect([refused.status, refused.code]).toEqual([409, 'notPossibleNow']);
  expect(JSON.stringify(refused.body)).toMatch(/Thôn .*có tổ\)/u);
  expect((await app.call(api.getModelSite, { params: { id: replica } }, staff.token)).status).toBe(200);

  // Without the team, but with a step planned anew by hand.
  expect((await save(app, officer.token, { ...made, siteIds: [] }, team.body)).status).toBe(200);
  const plan = { kind: 'step' as const, step: 2, dueOn: '2026-07-20', note: 'Họp thôn' };
  const planned = await app.call(api.planModelTask, { params: { id: replica }, body: plan }, staff.token);
  expect(planned.status).toBe(200);
  expect(JSON.stringify((await undo(id)).body)).toContain('có việc mới giao');
});

test('a replica that is withdrawn counts no more for its pilot, and given back it does again', async () => {
  const site = await pilot('fourSafe');
  const { replica } = await replicate(site, world.hamlets[1], '2026-05-01');
  const takeBack = async (): Promise<void> => {
    const { body } = await app.call(api.getModelSite, { params: { id: replica } }, staff.token);
    const params = { id: replica };
    const undone = await app.call(
      api.undoSiteChange,
      { params, body: { baseRevision: body.revision } },
      staff.token,
    );
    expect(undone.status).toBe(200);
  };
  expect(await replicatedOn(site.id)).toBe('2026-05-01');
  await takeBack();
  expect(await replicatedOn(site.id)).toBeNull();
  await takeBack();
  expect(await replicatedOn(site.id)).toBe('2026-05-01');
});
