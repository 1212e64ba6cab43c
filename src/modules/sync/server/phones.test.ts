import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import {
  changePassword,
  endOtherSessions,
  getMe,
  passkeyOptions,
  startTotp,
  updateMe,
} from '../../accounts/me.contract.ts';
import { changeActivityState, saveActivity } from '../../activities/activities.contract.ts';
import { asOwner, makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { getDesk } from '../../desk/desk.contract.ts';
import { readFieldPledges } from '../../pledges/field-pledges.contract.ts';
import { listHouseholds } from '../../pledges/household.contract.ts';
import { getFieldDay } from '../field-day.contract.ts';
import {
  bindPhone,
  getCourierKey,
  keepPhone,
  listPhones,
  makePhoneCode,
  renamePhone,
  reportWiped,
  wipePhone,
} from '../phones.contract.ts';
import { pullChanges, pushCommands } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';
import { takeSyncFile } from '../sync-file.contract.ts';

const today = '2026-11-22';
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let volunteer: SignedUp;
let phone: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  volunteer = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Bà Lụa' });
  phone = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
});
afterAll(() => app.close());

const entry = () => patrol(world.hamlets[0], { day: '2026-11-20' });

describe('a phone is bound', () => {
  test('by a code that works once and for the one person only', async () => {
    const made = await app.call(makePhoneCode, { body: { userId: volunteer.userId } }, officer.token);
    expect(made.body.code).toMatch(/^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);
    expect(made.body.url).toContain(`/field#${made.body.code}`);
    const body = { code: made.body.code.toUpperCase(), phoneId: uuidv7(), name: 'Máy thứ hai' };
    const bound = await app.call(bindPhone, { body });
    expect(bound.body.person).toEqual({ id: volunteer.userId, name: 'Bà Lụa' });
    expect((await app.call(bindPhone, { body: { ...body, phoneId: uuidv7() } })).code).toBe('linkUsedUp');
    const { phones, people } = (await app.call(listPhones, {}, officer.token)).body;
    expect(phones.map(({ name }) => name)).toContain('Máy thứ hai');
    expect(people.map(({ name }) => name)).toContain('Bà Lụa');
  });

  test('only for people of the officer’s own areas', async () => {
    const stranger = await signUp(app, { role: 'recorder', areaId: world.neighbourHamlet });
    const refused = await app.call(makePhoneCode, { body: { userId: stranger.userId } }, officer.token);
    expect(refused.code).toBe('notFound');
  });

  test('whose token the field app sends itself, as several people share the phone', async () => {
    const reply = await app.server.inject({
      url: `/api/v1/sync/changes?phoneId=${phone.id}`,
      headers: { authorization: `Bearer ${phone.token}` },
    });
    expect(reply.statusCode).toBe(200);
    const guessed = { authorization: `Bearer ${'A'.repeat(43)}` };
    const refused = await app.server.inject({
      url: `/api/v1/sync/changes?phoneId=${phone.id}`,
      headers: guessed,
    });
    expect(refused.statusCode).toBe(401);
  });

  test('nobody sends by somebody else’s phone, nor by his own from elsewhere', async () => {
    const now = new Date().toISOString();
    const body = { phoneId: phone.id, sentAt: now, waiting: 0, commands: [] };
    expect((await app.call(pushCommands, { body }, officer.token)).code).toBe('notFound');
    expect((await app.call(pushCommands, { body }, volunteer.token)).code).toBe('notFound');
  });
});

test('a phone is wiped at its next contact; what it still sends is taken, then its session is over', async () => {
  const lost = await bindTestPhone(app, {
    officer: officer.token,
    userId: volunteer.userId,
    name: 'Máy bị mất',
  });
  const params = { id: lost.id };
  expect((await app.call(wipePhone, { params }, officer.token)).body.state).toBe('wipeOrdered');
  expect((await app.call(keepPhone, { params }, officer.token)).body.state).toBe('bound');
  await app.call(wipePhone, { params }, officer.token);
  const record = uuidv7();
  expect((await lost.send([{ record, save: entry() }]))[0]?.outcome).toBe('accepted');
  expect((await lost.fetch()).wipe).toBe(true);
  expect((await app.call(reportWiped, { params }, lost.token)).status).toBe(204);
  expect((await app.call(pullChanges, { query: { phoneId: lost.id } }, lost.token)).code).toBe(
    'signInNeeded',
  );
  expect((await app.call(keepPhone, { params }, officer.token)).code).toBe('notPossibleNow');
  const { phones } = (await app.call(listPhones, {}, officer.token)).body;
  expect(phones.at(-1)).toMatchObject({ name: 'Máy bị mất', state: 'wiped' });
});

test('a phone’s session opens what the field app needs and nothing else, whatever its person may do elsewhere', async () => {
  const own = await bindTestPhone(app, { officer: officer.token, userId: officer.userId });
  expect((await app.call(getMe, {}, own.token)).status).toBe(200);
  const others = [
    await app.call(startTotp, { body: {} }, own.token),
    await app.call(passkeyOptions, { body: {} }, own.token),
    await app.call(changePassword, { body: { oldPassword: 'a', newPassword: 'b' } }, own.token),
    await app.call(updateMe, { body: { displayName: 'Trưởng Công an xã' } }, own.token),
    await app.call(endOtherSessions, {}, own.token),
    await app.call(makePhoneCode, { body: { userId: volunteer.userId } }, own.token),
    await app.call(keepPhone, { params: { id: own.id } }, own.token),
    await app.call(listHouseholds, { params: { id: world.hamlets[0] } }, own.token),
  ];
  expect(others.map(({ code }) => code)).toEqual(others.map(() => 'forbidden'));
});

test('nobody gets a code for a colleague in an office: it would open what that one may do', async () => {
  const colleague = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Ông Khôi' });
  const byColleague = await app.call(makePhoneCode, { body: { userId: colleague.userId } }, officer.token);
  expect(byColleague.code).toBe('notFound');
  const { people } = (await app.call(listPhones, {}, officer.token)).body;
  expect(people.map(({ name }) => name)).not.toContain('Ông Khôi');
  const himself = await app.call(makePhoneCode, { body: { userId: colleague.userId } }, colleague.token);
  expect(himself.status).toBe(201);
  const admin = await signUp(app, { role: 'administrator', areaId: world.commune });
  const byAdmin = await app.call(makePhoneCode, { body: { userId: colleague.userId } }, admin.token);
  expect(byAdmin.status).toBe(201);
});

test('a phone that was ordered to be wiped, and pretends not to hear, reads nothing any more; what it has it may send', async () => {
  const stolen = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
  await phone.send([{ record: uuidv7(), save: entry() }]);
  expect((await stolen.fetch()).activities.length).toBeGreaterThan(0);
  await app.call(wipePhone, { params: { id: stolen.id } }, officer.token);
  const again = (await app.call(pullChanges, { query: { phoneId: stolen.id } }, stolen.token)).body;
  expect(again).toMatchObject({ activities: [], news: [], items: [], alarms: [], more: false, wipe: true });
  expect(again.messages).toEqual({ version: '' });
  const reading = [
    await app.call(getMe, {}, stolen.token),
    await app.call(readFieldPledges, { query: {} }, stolen.token),
    await app.call(getCourierKey, { params: { id: stolen.id } }, stolen.token),
  ];
  expect(reading.map(({ code }) => code)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  expect((await stolen.send([{ record: uuidv7(), save: entry() }]))[0]?.outcome).toBe('accepted');
  // The order taken back, it goes on as before.
  await app.call(keepPhone, { params: { id: stolen.id } }, officer.token);
  expect((await stolen.fetch()).wipe).toBe(false);
  expect((await app.call(getMe, {}, stolen.token)).status).toBe(200);
});

test('the commune sees which patrols are out, since when and how many, until they are back', async () => {
  const record = uuidv7();
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const begin = {
    record,
    kind: 'patrol.begin' as const,
    save: { areaId: world.hamlets[0], people: 4, startedAt },
  };
  const out = async () =>
    (await app.call(listPhones, {}, officer.token)).body.patrols.filter((one) => one.recordId === record);
  expect((await phone.send([begin]))[0]?.outcome).toBe('accepted');
  expect((await phone.send([begin]))[0]?.outcome).toBe('known');
  expect(await out()).toEqual([
    expect.objectContaining({ people: 4, startedAt, person: { id: volunteer.userId, name: 'Bà Lụa' } }),
  ]);
  const elsewhere = { ...begin, record: uuidv7(), save: { ...begin.save, areaId: world.neighbourHamlet } };
  expect((await phone.send([elsewhere]))[0]).toMatchObject({
    outcome: 'refused',
    problem: { code: 'notFound' },
  });
  expect((await phone.send([{ record, kind: 'patrol.end', save: {} }]))[0]?.outcome).toBe('accepted');
  expect(await out()).toEqual([]);
  // By a clock that is ahead it set out tomorrow: it is out now.
  const ahead = {
    ...begin,
    record: uuidv7(),
    save: { ...begin.save, startedAt: '2031-01-01T00:00:00.000Z' },
  };
  await phone.send([ahead]);
  const { patrols } = (await app.call(listPhones, {}, officer.token)).body;
  const [early] = patrols.filter((one) => one.recordId === ahead.record);
  expect(Math.abs(Date.parse(early?.startedAt ?? '') - Date.now())).toBeLessThan(86_400_000);
  await phone.send([{ record: ahead.record, kind: 'patrol.end', save: {} }]);
});

test('today in the hamlets: what came in from phones is verified there, a phone that fell silent is named', async () => {
  const own = await bindTestPhone(app, {
    officer: officer.token,
    userId: volunteer.userId,
    name: 'Máy tổ 5',
  });
  const params = { id: own.id };
  const renamed = await app.call(renamePhone, { params, body: { name: 'Máy tổ 6' } }, officer.token);
  expect(renamed.body.name).toBe('Máy tổ 6');
  const [one, two] = [uuidv7(), uuidv7()];
  await own.send([
    { record: one, save: entry() },
    { record: two, save: { ...entry(), form: 'khongCo' } },
  ]);
  // What somebody writes at a desk did not come from a phone.
  const atDesk = uuidv7();
  await app.call(saveActivity, { params: { id: atDesk }, body: entry() }, volunteer.token);
  const day = async () => (await app.call(getFieldDay, {}, officer.token)).body;
  const before = await day();
  const waiting = before.cameIn.toVerify.map(({ id }) => id);
  expect(waiting).toContain(one);
  expect(waiting).not.toContain(atDesk);
  expect(before.waiting.refused).toBe(1);
  const verify = { params: { id: one }, body: { action: 'verify' as const, baseRevision: 1 } };
  expect((await app.call(changeActivityState, verify, officer.token)).status).toBe(200);
  const after = await day();
  expect(after.cameIn.total).toBe(before.cameIn.total);
  expect(after.cameIn.toVerify.map(({ id }) => id)).not.toContain(one);

  await asOwner(app.database.ownerUrl, (client) =>
    client.query("update field_phone set last_seen_at = now() - interval '9 days' where id = $1", [own.id]),
  );
  expect((await day()).phones.silent.map(({ name }) => name)).toEqual(['Máy tổ 6']);
  const { tasks } = (await app.call(getDesk, {}, officer.token)).body;
  expect(tasks.filter(({ kind }) => kind === 'field')).toMatchObject([
    { what: 'waiting', count: 1 },
    { what: 'silent', count: 1, days: 9 },
  ]);
  const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
  expect((await app.call(getFieldDay, {}, stranger.token)).body).toMatchObject({
    cameIn: { total: 0 },
    waiting: { refused: 0, conflicts: 0 },
    phones: { inUse: 0 },
  });
});

test('a patrol that is over stays over, whatever the order in which the phone’s words arrive', async () => {
  const record = uuidv7();
  const startedAt = new Date(Date.now() - 600_000).toISOString();
  const begin = {
    record,
    kind: 'patrol.begin' as const,
    save: { areaId: world.hamlets[0], people: 2, startedAt },
  };
  const end = { record, kind: 'patrol.end' as const, save: {} };
  const isOut = async () =>
    (await app.call(listPhones, {}, officer.token)).body.patrols.some((one) => one.recordId === record);
  await phone.send([end]);
  await phone.send([begin]);
  expect(await isOut()).toBe(false);
  await phone.send([begin, end, end]);
  expect(await isOut()).toBe(false);

  // The entry alone ends it as well, also where it is carried to the commune as a file.
  const lone = uuidv7();
  await phone.send([{ ...begin, record: lone }]);
  const command = {
    id: uuidv7(),
    kind: 'activity.save',
    recordId: lone,
    payload: entry(),
    madeAt: startedAt,
  };
  const taken = await app.call(
    takeSyncFile,
    { body: { phoneId: phone.id, commands: [command] } },
    officer.token,
  );
  expect(taken.body.answers[0]?.outcome).toBe('accepted');
  const { patrols } = (await app.call(listPhones, {}, officer.token)).body;
  expect(patrols.map(({ recordId }) => recordId)).not.toContain(lone);
});
