import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { signUp } from '../../accounts/accounts.factory.ts';
import { getArea, listAreaChildren } from '../areas.contract.ts';
import { areaByCode, asSystem, makeHamlet } from '../areas.factory.ts';
import { createHamlets, putProfile } from '../hamlets.contract.ts';
import { changeOrganization, createOrganizations, listOrganizations } from '../organizations.contract.ts';
import { matchPlace } from '../place-match.rules.ts';
import { loadPlaceIndex } from './places.service.ts';

const today = '2026-11-22';
let app: TestApp;
let officer: string;
let communeId: string;
let oldId: string;
beforeAll(async () => {
  app = await startTestApp({ today });
  officer = (await signUp(app, { role: 'officer', areaCode: '07840' })).token;
  communeId = await areaByCode(app.database.db, '07840');
  oldId = await areaByCode(app.database.db, 'before:07846');
});
afterAll(() => app.close());

test('hamlets added to a commune of before go on in the one that took its place', async () => {
  const hamlets = ['Thôn Cấm', 'Thôn Khánh', 'Tứ'].map((fullName) => ({ fullName }));
  const reply = await app.call(createHamlets, { params: { id: oldId }, body: { hamlets } }, officer);
  expect(reply.status).toBe(201);
  expect(reply.body.hamlets.map((hamlet) => [hamlet.fullName, hamlet.unitType, hamlet.path])).toEqual([
    ['Thôn Cấm', 'Thôn', 'Phường Hiệp Hòa, Thành phố Bắc Ninh'],
    ['Thôn Khánh', 'Thôn', 'Phường Hiệp Hòa, Thành phố Bắc Ninh'],
    ['Tứ', '', 'Phường Hiệp Hòa, Thành phố Bắc Ninh'],
  ]);
  const id = reply.body.hamlets[0]?.id ?? '';
  const detail = (await app.call(getArea, { params: { id } }, officer)).body;
  expect(detail.parents.map((parent) => [parent.area.fullName, parent.from, parent.to])).toEqual([
    ['Xã Lương Phong', null, '2025-07-01'],
    ['Phường Hiệp Hòa', '2025-07-01', null],
  ]);
  const children = async (lens: 'then' | 'today', on: string, areaId: string) => {
    const found = await app.call(listAreaChildren, { params: { id: areaId }, query: { lens, on } }, officer);
    return found.body.children.filter((child) => child.kind === 'hamlet').map((child) => child.fullName);
  };
  expect(await children('then', '2024-06-01', oldId)).toEqual(['Thôn Cấm', 'Thôn Khánh', 'Tứ']);
  expect(await children('then', '2024-06-01', communeId)).toEqual([]);
  expect(await children('then', today, communeId)).toEqual(['Thôn Cấm', 'Thôn Khánh', 'Tứ']);
  expect(await children('today', today, communeId)).toEqual(['Thôn Cấm', 'Thôn Khánh', 'Tứ']);
});

test('the same name twice is refused with its place, and the same request twice adds nothing', async () => {
  const body = { hamlets: [{ fullName: 'Thôn Mới' }, { fullName: 'THÔN  CẤM' }] };
  const twice = await app.call(createHamlets, { params: { id: oldId }, body }, officer);
  const [field] = (twice.body as unknown as { fields: { path: string; code: string }[] }).fields;
  expect([field?.path, field?.code]).toEqual(['hamlets.1.fullName', 'duplicate']);
  const id = '0190c0de-0000-7000-8000-000000000001';
  const same = { params: { id: communeId }, body: { hamlets: [{ id, fullName: 'Thôn Chớp' }] } };
  expect((await app.call(createHamlets, same, officer)).status).toBe(201);
  const again = await app.call(createHamlets, same, officer);
  expect([again.status, again.body.hamlets.length]).toEqual([201, 1]);
});

test('a hamlet is added only by whoever keeps the commune', async () => {
  const neighbour = (await signUp(app, { role: 'officer', areaCode: '07822' })).token;
  const leader = (await signUp(app, { role: 'leader', areaCode: '07840' })).token;
  const request = { params: { id: communeId }, body: { hamlets: [{ fullName: 'Thôn Lạ' }] } };
  expect((await app.call(createHamlets, request, neighbour)).code).toBe('outOfArea');
  expect((await app.call(createHamlets, request, leader)).code).toBe('forbidden');
  expect((await app.call(createHamlets, request)).code).toBe('signInNeeded');
});

test('counts of a hamlet become stocks: the sum up to a day is what was there on it', async () => {
  const hamlet = await makeHamlet(app.database.db, oldId, 'Thôn Giữa');
  const put = (asOf: string, households: number | null, people: number | null) =>
    app.call(
      putProfile,
      { params: { id: hamlet.id }, body: { asOf, households, people, headName: 'Nguyễn Văn A' } },
      officer,
    );
  await put('2024-12-14', 196, 1739);
  await put('2023-12-14', 190, 1700);
  const reply = await put('2025-12-14', 200, null);
  expect(reply.body.profiles.map((profile) => [profile.asOf, profile.households, profile.people])).toEqual([
    ['2025-12-14', 200, null],
    ['2024-12-14', 196, 1739],
    ['2023-12-14', 190, 1700],
  ]);
  await put('2024-12-14', 195, 1739);
  const facts = await asSystem(app.database.db, ({ tx }) =>
    sql<{ indicator: string; day: string; amount: string }>`
      select m.indicator, f.day, u.amount from fact f, unnest(f.measures, f.amounts) as u(measure, amount)
      join measure m on m.id = u.measure where f.record_id = ${hamlet.id} and m.slice = '' order by 1, 2`.execute(
      tx,
    ),
  );
  expect(facts.rows.map((row) => [row.indicator, row.day, Number(row.amount)])).toEqual([
    ['area.hamlets', '2023-12-14', 1],
    ['area.households', '2023-12-14', 190],
    ['area.households', '2024-12-14', 5],
    ['area.households', '2025-12-14', 5],
    ['area.people', '2023-12-14', 1700],
    ['area.people', '2024-12-14', 39],
  ]);
  const early = await put('2027-01-01', 1, 1);
  expect(early.code).toBe('invalidInput');
});

test('organisations are added, found by any spelling, renamed and closed', async () => {
  const organizations = ['Trường THCS Lương Phong', 'Trường Tiểu học số 1', 'Chùa Vân An'].map((name) => ({
    kind: 'school' as const,
    name,
  }));
  const made = await app.call(
    createOrganizations,
    { params: { id: oldId }, body: { organizations } },
    officer,
  );
  expect(made.status).toBe(201);
  const first = await app.call(
    listOrganizations,
    { params: { id: communeId }, query: { limit: 2 } },
    officer,
  );
  expect(first.body.organizations.map((one) => one.name)).toEqual(['Chùa Vân An', 'Trường THCS Lương Phong']);
  const rest = await app.call(
    listOrganizations,
    { params: { id: communeId }, query: { limit: 2, after: first.body.next ?? '' } },
    officer,
  );
  expect([rest.body.organizations.map((one) => one.name), rest.body.next]).toEqual([
    ['Trường Tiểu học số 1'],
    null,
  ]);
  const id = first.body.organizations[0]?.id ?? '';
  const changed = await app.call(
    changeOrganization,
    { params: { id }, body: { kind: 'parish', closedOn: today } },
    officer,
  );
  expect([changed.body.kind, changed.body.closedOn]).toEqual(['parish', today]);
  const found = await app.call(
    listOrganizations,
    { params: { id: communeId }, query: { q: 'truong tieu hoc' } },
    officer,
  );
  expect(found.body.organizations.length).toBe(1);
  const again = {
    params: { id: oldId },
    body: { organizations: [{ kind: 'school' as const, name: 'TRƯỜNG THCS  Lương Phong' }] },
  };
  expect((await app.call(createOrganizations, again, officer)).code).toBe('alreadyExists');
});

test('a place in a book is a hamlet, a school or the whole commune, however it is written', async () => {
  const index = await asSystem(app.database.db, (context) => loadPlaceIndex(context, oldId));
  const at = (text: string) => matchPlace(index, text, '2024-06-01').match;
  const cam = at('Thôn Cấm');
  expect(cam?.areaId).toBeDefined();
  for (const text of ['THÔN CẤM', '  thôn   cấm ', 'Cấm', 'Thôn Cấm'.normalize('NFD')])
    expect(at(text)).toEqual(cam);
  expect(at('Thôn Tứ')).toEqual(at('Tứ'));
  expect(at('trường thcs lương phong')).toMatchObject({ areaId: oldId, organizationId: expect.any(String) });
  for (const text of ['Toàn xã', 'Xã Lương Phong', 'Lương Phong', 'xã'])
    expect(at(text)).toEqual({ areaId: oldId });
  const wrong = matchPlace(index, 'Thôn Cầm', '2024-06-01');
  expect([wrong.match, wrong.near[0]]).toEqual([undefined, 'Thôn Cấm']);
  const today_ = await asSystem(app.database.db, (context) => loadPlaceIndex(context, communeId));
  expect(matchPlace(today_, 'Thôn Cấm', today).match).toEqual(cam);
  expect(matchPlace(today_, 'Trường THCS Lương Phong', today).match?.areaId).toBe(communeId);
  expect(matchPlace(today_, 'Toàn phường', today).match).toEqual({ areaId: communeId });
});
