import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../platform/server/caller.ts';
import { inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { asOwner, makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { listMessages, type SentMessage, sendMessage, withdrawMessage } from '../messages.contract.ts';
import { pullChanges } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';
import { tidyField } from './field-tidy.service.ts';

const today = '2026-11-22';
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let leader: SignedUp;
let here: TestPhone;
let there: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Ông Bền' });
  leader = await signUp(app, { role: 'leader', areaId: world.commune });
  here = await phoneIn(world.hamlets[0], 'Bà Lụa');
  there = await phoneIn(world.hamlets[1] ?? '', 'Ông Tư');
});
afterAll(() => app.close());

async function phoneIn(areaId: string, displayName: string): Promise<TestPhone> {
  const { userId } = await signUp(app, { role: 'recorder', areaId, displayName });
  return bindTestPhone(app, { officer: officer.token, userId });
}

async function send(
  body: { text: string; areaIds: string[]; untilDay?: string },
  by = officer,
  id = uuidv7(),
) {
  return app.call(sendMessage, { params: { id }, body }, by.token);
}

async function shown(phone: TestPhone, version?: string) {
  const query = { phoneId: phone.id, ...(version ? { messages: version } : {}) };
  return (await app.call(pullChanges, { query }, phone.token)).body.messages;
}

const texts = async (phone: TestPhone) => (await shown(phone)).messages?.map(({ text }) => text) ?? [];

async function listed(id: string): Promise<SentMessage | undefined> {
  return (await app.call(listMessages, {}, leader.token)).body.messages.find((one) => one.id === id);
}

test('a message reaches the phones of the hamlet, is read and answered, and can be taken back', async () => {
  const id = uuidv7();
  const text = 'Tối thứ năm họp tổ ở nhà văn hóa';
  const sent = await send({ text, areaIds: [world.hamlets[0]] }, officer, id);
  expect(sent.body).toMatchObject({ recipients: 1, read: 0, state: 'open', untilDay: '2026-12-06' });
  // Sent twice it is one; another text under the same id is refused.
  expect((await send({ text, areaIds: [world.hamlets[0]] }, officer, id)).status).toBe(200);
  expect((await send({ text: 'Khác', areaIds: [world.hamlets[0]] }, officer, id)).code).toBe('alreadyExists');

  const first = await shown(here);
  expect(first.messages).toMatchObject([{ id, text, from: 'Ông Bền', read: false, reply: null }]);
  expect(await texts(there)).toEqual([]);
  // What the phone has already is not sent again.
  expect(await shown(here, first.version)).toEqual({ version: first.version });

  const read = { record: id, kind: 'message.read' as const, save: {} };
  expect((await here.send([read]))[0]?.outcome).toBe('accepted');
  expect((await here.send([read]))[0]?.outcome).toBe('known');
  const answer = { record: id, kind: 'message.reply' as const, save: { text: 'Tổ 2 có mặt đủ' } };
  expect((await here.send([answer]))[0]?.outcome).toBe('accepted');
  expect(await listed(id)).toMatchObject({
    recipients: 1,
    read: 1,
    replies: [{ person: { name: 'Bà Lụa' }, text: 'Tổ 2 có mặt đủ' }],
  });
  expect((await shown(here, first.version)).messages).toMatchObject([
    { id, read: true, reply: 'Tổ 2 có mặt đủ' },
  ]);
  // A phone of another hamlet neither reads it nor answers it.
  expect((await there.send([read]))[0]?.outcome).toBe('refused');

  const back = await app.call(withdrawMessage, { params: { id } }, leader.token);
  expect(back.body.state).toBe('withdrawn');
  expect(await texts(here)).toEqual([]);
});

test('to all of the commune, from its leader as well, until the day that was named', async () => {
  const all = await send({ text: 'Áp thấp vào đêm mai', areaIds: [world.commune], untilDay: today }, leader);
  expect(all.body.recipients).toBe(2);
  expect(await texts(here)).toEqual(['Áp thấp vào đêm mai']);
  expect(await texts(there)).toEqual(['Áp thấp vào đêm mai']);
  expect((await send({ text: 'Muộn rồi', areaIds: [world.commune], untilDay: '2026-11-21' })).code).toBe(
    'invalidInput',
  );
});

test('nobody writes to places that are none of his, and nobody floods the phones', async () => {
  const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
  const foreign = await send({ text: 'Chào', areaIds: [world.hamlets[0]] }, stranger);
  expect(foreign.code).toBe('outOfArea');
  const mixed = await send({ text: 'Chào', areaIds: [world.neighbourHamlet, world.hamlets[0]] }, stranger);
  expect(mixed.code).toBe('invalidInput');
  expect((await app.call(listMessages, {}, stranger.token)).body.messages).toEqual([]);
  const busy = await signUp(app, { role: 'leader', areaId: world.commune });
  let refused: string | undefined;
  for (let n = 0; n < 21; n += 1)
    refused = (await send({ text: `Tin ${n}`, areaIds: [world.hamlets[0]], untilDay: today }, busy)).code;
  expect(refused).toBe('tooManyRequests');
});

test('after its time a message loses its words, and a patrol that never came back is forgotten', async () => {
  const sent = await send({ text: 'Tin sẽ hết hạn', areaIds: [world.hamlets[0]] });
  const { id } = sent.body;
  await here.send([{ record: id, kind: 'message.reply', save: { text: 'Rõ' } }]);
  const started = new Date(Date.now() - 15 * 3_600_000).toISOString();
  const record = uuidv7();
  const begin = { areaId: world.hamlets[0], people: 3, startedAt: started };
  await here.send([{ record, kind: 'patrol.begin', save: begin }]);
  const later = makeClock('2027-02-10');
  await inTransaction(app.database.db, { caller: system, access: 'signedIn', clock: later }, tidyField);
  expect(await listed(id)).toBeUndefined();
  await asOwner(app.database.ownerUrl, async (client) => {
    const left = await client.query('select text, removed_at from field_message where id = $1', [id]);
    expect(left.rows).toEqual([{ text: '', removed_at: expect.any(Date) }]);
    expect(
      (await client.query('select 1 from field_message_receipt where message_id = $1', [id])).rowCount,
    ).toBe(0);
    expect(
      (await client.query('select 1 from patrol_presence where record_id = $1', [record])).rowCount,
    ).toBe(0);
  });
});
