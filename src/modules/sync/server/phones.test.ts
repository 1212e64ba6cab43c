import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import {
  bindPhone,
  keepPhone,
  listPhones,
  makePhoneCode,
  reportWiped,
  wipePhone,
} from '../phones.contract.ts';
import { pullChanges, pushCommands } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

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
});
