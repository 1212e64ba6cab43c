import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../accounts/accounts.factory.ts';
import { type CommuneTree, makeCommuneTree } from '../areas/areas.factory.ts';
import { putCommittee } from '../committees/committees.contract.ts';
import { signPledges } from '../pledges/pledge.contract.ts';
import { makeHouseholds, openCampaign } from '../pledges/pledges.factory.ts';
import { addRegistrations } from '../pledges/registration.contract.ts';
import { giveTargets } from '../targets/targets.contract.ts';
import { type DeskTask, getDesk } from './desk.contract.ts';

// Nine days after the deadline of registrations, eleven before the end of the campaign below.
const today = '2026-04-09';
let app: TestApp;
let place: CommuneTree;
let officer: SignedUp;
let recorder: SignedUp;
let leader: SignedUp;
let staff: SignedUp;

beforeAll(async () => {
  app = await startTestApp({ today });
  place = await makeCommuneTree(app.database.db, 3);
  officer = await signUp(app, { role: 'officer', areaId: place.communeId });
  leader = await signUp(app, { role: 'leader', areaId: place.communeId });
  recorder = await signUp(app, { role: 'recorder', areaId: place.hamletIds[0] ?? '' });
  staff = await signUp(app, { role: 'staff', areaId: place.provinceId });
});
afterAll(() => app.close());

async function tasks<K extends DeskTask['kind']>(who: SignedUp, kind: K) {
  const { status, body } = await app.call(getDesk, {}, who.token);
  expect(status).toBe(200);
  return body.tasks.filter((task): task is Extract<DeskTask, { kind: K }> => task.kind === kind);
}

test('households that have not signed stand on the desk of those who collect, each with his own, until all have', async () => {
  const [first = '', second = ''] = place.hamletIds;
  const near = await makeHouseholds(app, officer.token, first, { count: 3, away: [3] });
  const far = await makeHouseholds(app, officer.token, second, { count: 2 });
  const campaign = await openCampaign(app, staff.token, place.provinceId, { endsOn: '2026-04-20' });
  const line = { kind: 'pledges', id: campaign.id, endsOn: '2026-04-20', daysLeft: 11 };
  expect(await tasks(officer, 'pledges')).toMatchObject([{ ...line, hamlets: 2, households: 4 }]);
  expect(await tasks(recorder, 'pledges')).toMatchObject([{ ...line, hamlets: 1, households: 2 }]);
  expect([await tasks(leader, 'pledges'), await tasks(staff, 'pledges')]).toEqual([[], []]);

  const sign = async (households: typeof near) => {
    const signers = households.map((household) => ({ id: uuidv7(), householdId: household.id }));
    const body = { signedOn: today, method: 'list' as const, mark: 'signature' as const, signers };
    const reply = await app.call(signPledges, { params: { id: campaign.id }, body }, officer.token);
    expect([reply.status, reply.body.signed?.length]).toEqual([200, households.length]);
  };
  await sign(near.filter((household) => household.regular));
  expect(await tasks(recorder, 'pledges')).toEqual([]);
  expect(await tasks(officer, 'pledges')).toMatchObject([{ hamlets: 1, households: 2 }]);
  await sign(far);
  expect(await tasks(officer, 'pledges')).toEqual([]);
});

test('a campaign that ends far ahead is not on the desk yet', async () => {
  const [, , third = ''] = place.hamletIds;
  await makeHouseholds(app, officer.token, third, { count: 1 });
  await openCampaign(app, officer.token, place.communeId, { endsOn: '2026-12-31' });
  expect(await tasks(officer, 'pledges')).toMatchObject([{ households: 1 }]);
  expect((await tasks(officer, 'pledges')).map((task) => task.endsOn)).toEqual(['2026-04-20']);
});

test('hamlets that missed the deadline of registration stand there until they are in', async () => {
  const late = { deadline: '2026-03-31', daysLeft: -9, year: 2026 };
  expect(await tasks(officer, 'registrations')).toMatchObject([
    { code: 'securityOrder', hamlets: 3, ...late },
    { code: 'drugFree', hamlets: 3, ...late },
  ]);
  const units = place.hamletIds.map((areaId) => ({ id: uuidv7(), areaId, organizationId: null }));
  const body = { kind: 'securityOrder', year: 2026, registeredOn: today, units };
  expect((await app.call(addRegistrations, { body }, officer.token)).status).toBe(200);
  expect(await tasks(officer, 'registrations')).toMatchObject([{ code: 'drugFree', hamlets: 3 }]);
  expect(await tasks(staff, 'registrations')).toEqual([]);
});

test('a target that is behind stands with the unit that answers and with the office that gave it', async () => {
  const body = {
    ...{ areaId: place.provinceId, indicator: 'patrol.sessions', year: 2026, scheme: 'CALENDAR' },
    ...{ measure: 'sum' as const, targets: [{ areaId: place.communeId, amount: 120, baseVersion: 0 }] },
  };
  const given = await app.call(giveTargets, { body }, staff.token);
  expect([given.status, given.body]).toEqual([200, { given: 1, removed: 0 }]);
  expect(await tasks(leader, 'targets')).toMatchObject([{ which: 'received', count: 1, year: 2026 }]);
  expect(await tasks(staff, 'targets')).toMatchObject([{ which: 'given', count: 1, units: 1 }]);
  const gone = { ...body, targets: [{ areaId: place.communeId, amount: null, baseVersion: 1 }] };
  expect((await app.call(giveTargets, { body: gone }, staff.token)).status).toBe(200);
  expect([await tasks(leader, 'targets'), await tasks(staff, 'targets')]).toEqual([[], []]);
});

test('a committee’s tasks stand on the desks of its own office, what is overdue said', async () => {
  const task = (title: string, dueOn: string, doneOn: string | null = null) => ({
    ...{ id: uuidv7(), title, dueOn, doneOn, personId: null, note: '' },
  });
  const person = { personId: uuidv7(), newPerson: { name: 'Nguyễn Văn Trưởng' } };
  const committee = {
    ...{ areaId: place.communeId, kind: 'steeringCommittee' as const, name: 'Ban chỉ đạo 138' },
    ...{ foundedOn: '2025-01-10', siteIds: [] },
    seats: [{ id: uuidv7(), ...person, role: 'head' as const, office: '', from: '2025-01-10' }],
    tasks: [
      task('Họp quý I', '2026-03-31'),
      task('Kiểm tra thôn', '2026-04-20'),
      task('Tổng kết', '2026-12-01'),
      task('Kế hoạch năm', '2026-01-15', '2026-01-14'),
    ],
  };
  const params = { id: uuidv7() };
  const saved = await app.call(putCommittee, { params, body: { baseRevision: 0, committee } }, officer.token);
  expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
  const line = { id: params.id, name: 'Ban chỉ đạo 138', count: 2, overdue: 1 };
  expect(await tasks(officer, 'committee')).toMatchObject([line]);
  expect(await tasks(leader, 'committee')).toMatchObject([line]);
  expect([await tasks(staff, 'committee'), await tasks(recorder, 'committee')]).toEqual([[], []]);
});
