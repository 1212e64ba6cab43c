import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity, saveActivity } from '../../activities/activities.contract.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import {
  COMMAND_BYTES,
  type CommandKind,
  listSyncItems,
  OPEN_ITEMS_LIMIT,
  settleSyncItem,
} from '../sync.contract.ts';
import { bindTestPhone, listAllItems, type TestPhone } from '../sync.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let lua: SignedUp;
let mo: SignedUp;
let phone: TestPhone;
let other: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Đại úy Hạnh' });
  lua = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Bà Lụa' });
  mo = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Ông Mõ' });
  phone = await bind(lua);
  other = await bind(mo);
});
afterAll(() => app.close());

const bind = ({ userId }: SignedUp) => bindTestPhone(app, { officer: officer.token, userId });
const entry = (values: Record<string, unknown> = {}) =>
  patrol(world.hamlets[0], { day: '2026-11-20', ...values });
const unknownForm = (more: Record<string, unknown> = {}) => ({ ...entry(more), form: 'khongCo' });
const recordOf = async (id: string) => (await app.call(getActivity, { params: { id } }, officer.token)).body;

const all = (token: string, state?: 'open' | 'settled') => listAllItems(app, token, state);
const itemOf = async (token: string, id: string) => (await all(token)).items.find((one) => one.id === id);

/** An entry that was refused and waits under the phone's person; its record and its command. */
async function waiting(by: TestPhone, save: Record<string, unknown> = unknownForm(), kind?: CommandKind) {
  const [record, id] = [uuidv7(), uuidv7()];
  const [answer] = await by.send([{ record, command: id, save, ...(kind ? { kind } : {}) }]);
  expect(answer).toMatchObject({ outcome: 'refused', kept: true });
  return { record, id };
}

/** An entry of Lụa's of which the phone and the commune wrote different numbers; its record and the item. */
async function contradiction() {
  const [record, id] = [uuidv7(), uuidv7()];
  await phone.send([{ record, save: entry({ patrollers: 4 }) }]);
  const body = { ...entry({ patrollers: 5 }), baseRevision: 1 };
  await app.call(saveActivity, { params: { id: record }, body }, officer.token);
  const late = { ...entry({ patrollers: 7 }), baseRevision: 1 };
  const [asked] = await phone.send([{ record, command: id, save: late }]);
  expect(asked?.outcome).toBe('conflict');
  return { record, id };
}

describe('what a phone sends has its limits', () => {
  test('a command that is too large or nested too deep is refused by itself, in words, and is not kept', async () => {
    const [large, deep, signed, good] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const nest = JSON.parse(`${'['.repeat(1500)}${']'.repeat(1500)}`) as unknown;
    const answers = await phone.send([
      { record: uuidv7(), command: large, save: unknownForm({ content: 'á'.repeat(COMMAND_BYTES / 2) }) },
      { record: uuidv7(), command: deep, save: { form: 'patrol', values: nest } },
      { record: uuidv7(), command: signed, kind: 'pledge.sign', save: { signature: 'A'.repeat(190_000) } },
      { record: good, save: entry() },
    ]);
    expect(answers.map(({ outcome, kept }) => [outcome, kept])).toEqual([
      ['refused', false],
      ['refused', false],
      ['refused', true],
      ['accepted', undefined],
    ]);
    expect(answers[0]?.problem).toMatchObject({ fields: [{ path: 'payload', code: 'tooLarge' }] });
    expect(answers[0]?.problem?.detailVi).toContain('64 KB');
    expect(answers[1]?.problem).toMatchObject({ fields: [{ code: 'tooDeep' }] });
    const kept = (await all(officer.token)).items.map(({ id }) => id);
    expect([large, deep, signed].filter((id) => kept.includes(id))).toEqual([signed]);
    expect((await recordOf(good)).state).toBe('submitted');
  });

  test('thousands of faults are told as some dozens', async () => {
    const values = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`x${at}`, 1]));
    const [answer] = await phone.send([{ record: uuidv7(), save: entry(values) }]);
    expect(answer?.problem?.fields?.length).toBe(50);
  });

  test('text that no table holds spoils neither its own item nor the others of the batch', async () => {
    const [bad, odd, good] = [uuidv7(), uuidv7(), uuidv7()];
    // By its harm figures tell an incident apart: looked at before anything checked it.
    const incident = (harm: string) => ({
      ...{ form: 'incident', formVersion: 2, state: 'submitted' },
      values: { ...entry().values, harm, source: 'told', outcome: 'settled' },
    });
    const answers = await phone.send([
      { record: uuidv7(), command: bad, save: unknownForm({ 'a\u0000b': 'x\u0000y', c: ['\ud800'] }) },
      { record: uuidv7(), command: odd, kind: 'task.answer', save: { doneOn: 'hôm\u0000qua \udfff' } },
      { record: uuidv7(), save: incident('x\u0000') },
      { record: uuidv7(), save: incident('x'.repeat(9000)) },
      { record: good, save: entry() },
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('refused'), 'accepted']);
    const item = await itemOf(officer.token, bad);
    expect(item?.payload?.values).toMatchObject({ ab: 'xy', c: ['\ufffd'] });
    expect((await itemOf(officer.token, odd))?.payload).toEqual({ doneOn: 'hômqua \ufffd' });
    expect((await recordOf(good)).state).toBe('submitted');
  });

  test('as many wait as may: what comes then is refused and not kept, until some of them are settled', async () => {
    const full = await bind(lua);
    const many = Array.from({ length: OPEN_ITEMS_LIMIT }, () => ({
      record: uuidv7(),
      command: uuidv7(),
      save: unknownForm(),
    }));
    for (let at = 0; at < many.length; at += 100) await full.send(many.slice(at, at + 100));
    const good = uuidv7();
    const late = { record: uuidv7(), command: uuidv7(), save: unknownForm() };
    const [refused, stored] = await full.send([late, { record: good, save: entry() }]);
    expect(refused).toMatchObject({ outcome: 'refused', kept: false, problem: { code: 'notPossibleNow' } });
    expect(refused?.problem?.detailVi).toContain('300');
    expect(stored?.outcome).toBe('accepted');
    expect(await itemOf(officer.token, late.command)).toBeUndefined();
    // What waits already is brought up to date, and a conflict that nobody could be asked about changes nothing.
    expect((await full.send([many[0] ?? late]))[0]).toMatchObject({ outcome: 'refused', kept: true });
    const body = { ...entry({ patrollers: 5, content: 'Yên' }), baseRevision: 1 };
    await app.call(saveActivity, { params: { id: good }, body }, officer.token);
    const clash = { ...entry({ patrollers: 7, incidents: 2, content: 'Ồn' }), baseRevision: 1 };
    expect((await full.send([{ record: good, save: clash }]))[0]).toMatchObject({ outcome: 'refused' });
    expect((await recordOf(good)).revision).toBe(2);
    // Another phone is not held up; and this one goes on once there is room.
    expect((await other.send([{ record: uuidv7(), save: unknownForm() }]))[0]?.kept).toBe(true);
    const drop = { params: { id: many[1]?.command ?? '' }, body: { action: 'drop' as const, reason: 'Thử' } };
    expect((await app.call(settleSyncItem, drop, officer.token)).status).toBe(200);
    expect((await full.send([late]))[0]?.kept).toBe(true);

    // The list shows all of them, the newest too, in pages that stay small.
    const { items, pages } = await all(officer.token);
    expect(pages).toBeGreaterThan(3);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items.at(-1)?.id).toBe(late.command);
    expect(items.filter(({ id }) => many.some(({ command }) => command === id))).toHaveLength(299);
    const unknown = await app.call(listSyncItems, { query: { cursor: uuidv7() } }, officer.token);
    expect(unknown.code).toBe('invalidInput');
  }, 60_000);

  test('a page holds no more bytes than a megabyte and its first row', async () => {
    const heavy = await bind(mo);
    const save = { signature: 'A'.repeat(200_000) };
    const sent = Array.from({ length: 12 }, () => ({ record: uuidv7(), kind: 'pledge.sign' as const, save }));
    for (const one of sent) await heavy.send([one]);
    const { pages, largest } = await all(officer.token);
    expect(pages).toBeGreaterThan(3);
    expect(largest).toBeLessThan(1_400_000);
    // A phone knows what it wrote: nothing of it goes back every half minute.
    const told = (await heavy.fetch()).items;
    expect(told).toHaveLength(12);
    expect(told.every(({ payload }) => payload === null)).toBe(true);
  });
});

describe('who may read what waits', () => {
  test('whoever records sees his own, the commune all; above it only what its books would show', async () => {
    const sign = await waiting(phone, { signature: 'A'.repeat(40), contact: '0912345678' }, 'pledge.sign');
    const plain = await waiting(phone);
    const task = await waiting(phone, { doneOn: 'hôm qua' }, 'task.answer');
    const reply = await waiting(phone, { text: '' }, 'message.reply');
    const [staff, admin, leader] = [
      await signUp(app, { role: 'staff', areaId: world.province }),
      await signUp(app, { role: 'administrator', areaId: world.commune }),
      await signUp(app, { role: 'leader', areaId: world.commune }),
    ];
    const ids = [sign, plain, task, reply].map(({ id }) => id);
    const readBy = async ({ token }: SignedUp) => {
      const { items } = await all(token);
      return ids.map((id) => {
        const item = items.find((one) => one.id === id);
        return item === undefined ? 'absent' : item.payload === null ? 'hidden' : 'read';
      });
    };
    const everything = ['read', 'read', 'read', 'read'];
    expect(await readBy(officer)).toEqual(everything);
    expect(await readBy(leader)).toEqual(everything);
    expect(await readBy(lua)).toEqual(everything);
    expect(await readBy(mo)).toEqual(['absent', 'absent', 'absent', 'absent']);
    expect(await readBy(staff)).toEqual(['hidden', 'read', 'read', 'hidden']);
    expect(await readBy(admin)).toEqual(['hidden', 'read', 'read', 'hidden']);
    expect(await itemOf(staff.token, sign.id)).toMatchObject({
      person: { name: 'Bà Lụa' },
      form: null,
      payload: null,
      problem: null,
      conflicts: [],
      reason: '',
    });
    expect(JSON.stringify(await all(staff.token))).not.toContain('0912345678');
    const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
    expect(await readBy(stranger)).toEqual(['absent', 'absent', 'absent', 'absent']);

    // Nor does a neighbour in the hamlet settle, and so read, what is another's; its maker does.
    const drop = { params: { id: plain.id }, body: { action: 'drop' as const, reason: 'Ghi nhầm' } };
    expect((await app.call(settleSyncItem, drop, mo.token)).code).toBe('notFound');
    expect((await app.call(settleSyncItem, drop, lua.token)).body.settlement).toBe('dropped');
    const settled = (await all(officer.token, 'settled')).items;
    expect(settled[0]).toMatchObject({ id: plain.id, reason: 'Ghi nhầm' });
    expect((await all(mo.token, 'settled')).items.map(({ id }) => id)).not.toContain(plain.id);
  });
});

describe('what is settled from a phone', () => {
  test('is what its own person has there about the same record, and leaves its line in the log', async () => {
    const [mine, theirs] = [await contradiction(), await waiting(other)];
    const conflict = await contradiction();
    // Somebody else's, one about another record, and a refused one that is nobody's answer here.
    for (const settles of [theirs.id, conflict.id]) {
      const { revision } = await recordOf(mine.record);
      const save = { ...entry({ patrollers: 5, incidents: revision }), baseRevision: revision };
      expect((await phone.send([{ record: mine.record, save, settles }]))[0]?.outcome).toBe('accepted');
      expect((await itemOf(officer.token, settles))?.settlement).toBeNull();
    }
    // Another person of the hamlet about the very record: it counts as an entry, the question stays.
    const { revision } = await recordOf(mine.record);
    const byOther = { ...entry({ patrollers: 5, content: 'Ông Mõ ghi' }), baseRevision: revision };
    await other.send([{ record: mine.record, save: byOther, settles: mine.id }]);
    expect((await itemOf(officer.token, mine.id))?.settlement).toBeNull();

    const now = await recordOf(mine.record);
    const save = { ...entry({ ...now.values, patrollers: 7 } as never), baseRevision: now.revision };
    expect((await phone.send([{ record: mine.record, save, settles: mine.id }]))[0]?.outcome).toBe(
      'accepted',
    );
    expect(await itemOf(officer.token, mine.id)).toBeUndefined();
    expect(await lines('sync.chosen', mine.id)).toEqual([lua.userId]);
  });

  test('somebody else’s entry about the same record repairs nothing; one’s own does, alone or in a batch', async () => {
    const { record, id } = await waiting(phone);
    expect((await other.send([{ record, save: entry() }]))[0]?.outcome).toBe('accepted');
    expect((await itemOf(officer.token, id))?.settlement).toBeNull();
    const { revision } = await recordOf(record);
    const save = { ...entry({ incidents: 1 }), baseRevision: revision };
    expect((await phone.send([{ record, save, settles: id }]))[0]?.outcome).toBe('accepted');
    const second = await waiting(phone);
    expect((await phone.send([{ record: second.record, save: entry() }]))[0]?.outcome).toBe('accepted');
    for (const one of [id, second.id]) {
      expect(await itemOf(officer.token, one)).toBeUndefined();
      expect(await lines('sync.repaired', one)).toEqual([lua.userId]);
    }
  });
});

/** Who stands in the log for settling the item in this way. */
async function lines(action: string, item: string): Promise<string[]> {
  const { rows } = await asSuperuser(app.database.ownerUrl, (client) =>
    client.query(`select caller from audit_entry where action = $1 and details->>'item' = $2`, [
      action,
      item,
    ]),
  );
  return rows.map(({ caller }) => caller as string);
}
