import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import { type CommuneTree, makeCommuneTree } from '../../areas/areas.factory.ts';
import { listAudit } from '../../audit/audit.contract.ts';
import { listFigureRecords, queryFigures } from '../../figures/figures.contract.ts';
import { changeModelSite, getModelSite } from '../../models/models.contract.ts';
import { changePerson, getPerson, listPersons, mergePersons, removePerson } from '../person.contract.ts';
import type { Team } from '../team.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import * as contract from '../teams.contract.ts';
import { newMember, save, teamOf } from '../teams.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let place: CommuneTree;
let officer: SignedUp;
let neighbour: SignedUp;
let staff: SignedUp;
let hamlet: string;
let second: string;

beforeAll(async () => {
  app = await startTestApp({ today });
  place = await makeCommuneTree(app.database.db);
  const other = await makeCommuneTree(app.database.db);
  [hamlet = '', second = ''] = place.hamletIds;
  officer = await signUp(app, { role: 'officer', areaId: place.communeId });
  neighbour = await signUp(app, { role: 'officer', areaId: other.communeId });
  staff = await signUp(app, { role: 'staff', areaId: place.provinceId });
});
afterAll(() => app.close());

/** A figure of the commune on a day. */
async function figure(indicator: string, on = today, areaId = place.communeId): Promise<number | null> {
  const body = { areaIds: [areaId], indicators: [indicator], from: '2020-01-01', to: on };
  const reply = await app.call(queryFigures, { body }, officer.token);
  expect(reply.status).toBe(200);
  return reply.body.figures[0]?.value ?? null;
}

async function founded(...given: Parameters<typeof teamOf>): Promise<Team> {
  const reply = await save(app, officer.token, teamOf(...given));
  expect([reply.status, reply.body]).toEqual([200, expect.anything()]);
  return reply.body;
}

describe('a team', () => {
  it('is founded with its members, and somebody in two teams is two members and one person', async () => {
    const an = newMember('Nguyễn Thị An', {
      role: 'teamLeader',
      chosen: 'elected',
      person: { birthYear: 1970, sex: 'female', contact: '0987 000 111' },
    });
    const first = await founded(hamlet, {
      members: [an, newMember('Trần Văn Bình'), newMember('Lê Văn Cường', { joinedOn: '2025-06-01' })],
      equipment: [{ id: uuidv7(), name: 'Đèn pin', number: 3 }],
    });
    expect(first.members.map((member) => [member.person.name, member.role])).toEqual([
      ['Nguyễn Thị An', 'teamLeader'],
      ['Trần Văn Bình', 'teamMember'],
      ['Lê Văn Cường', 'teamMember'],
    ]);
    const { newPerson: _known, ...again } = an;
    const other = await founded(second, {
      kind: 'mediationTeam',
      name: 'Tổ hòa giải',
      members: [{ ...again, id: uuidv7(), role: 'mediator' }, newMember('Phạm Thị Dung')],
    });
    expect(other.members[0]?.alsoIn).toEqual([{ kind: 'team', id: first.id, name: first.name }]);
    expect(await figure('team.teams')).toBe(2);
    expect(await figure('team.members')).toBe(5);
    expect(await figure('team.persons')).toBe(4);
    expect(await figure('team.members', '2025-05-31')).toBe(4);
    expect(await figure('team.persons', today, second)).toBe(1);
    const list = await app.call(contract.listTeams, { query: { areaId: place.communeId } }, officer.token);
    expect(list.body.totals).toEqual({ teams: 2, members: 5, persons: 4, trained: 0 });
    expect(list.body.teams.map((team) => [team.name, team.members, team.leader])).toEqual([
      ['Tổ tự quản số 1', 3, 'Nguyễn Thị An'],
      ['Tổ hòa giải', 2, null],
    ]);
  });

  it('changes as a whole: somebody leaves, somebody comes, the team is disbanded, and all of it is taken back', async () => {
    const team = await founded(hamlet, {
      name: 'Tổ tự quản số 10',
      members: [newMember('Vũ Văn Giang'), newMember('Đỗ Thị Hà')],
    });
    const before = await figure('team.members');
    const input = inputOf(team);
    const [leaving, ...others] = input.members ?? [];
    if (!leaving) throw new Error('nobody');
    const left = { ...leaving, leftOn: '2026-01-01', leftReason: 'Chuyển nơi ở' };
    const changed = await save(app, officer.token, { ...input, members: [left, ...others] }, team);
    expect(changed.status).toBe(200);
    expect(await figure('team.members')).toBe((before ?? 0) - 1);
    expect(await figure('team.members', '2025-12-31')).toBe(before);
    const ended = await save(
      app,
      officer.token,
      { ...inputOf(changed.body), disbandedOn: '2026-06-01', disbandReason: 'Sáp nhập thôn' },
      changed.body,
    );
    expect(await figure('team.members')).toBe((before ?? 0) - 2);
    const active = await app.call(contract.listTeams, { query: { q: 'tự quản số 10' } }, officer.token);
    expect(active.body.teams).toEqual([]);
    const undone = await save(app, officer.token, input, ended.body);
    expect(undone.body.members.map((member) => member.leftOn)).toEqual([null, null]);
    expect(await figure('team.members')).toBe(before);
    const late = await save(app, officer.token, input, team);
    expect([late.status, late.code]).toEqual([409, 'conflict']);
  });

  it('that was entered by mistake counts nowhere and is not listed', async () => {
    const before = await figure('team.teams');
    const team = await founded(hamlet, { name: 'Tổ nhầm', members: [newMember('Bùi Văn Nhầm')] });
    await save(app, officer.token, { ...inputOf(team), voidReason: 'Nhập nhầm xã' }, team);
    expect(await figure('team.teams')).toBe(before);
    const list = await app.call(contract.listTeams, { query: { q: 'to nham', state: 'all' } }, officer.token);
    expect(list.body.teams).toEqual([]);
  });

  it('is refused with every wrong field named', async () => {
    const member = newMember('Lý Văn Ích', { joinedOn: '2025-01-01', leftOn: '2024-01-01' });
    const reply = await save(
      app,
      officer.token,
      teamOf(hamlet, {
        members: [member, { ...member, id: uuidv7(), leftOn: null }, { ...member, id: member.id }],
        siteIds: [uuidv7()],
      }),
    );
    const fields = (reply.body as unknown as { fields: { path: string; code: string }[] }).fields;
    expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual(
      expect.arrayContaining([
        'team.members.0.joinedOn beforeFounding',
        'team.members.0.leftOn endsBeforeStart',
        'team.members.2.id duplicate',
        'team.siteIds.0 notFound',
      ]),
    );
    const foreign = await save(app, neighbour.token, teamOf(hamlet));
    expect([foreign.status, foreign.code]).toEqual([403, 'outOfArea']);
  });

  it('is trained: who took part counts as trained for twelve months', async () => {
    const team = await founded(second, {
      name: 'Tổ bảo vệ an ninh, trật tự',
      kind: 'securityTeam',
      members: [newMember('Hoàng Văn Khải'), newMember('Ngô Thị Lan')],
    });
    const [khai] = team.members;
    const training = {
      id: uuidv7(),
      day: '2026-03-15',
      topic: 'Tuần tra, xử lý tình huống',
      hours: 4,
      personIds: [khai?.person.id ?? ''],
    };
    const params = { id: team.id };
    const trained = await app.call(contract.addTeamTraining, { params, body: training }, officer.token);
    expect(trained.status).toBe(201);
    expect(trained.body.members.map((member) => member.trainedOn)).toEqual(['2026-03-15', null]);
    expect(await figure('team.trainedPersons')).toBe(1);
    expect(await figure('team.trainedShare', today, second)).toBeCloseTo(
      1 / ((await figure('team.persons', today, second)) ?? 0),
    );
    expect(await figure('team.trainedPersons', '2027-03-15')).toBe(0);
    const stranger = { ...training, id: uuidv7(), personIds: [uuidv7()] };
    const refused = await app.call(contract.addTeamTraining, { params, body: stranger }, officer.token);
    expect(refused.status).toBe(422);
    const gone = { id: team.id, trainingId: training.id };
    await app.call(contract.removeTeamTraining, { params: gone }, officer.token);
    expect(await figure('team.trainedPersons')).toBe(0);
  });

  it('of a site that keeps lists counts for its model, with every change of the list', async () => {
    const id = uuidv7();
    const values = {
      kind: 'Tiếng mõ an ninh',
      place: { areaId: hamlet },
      launchedOn: '2025-01-01',
      teams: 9,
      members: 99,
    };
    const entry = { form: 'modelSite', formVersion: 1, values, state: 'submitted' as const };
    await app.call(saveActivity, { params: { id }, body: entry }, officer.token);
    const params = { id };
    const site = (await app.call(getModelSite, { params }, officer.token)).body;
    const listed = { baseRevision: site.revision, counts: 'listed' as const };
    expect((await app.call(changeModelSite, { params, body: listed }, officer.token)).status).toBe(200);
    expect(await figure('model.members')).toBe(0);
    const team = await founded(hamlet, {
      kind: 'modelTeam',
      name: 'Tổ tiếng mõ',
      siteIds: [id],
      members: [newMember('Cao Văn Mõ'), newMember('Cao Thị Kẻng', { joinedOn: '2026-01-01' })],
    });
    expect(team.sites.map((each) => each.id)).toEqual([id]);
    expect([await figure('model.teams'), await figure('model.members')]).toEqual([1, 2]);
    expect(await figure('model.members', '2025-12-31')).toBe(1);
    await save(app, officer.token, { ...inputOf(team), siteIds: [] }, team);
    expect([await figure('model.teams'), await figure('model.members')]).toEqual([0, 0]);
  });

  it('stands behind its figures by name', async () => {
    const body = {
      areaId: place.communeId,
      indicator: 'team.teams',
      from: '2026-01-01',
      to: today,
      lens: 'today' as const,
    };
    const reply = await app.call(listFigureRecords, { query: body }, officer.token);
    expect(reply.status).toBe(200);
    expect(reply.body.records.map((record) => record.text.vi)).toContain('Tổ hòa giải, Thôn 2, 2 thành viên');
    expect(reply.body.records.every((record) => record.link?.startsWith('/to/'))).toBe(true);
  });
});

describe('people', () => {
  const find = (q: string, token = officer.token) => app.call(listPersons, { query: { q } }, token);

  it('are found by any spelling of their name, with where they serve; looking leaves a line', async () => {
    const reply = await find('nguyen thi an');
    expect(reply.body.persons.map((person) => [person.name, person.contact, person.birthYear])).toEqual([
      ['Nguyễn Thị An', '0987 000 111', 1970],
    ]);
    expect(reply.body.persons[0]?.services.map((service) => service.name)).toEqual([
      'Tổ hòa giải',
      'Tổ tự quản số 1',
    ]);
    expect((await find('nguyen thi an', neighbour.token)).body.persons).toEqual([]);
    expect((await find('nguyen thi an', staff.token)).status).toBe(403);
    const auditor = await signUp(app, { role: 'auditor', areaId: place.communeId });
    const log = await app.call(listAudit, { query: {} }, auditor.token);
    const lines = log.body.items.filter((line) => line.action === 'persons.searched');
    expect(lines.map((line) => [line.caller, line.details])).toContainEqual([officer.userId, { found: 1 }]);
  });

  it('show contact and year of birth only to those who work with them', async () => {
    const list = await app.call(contract.listTeams, { query: { q: 'tự quản số 1' } }, staff.token);
    const id = list.body.teams[0]?.id ?? '';
    const seen = await app.call(contract.getTeam, { params: { id } }, staff.token);
    expect(seen.body.members[0]?.person).toMatchObject({
      name: 'Nguyễn Thị An',
      contact: null,
      birthYear: null,
    });
    expect(seen.body.can).toEqual({ write: false, contacts: false, export: false });
    const file = { query: { reason: 'Gửi tỉnh' } };
    expect((await app.call(contract.exportMembers, file, staff.token)).status).toBe(403);
    expect((await app.call(contract.getTeam, { params: { id } }, neighbour.token)).status).toBe(404);
  });

  it('are corrected, and two entries of one person become one, counted once', async () => {
    const team = await founded(hamlet, {
      name: 'Tổ tự quản số 3',
      members: [newMember('Trần Văn Binh', { joinedOn: '2025-05-01' })],
    });
    const persons = await figure('team.persons');
    const double = team.members[0]?.person;
    const [binh] = (await find('tran van binh')).body.persons.filter((each) => each.name === 'Trần Văn Bình');
    if (!double || !binh) throw new Error('not found');
    const corrected = await app.call(
      changePerson,
      {
        params: { id: double.id },
        body: { baseRevision: double.revision, person: { name: 'Trần Văn Bình', birthYear: 1981 } },
      },
      officer.token,
    );
    expect(corrected.body.name).toBe('Trần Văn Bình');
    const merged = await app.call(
      mergePersons,
      { params: { id: binh.id }, body: { otherId: double.id } },
      officer.token,
    );
    expect([merged.status, merged.body.birthYear, merged.body.services.length]).toEqual([200, 1981, 2]);
    expect(await figure('team.persons')).toBe((persons ?? 0) - 1);
    expect((await app.call(getPerson, { params: { id: double.id } }, officer.token)).status).toBe(404);
    const removed = await app.call(removePerson, { params: { id: binh.id } }, officer.token);
    expect([removed.status, removed.code]).toEqual([409, 'notPossibleNow']);
  });

  it('leave as a workbook only with a reason, and the reading is logged', async () => {
    const query = { areaId: place.communeId, contacts: 'true', reason: 'In danh sách trình ký' };
    const reply = await app.call(contract.exportMembers, { query }, officer.token);
    expect(reply.status).toBe(200);
    expect(reply.raw.subarray(0, 2).toString()).toBe('PK');
    const silent = await app.call(contract.exportMembers, { query: { reason: '' } }, officer.token);
    expect(silent.status).toBe(422);
  });
});
