import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import {
  makePerson,
  makeWorld,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { getCommittee, putCommittee } from '../../committees/committees.contract.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { getTeam } from '../../teams/teams.contract.ts';
import { newMember, save, teamOf } from '../../teams/teams.factory.ts';
import { shippedKindId } from '../kind-words.rules.ts';
import { mergeKinds, previewKindMerger, undoKindMerger } from '../kinds.contract.ts';
import type { Site } from '../model-site.contract.ts';
import * as api from '../models.contract.ts';
import { launched } from '../models.factory.ts';

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

/** A site with its lists counting, one team of two and under the committee. */
async function siteWithTeam(name: string, kind?: string): Promise<{ site: Site; teamId: string }> {
  const areaId = world.hamlets[0];
  const made = await launched(app, officer, { areaId, on: '2026-01-05', ...(kind ? { kind } : {}) });
  const params = { id: made.id };
  const body = { baseRevision: made.revision, name, counts: 'listed' as const };
  const site = (await app.call(api.changeModelSite, { params, body }, officer.token)).body;
  const team = await save(
    app,
    officer.token,
    teamOf(areaId, {
      ...{ kind: 'modelTeam', name: `Tổ ${name}`, foundedOn: '2026-01-05', siteIds: [site.id] },
      members: ['Một', 'Hai'].map((who) => newMember(`${name} ${who}`, { joinedOn: '2026-01-05' })),
    }),
  );
  expect(team.status).toBe(200);
  return { site, teamId: team.body.id };
}

async function governed(name: string, siteIds: string[]): Promise<string> {
  const committee = {
    areaId: world.commune,
    kind: 'steeringCommittee' as const,
    name,
    foundedOn: '2026-01-02',
  };
  const params = { id: uuidv7() };
  const person = { personId: uuidv7(), newPerson: { name: `Trưởng ${name}` } };
  const seats = [{ id: uuidv7(), ...person, role: 'head' as const, office: '', from: '2026-01-02' }];
  const body = { baseRevision: 0, committee: { ...committee, seats, siteIds } };
  const reply = await app.call(putCommittee, { params, body }, officer.token);
  expect([reply.status, reply.body]).toEqual([200, expect.anything()]);
  return params.id;
}

async function asOwner<R extends pg.QueryResultRow>(query: string, values: unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: app.database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<R>(query, values)).rows;
  } finally {
    await client.end();
  }
}

const current = async (id: string): Promise<Site> =>
  (await app.call(api.getModelSite, { params: { id } }, officer.token)).body;
const sitesOfTeam = async (id: string): Promise<string[]> =>
  (await app.call(getTeam, { params: { id } }, officer.token)).body.sites.map((site) => site.id);
const governedBy = async (id: string): Promise<string[]> =>
  (await app.call(getCommittee, { params: { id } }, officer.token)).body.models
    .map((model) => model.id)
    .sort();

/** Sites, teams and members of models on a day. */
async function counted(on: string): Promise<(number | null)[]> {
  const indicators = ['model.sites', 'model.teams', 'model.members'];
  const body = { areaIds: [world.commune], indicators, from: on, to: on };
  const { figures } = (await app.call(queryFigures, { body }, officer.token)).body;
  return indicators.map((code) => figures.find((figure) => figure.indicator === code)?.value ?? null);
}

test('a merged site’s teams and committees go over to the one that goes on, from that day, and come back', async () => {
  const weak = await siteWithTeam('Ngõ trên');
  const strong = await siteWithTeam('Ngõ dưới');
  const both = await governed('Ban chỉ đạo chung', [weak.site.id, strong.site.id]);
  const one = await governed('Ban của ngõ trên', [weak.site.id]);
  expect(await counted(today)).toEqual([2, 2, 4]);

  const params = { id: weak.site.id };
  const preview = await app.call(
    api.previewModelSiteEnding,
    { params, body: { intoId: strong.site.id } },
    officer.token,
  );
  expect(preview.body).toMatchObject({
    into: { counts: 'listed', teams: 1 },
    teams: [{ id: weak.teamId, name: 'Tổ Ngõ trên' }],
    committees: [{ id: both }, { id: one }],
  });
  expect(await sitesOfTeam(weak.teamId)).toEqual([weak.site.id]);

  const ended = await app.call(
    api.endModelSite,
    {
      params,
      body: { baseRevision: weak.site.revision, on: '2026-06-01', reason: 'QĐ 12', intoId: strong.site.id },
    },
    officer.token,
  );
  expect([ended.status, ended.body.state]).toEqual([200, 'merged']);
  expect(await sitesOfTeam(weak.teamId)).toEqual([strong.site.id]);
  expect([await governedBy(both), await governedBy(one)]).toEqual([[strong.site.id], [strong.site.id]]);
  // One site less, and nobody lost: neither on the day nor in the time before it.
  expect(await counted('2026-05-31')).toEqual([2, 2, 4]);
  expect(await counted(today)).toEqual([1, 2, 4]);

  const undone = await app.call(
    api.undoSiteChange,
    { params, body: { baseRevision: ended.body.revision } },
    officer.token,
  );
  expect([undone.status, undone.body.state]).toEqual([200, weak.site.state]);
  expect(await sitesOfTeam(weak.teamId)).toEqual([weak.site.id]);
  expect([await governedBy(both), await governedBy(one)]).toEqual([
    [weak.site.id, strong.site.id].sort(),
    [weak.site.id],
  ]);
  expect(await counted(today)).toEqual([2, 2, 4]);
});

test('a team that was at the other site before keeps those days through a merger and through taking it back', async () => {
  const weak = await siteWithTeam('Xóm trên');
  const strong = await siteWithTeam('Xóm dưới');
  const without = await counted('2026-02-10');
  // As an earlier merger left it: the team of the weak one was at the strong one in February.
  await asOwner(
    `insert into team_site (province_id, team_id, site_id, area_id, from_day, to_day)
     select province_id, team_id, $2, area_id, '2026-02-01', '2026-03-01' from team_site where team_id = $1`,
    [weak.teamId, strong.site.id],
  );
  const spans = () =>
    asOwner<{ site: string; from: string | null; to: string | null }>(
      `select site_id as site, from_day::text as from, to_day::text as to from team_site where team_id = $1
       order by from_day nulls first`,
      [weak.teamId],
    );
  const before = await spans();
  expect(before).toHaveLength(2);
  const params = { id: weak.site.id };
  const end = { baseRevision: weak.site.revision, on: '2026-05-04', reason: 'QĐ 14', intoId: strong.site.id };
  const ended = await app.call(api.endModelSite, { params, body: end }, officer.token);
  expect(ended.status).toBe(200);
  expect(await spans()).toEqual([
    { site: weak.site.id, from: null, to: '2026-05-04' },
    { site: strong.site.id, from: '2026-02-01', to: '2026-03-01' },
    { site: strong.site.id, from: '2026-05-04', to: null },
  ]);
  // In February its team carried out both sites, in March one.
  expect(await counted('2026-02-10')).toEqual([without[0], (without[1] ?? 0) + 1, (without[2] ?? 0) + 2]);
  expect(await counted('2026-03-10')).toEqual(without);
  const undo = { params, body: { baseRevision: ended.body.revision } };
  expect((await app.call(api.undoSiteChange, undo, officer.token)).status).toBe(200);
  expect(await spans()).toEqual(before);
});

test('what was merged into a site that has ended since is not taken back over its head', async () => {
  const first = await siteWithTeam('Một');
  const second = await siteWithTeam('Hai');
  const end = async (id: string, intoId?: string) =>
    (
      await app.call(
        api.endModelSite,
        {
          params: { id },
          body: {
            ...{ baseRevision: (await current(id)).revision, on: '2026-06-10', reason: 'QĐ 13' },
            ...(intoId ? { intoId } : {}),
          },
        },
        officer.token,
      )
    ).status;
  const undo = async (id: string) =>
    (
      await app.call(
        api.undoSiteChange,
        { params: { id }, body: { baseRevision: (await current(id)).revision } },
        officer.token,
      )
    ).status;
  expect([await end(first.site.id, second.site.id), await end(second.site.id)]).toEqual([200, 200]);
  expect(await undo(first.site.id)).toBe(409);
  expect((await current(first.site.id)).state).toBe('merged');
  expect([await undo(second.site.id), await undo(first.site.id)]).toEqual([200, 200]);
  expect(await sitesOfTeam(first.teamId)).toEqual([first.site.id]);
});

test('a merger of kinds leaves every model governed and every team linked, and says where two would stand', async () => {
  const gong = await siteWithTeam('Mõ', 'securityGong');
  const camera = await siteWithTeam('Mắt', 'securityCamera');
  const committee = await governed('Ban chỉ đạo của loại', [gong.site.id, camera.site.id]);
  const merger = {
    ...{ fromId: shippedKindId('securityCamera'), intoId: shippedKindId('securityGong') },
    areaId: world.province,
  };
  const preview = await app.call(previewKindMerger, { body: merger }, administrator.token);
  expect(preview.body).toMatchObject({ sites: 1, doubles: [{ id: camera.site.id, title: 'Mắt' }] });
  const id = uuidv7();
  expect((await app.call(mergeKinds, { body: { ...merger, id } }, administrator.token)).status).toBe(201);
  const together = [gong.site.id, camera.site.id].sort();
  expect((await current(camera.site.id)).kind.id).toBe(merger.intoId);
  expect([await governedBy(committee), await sitesOfTeam(camera.teamId)]).toEqual([
    together,
    [camera.site.id],
  ]);
  expect((await app.call(undoKindMerger, { params: { id } }, administrator.token)).status).toBe(200);
  expect((await current(camera.site.id)).kind.id).toBe(merger.fromId);
  expect(await governedBy(committee)).toEqual(together);
});
