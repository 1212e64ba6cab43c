import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity } from '../../activities/activities.contract.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { getCourierKey, listPhones, reportWiped, wipePhone } from '../phones.contract.ts';
import { type Envelope, sendEnvelopes } from '../sync.contract.ts';
import { bindTestPhone, sealEnvelope, type TestPhone } from '../sync.factory.ts';

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
  phone = await bind();
});
afterAll(() => app.close());

const bind = () => bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
const entry = (more: Record<string, unknown> = {}) =>
  patrol(world.hamlets[0], { day: '2026-11-20', ...more });

async function post(phoneId: string, envelopes: readonly Envelope[], wiped?: true) {
  const body = { phoneId, envelopes: [...envelopes], ...(wiped ? { wiped } : {}) };
  const reply = await app.call(sendEnvelopes, { body });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return { ...reply.body, outcomes: reply.body.answers.map(({ outcome }) => outcome) };
}

const found = (id: string) => app.call(getActivity, { params: { id } }, officer.token);

describe('an envelope is done as its person would, with no token at all', () => {
  test('and is answered without a word of its content; the app learns the rest when it is opened', async () => {
    const [record, command] = [uuidv7(), uuidv7()];
    const save = entry({ content: 'đèn đường hỏng' });
    const sealed = await phone.seal({ record, command, save });
    expect(JSON.stringify(sealed)).not.toContain('hỏng');
    const answer = await post(phone.id, [sealed]);
    expect(answer).toEqual({
      answers: [{ id: command, outcome: 'arrived' }],
      wipe: false,
      outcomes: ['arrived'],
    });
    const stored = (await found(record)).body;
    expect(stored.createdBy).toEqual({ id: volunteer.userId, name: 'Bà Lụa' });
    expect(stored.values.content).toBe('đèn đường hỏng');
    expect((await phone.send([{ record, command, save }]))[0]?.outcome).toBe('known');
    const lines = await asSuperuser(app.database.ownerUrl, (client) =>
      client.query(`select caller from audit_entry where action = 'sync.received' and details->'ids' ? $1`, [
        record,
      ]),
    );
    expect(lines.rows).toEqual([{ caller: volunteer.userId }]);
  });

  test('once, however often and by whatever way it comes: a copy does nothing later on', async () => {
    const [record, command] = [uuidv7(), uuidv7()];
    const early = await phone.seal({
      record,
      command,
      save: entry({ startTime: '08:00', endTime: '09:00' }),
    });
    // The app sent it meanwhile, with the time put right: the older copy must not put it back.
    const right = entry({ startTime: '20:00', endTime: '21:00' });
    expect((await phone.send([{ record, command, save: right }]))[0]?.outcome).toBe('accepted');
    expect((await post(phone.id, [early, early])).outcomes).toEqual(['arrived', 'arrived']);
    expect((await found(record)).body.values.startTime).toBe('20:00');
    const twice = [await phone.seal({ record: uuidv7(), save: entry() })];
    const [one, two] = await Promise.all([post(phone.id, twice), post(phone.id, twice)]);
    expect([one.outcomes, two.outcomes]).toEqual([['arrived'], ['arrived']]);
  });

  test('and what can’t be done is kept for who knows, and holds up no other', async () => {
    const good = uuidv7();
    const sealed = [
      await phone.seal({ record: uuidv7(), save: { ...entry(), form: 'khongCo' } }),
      await phone.seal({ record: good, save: entry() }),
    ];
    expect((await post(phone.id, sealed)).outcomes).toEqual(['kept', 'arrived']);
    expect((await phone.fetch()).items).toMatchObject([{ id: sealed[0]?.id, outcome: 'refused' }]);
    expect((await found(good)).status).toBe(200);
  });
});

describe('who has not the key learns nothing and does nothing', () => {
  test('a wrong key, a stranger’s phone, another id, spoilt bytes and no phone at all look alike', async () => {
    const other = await bind();
    const { key } = (await app.call(getCourierKey, { params: { id: phone.id } }, phone.token)).body;
    const record = uuidv7();
    const sealed = await phone.seal({ record, save: entry() });
    const spoilt = `${sealed.data.startsWith('A') ? 'B' : 'A'}${sealed.data.slice(1)}`;
    const empty = sealEnvelope(key, phone.id, { id: uuidv7() });
    const tries: [string, Envelope][] = [
      [phone.id, sealEnvelope('A'.repeat(43), phone.id, { id: sealed.id })],
      [other.id, sealed],
      [uuidv7(), sealed],
      [phone.id, { ...sealed, id: uuidv7() }],
      [phone.id, { ...sealed, data: spoilt }],
      [phone.id, { ...sealed, data: sealed.data.slice(0, 22) }],
      [phone.id, empty],
    ];
    for (const [phoneId, envelope] of tries) {
      const { answers, wipe } = await post(phoneId, [envelope]);
      expect({ answers, wipe }).toEqual({ answers: [{ id: envelope.id, outcome: 'unknown' }], wipe: false });
    }
    expect((await found(record)).code).toBe('notFound');
  });

  test('malformed requests are refused before anything is looked up', async () => {
    const sealed = await phone.seal({ record: uuidv7(), save: entry() });
    for (const envelope of [
      { ...sealed, iv: 'AAAA' },
      { ...sealed, data: 'không phải' },
      { ...sealed, data: 'A'.repeat(400_001) },
      { ...sealed, id: 'x' },
    ]) {
      const reply = await app.call(sendEnvelopes, { body: { phoneId: phone.id, envelopes: [envelope] } });
      expect(reply.status).toBe(422);
    }
    const many = { phoneId: phone.id, envelopes: Array.from({ length: 51 }, () => sealed) };
    expect((await app.call(sendEnvelopes, { body: many })).status).toBe(422);
  });

  test('the key is given to its own phone alone, the same each time, and is nowhere in the clear', async () => {
    const other = await bind();
    const params = { id: phone.id };
    const { key } = (await app.call(getCourierKey, { params }, phone.token)).body;
    expect((await app.call(getCourierKey, { params }, phone.token)).body.key).toBe(key);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    for (const token of [other.token, officer.token, volunteer.token])
      expect((await app.call(getCourierKey, { params }, token)).code).toBe('notFound');
    const { rows } = await asSuperuser(app.database.ownerUrl, (client) =>
      client.query('select courier_key from field_phone where id = $1', [phone.id]),
    );
    expect(rows[0].courier_key).toMatch(/^v1\./);
    expect(rows[0].courier_key).not.toContain(key);
  });
});

test('a phone that is to be wiped hands its envelopes in, is told so, and is done for once it says it did', async () => {
  const lost = await bind();
  const [first, second] = [uuidv7(), uuidv7()];
  const sealed = [await lost.seal({ record: first, save: entry() })];
  const late = [await lost.seal({ record: second, save: entry() })];
  await app.call(wipePhone, { params: { id: lost.id } }, officer.token);
  expect(await post(lost.id, sealed)).toMatchObject({ outcomes: ['arrived'], wipe: true });
  expect(await post(lost.id, sealed, true)).toMatchObject({ outcomes: ['arrived'] });
  const { phones } = (await app.call(listPhones, {}, officer.token)).body;
  expect(phones.find(({ id }) => id === lost.id)?.state).toBe('wiped');
  expect(await post(lost.id, late)).toMatchObject({ outcomes: ['unknown'], wipe: false });
  expect((await found(second)).code).toBe('notFound');
  // Nobody ends a phone by saying so that was not to be wiped.
  expect((await post(phone.id, [await phone.seal({ record: uuidv7(), save: entry() })], true)).wipe).toBe(
    false,
  );
  expect((await post(phone.id, [await phone.seal({ record: uuidv7(), save: entry() })])).outcomes).toEqual([
    'arrived',
  ]);
});

test('a session that ended sends nothing any more', async () => {
  const gone = await bind();
  const sealed = [await gone.seal({ record: uuidv7(), save: entry() })];
  await app.call(reportWiped, { params: { id: gone.id } }, gone.token);
  expect((await post(gone.id, sealed)).outcomes).toEqual(['unknown']);
});

test('copies of envelopes use up nothing of the phone’s share', async () => {
  const busy = await bind();
  const sealed = await Promise.all(
    Array.from({ length: 50 }, () => busy.seal({ record: uuidv7(), save: entry() })),
  );
  for (let time = 0; time < 14; time += 1) {
    const reply = await app.call(sendEnvelopes, { body: { phoneId: busy.id, envelopes: sealed } });
    expect(reply.status).toBe(200);
    expect(new Set(reply.body.answers.map(({ outcome }) => outcome))).toEqual(new Set(['arrived']));
  }
}, 60_000);
