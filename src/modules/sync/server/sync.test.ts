import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity, saveActivity } from '../../activities/activities.contract.ts';
import { asOwner, makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { mergeEntries } from '../../activities/merge.rules.ts';
import { queryFigures } from '../../figures/figures.contract.ts';

import { listSyncItems, pullChanges, settleSyncItem } from '../sync.contract.ts';
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

const entry = (values: Record<string, unknown> = {}) =>
  patrol(world.hamlets[0], { day: '2026-11-20', ...values });
const recordOf = async (id: string) => (await app.call(getActivity, { params: { id } }, officer.token)).body;

describe('what was done without a signal', () => {
  test('arrives once, however often it is sent', async () => {
    const sent = { record: uuidv7(), save: entry(), command: uuidv7() };
    const outcomes = [];
    for (let time = 0; time < 3; time += 1) outcomes.push(...(await phone.send([sent])));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'known', 'known']);
    expect((await recordOf(sent.record)).revision).toBe(1);
  });

  test('one that is refused stays visible on the phone and at the commune, holds up none, and is repaired', async () => {
    const [good, bad, old, unknown] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const answers = await phone.send([
      { record: bad, save: { ...entry(), form: 'khongCo' } },
      { record: good, save: entry() },
      { record: old, save: patrol(world.hamlets[0], { day: '2025-08-01' }) },
      { record: unknown, save: { ...entry(), formVersion: 99 } },
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted', 'refused', 'refused']);
    expect(answers.map(({ problem }) => problem?.fields?.[0]?.code)).toEqual([
      'unknownForm',
      undefined,
      'tooOld',
      'unknownFormVersion',
    ]);
    const mine = (await phone.fetch()).items.filter(({ settlement }) => settlement === null);
    expect(mine.map(({ recordId }) => recordId).sort()).toEqual([bad, old, unknown].sort());
    const open = (await app.call(listSyncItems, {}, officer.token)).body.items;
    expect(open.map(({ recordId }) => recordId)).toEqual(expect.arrayContaining([bad, old, unknown]));

    // The volunteer mends the first on the phone, the officer the second at his desk, the third was nothing.
    expect((await phone.send([{ record: bad, save: entry() }]))[0]?.outcome).toBe('accepted');
    const itemOf = (record: string) => open.find(({ recordId }) => recordId === record)?.id ?? '';
    const settle = (record: string, body: Parameters<typeof app.call<typeof settleSyncItem>>[1]) =>
      app.call(settleSyncItem, { params: { id: itemOf(record) }, ...body }, officer.token);
    const repaired = await settle(old, { body: { action: 'repair', payload: entry() } });
    expect(repaired.body.settlement).toBe('repaired');
    const dropped = await settle(unknown, { body: { action: 'drop', reason: 'Ghi thử máy mới' } });
    expect(dropped.body).toMatchObject({ settlement: 'dropped', reason: 'Ghi thử máy mới' });
    expect((await settle(unknown, { body: { action: 'drop', reason: 'lần nữa' } })).code).toBe(
      'notPossibleNow',
    );
    expect((await recordOf(bad)).state).toBe('submitted');
    expect((await recordOf(old)).state).toBe('submitted');
    const told = (await phone.fetch()).items;
    expect(told.map(({ recordId, settlement }) => [recordId, settlement]).sort()).toEqual(
      [
        [bad, 'repaired'],
        [old, 'repaired'],
        [unknown, 'dropped'],
      ].sort(),
    );
  });

  test('an unknown form finds its book at the commune, an old day is confirmed there; who settled what is seen', async () => {
    const [unknown, old] = [uuidv7(), uuidv7()];
    const ids = [uuidv7(), uuidv7()];
    await phone.send([
      { record: unknown, command: ids[0] ?? '', save: { ...entry(), form: 'mauCu', formVersion: 3 } },
      { record: old, command: ids[1] ?? '', save: patrol(world.hamlets[0], { day: '2024-03-07' }) },
    ]);
    const settle = (id: string | undefined, payload: Record<string, unknown>) =>
      app.call(
        settleSyncItem,
        { params: { id: id ?? '' }, body: { action: 'repair', payload } },
        officer.token,
      );
    // As long as it has no book of this server it stays; the faults stand at the fields that they are about.
    expect((await settle(ids[0], { ...entry(), form: 'mauCu' })).body).toMatchObject({
      fields: [{ path: 'form', code: 'unknownForm' }],
    });
    const wrong = await settle(ids[0], entry({ patrollers: 0 }));
    expect(wrong.body).toMatchObject({ fields: [{ path: 'values.patrollers' }] });
    expect((await settle(ids[0], entry())).body).toMatchObject({
      settlement: 'repaired',
      settledBy: { id: officer.userId },
    });
    expect((await settle(ids[1], patrol(world.hamlets[0], { day: '2024-03-07' }))).status).toBe(200);
    expect((await recordOf(old)).day).toBe('2024-03-07');
    const { items } = (await app.call(listSyncItems, { query: { state: 'settled' } }, officer.token)).body;
    expect(items.filter(({ id }) => ids.includes(id)).map(({ settledBy }) => settledBy?.id)).toEqual([
      officer.userId,
      officer.userId,
    ]);
  });

  test('is put together with what others changed; only a field that both changed is asked about', async () => {
    const record = uuidv7();
    await phone.send([{ record, save: entry({ patrollers: 4, content: 'Yên tĩnh' }) }]);
    const atDesk = { ...entry({ patrollers: 5, content: 'Yên tĩnh' }), baseRevision: 1 };
    await app.call(saveActivity, { params: { id: record }, body: atDesk }, officer.token);
    // The phone has not heard of it and changes another field.
    const [disjoint] = await phone.send([
      { record, save: { ...entry({ patrollers: 4, content: 'Có trộm vặt' }), baseRevision: 1 } },
    ]);
    expect(disjoint).toMatchObject({ outcome: 'accepted', merged: true });
    expect((await recordOf(record)).values).toMatchObject({ patrollers: 5, content: 'Có trộm vặt' });

    // Then both change the same field.
    const [asked] = await phone.send([
      { record, save: { ...entry({ patrollers: 7, content: 'Có trộm vặt' }), baseRevision: 1 } },
    ]);
    expect(asked?.outcome).toBe('conflict');
    expect(asked?.conflicts).toMatchObject([{ field: 'patrollers', before: 4, mine: 7, theirs: 5 }]);
    expect((await recordOf(record)).values).toMatchObject({ patrollers: 5 });
    const [item] = (await app.call(listSyncItems, {}, officer.token)).body.items;
    const now = await recordOf(record);
    const choose = (choices: Record<string, 'mine' | 'theirs'>, baseRevision: number) =>
      app.call(
        settleSyncItem,
        { params: { id: item?.id ?? '' }, body: { action: 'choose', choices, baseRevision } },
        officer.token,
      );
    expect((await choose({}, now.revision)).code).toBe('invalidInput');
    expect((await choose({ patrollers: 'mine' }, now.revision - 1)).code).toBe('conflict');
    expect((await choose({ patrollers: 'mine' }, now.revision)).body.settlement).toBe('chosen');
    expect((await recordOf(record)).values).toMatchObject({ patrollers: 7, content: 'Có trộm vặt' });

    // Another time the volunteer settles it himself, on the phone.
    const late = { ...entry({ patrollers: 9, content: 'Có trộm vặt' }), baseRevision: 1 };
    const [again] = await phone.send([{ record, save: late }]);
    expect(again?.outcome).toBe('conflict');
    const { revision, values } = await recordOf(record);
    const chosen = { ...entry({ ...values, patrollers: 9 } as never), baseRevision: revision };
    const [settled] = await phone.send([{ record, save: chosen, settles: again?.id ?? '' }]);
    expect(settled?.outcome).toBe('accepted');
    expect((await recordOf(record)).values).toMatchObject({ patrollers: 9 });
    expect((await phone.fetch()).items.find(({ id }) => id === again?.id)?.settlement).toBe('chosen');
  });

  test('fifty records edited by two phones and the commune: nothing is lost, and only contradictions are asked about', async () => {
    const other = await bindTestPhone(app, { officer: officer.token, userId: volunteer.userId });
    const numbers = fc.integer({ min: 1, max: 9 });
    const change = fc.record({
      patrollers: numbers,
      incidents: numbers,
      content: fc.constantFrom('a', 'b', 'c'),
    });
    const plans = fc.sample(fc.tuple(change, change, change, change), { numRuns: 50, seed: 7 });
    const records = plans.map(() => uuidv7());
    const base = plans.map(([before]) => entry(before));
    await phone.send(records.map((record, at) => ({ record, save: base[at] ?? {} })));
    const lost: string[] = [];
    for (const [at, record] of records.entries()) {
      const [, atDesk, one, two] = plans[at] ?? [];
      if (!atDesk || !one || !two) throw new Error('no plan');
      await app.call(
        saveActivity,
        { params: { id: record }, body: { ...entry(atDesk), baseRevision: 1 } },
        officer.token,
      );
      const answers = [
        ...(await phone.send([{ record, save: { ...entry(one), baseRevision: 1 } }])),
        ...(await other.send([{ record, save: { ...entry(two), baseRevision: 1 } }])),
      ];
      // What the rules say of the three of them, one after the other.
      const before = base[at]?.values ?? {};
      const first = mergeEntries(before, entry(one).values, entry(atDesk).values);
      const second = mergeEntries(before, entry(two).values, first.values);
      const { values } = await recordOf(record);
      for (const [field, value] of Object.entries(second.values))
        if (JSON.stringify(values[field]) !== JSON.stringify(value)) lost.push(`${at} ${field}`);
      const asked = answers.map(({ conflicts = [] }) => conflicts.map(({ field }) => field));
      const due = [first, second].map(({ conflicts }) => conflicts.map(({ field }) => field));
      if (JSON.stringify(asked) !== JSON.stringify(due))
        lost.push(`${at}: ${JSON.stringify({ asked, due })}`);
    }
    expect(lost).toEqual([]);
  }, 120_000);
});

test('a batch in which each is another case: all are stored once, in the books and in the figures', async () => {
  const before = await nights();
  const [plain, older, twice, known] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await phone.send([{ record: known, save: entry() }]);
  const { formVersion } = entry();
  const batch = [
    { record: plain, save: entry() },
    { record: older, save: { ...entry(), formVersion: 1 } },
    { record: twice, save: entry({ patrollers: 3 }) },
    { record: twice, save: entry({ patrollers: 8 }) },
    { record: known, save: entry() },
    { record: uuidv7(), save: entry({ patrollers: 'tám' }) },
  ].map((one) => ({ ...one, command: uuidv7() }));
  expect(formVersion).toBeGreaterThan(0);
  for (const outcomes of [
    ['accepted', 'accepted', 'accepted', 'accepted', 'known', 'refused'],
    ['known', 'known', 'known', 'known', 'known', 'refused'],
  ]) {
    const answers = await phone.send(batch);
    expect(answers.map(({ outcome }) => outcome)).toEqual(outcomes);
  }
  expect((await recordOf(twice)).values).toMatchObject({ patrollers: 8 });
  expect((await recordOf(older)).revision).toBe(1);
  expect(await nights()).toBe(before + 4);
});

test('entries that a phone wrote to a file are taken in at the commune, once', async () => {
  const record = uuidv7();
  const at = new Date().toISOString();
  const command = { id: uuidv7(), kind: 'activity.save', recordId: record, payload: entry(), madeAt: at };
  const body = { phoneId: phone.id, commands: [command, { id: 'hỏng' }] };
  for (const outcomes of [
    ['accepted', 'refused'],
    ['known', 'refused'],
  ]) {
    const taken = await app.call(takeSyncFile, { body }, officer.token);
    expect(taken.body.answers.map(({ outcome }) => outcome)).toEqual(outcomes);
  }
  const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
  expect((await app.call(takeSyncFile, { body }, stranger.token)).code).toBe('notFound');
});

describe('what changed elsewhere', () => {
  test('comes to the phone, a void or a return with its reason; what comes twice does no harm, and none is skipped', async () => {
    await phone.fetch();
    const made = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await Promise.all(
      made.map((id) => app.call(saveActivity, { params: { id }, body: entry() }, officer.token)),
    );
    const { activities } = await phone.fetch();
    expect(activities.map(({ id }) => id)).toEqual(expect.arrayContaining(made));
    const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
    const foreign = uuidv7();
    const there = patrol(world.neighbourHamlet, { day: '2026-11-20' });
    expect(
      (await app.call(saveActivity, { params: { id: foreign }, body: there }, stranger.token)).status,
    ).toBe(200);
    expect((await phone.fetch()).activities.map(({ id }) => id)).not.toContain(foreign);
  });

  test('is not skipped when a transaction that began earlier ends later', async () => {
    await phone.fetch();
    const [slow, quick] = [uuidv7(), uuidv7()];
    await asOwner(app.database.ownerUrl, async (client) => {
      // A transaction that takes its number first and ends last, as a long import does.
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
      await app.call(saveActivity, { params: { id: quick }, body: entry() }, officer.token);
      expect((await phone.fetch()).activities.map(({ id }) => id)).toContain(quick);
      await client.query(
        `with made as (
           insert into activity (id, province_id, form, form_version, area_id, day, values, state, revision, search, created_by, changed_by)
           select $1, province_id, form, form_version, area_id, day, values, state, 1, search, created_by, changed_by
           from activity where id = $2 returning id, province_id, area_id)
         insert into activity_revision (province_id, activity_id, revision, area_id, action, by, after)
         select province_id, id, 1, area_id, 'create', 'system', '{}' from made`,
        [slow, quick],
      );
      await client.query('commit');
    });
    expect((await phone.fetch()).activities.map(({ id }) => id)).toContain(slow);
  });

  test('a cursor that is none is refused', async () => {
    const query = { phoneId: phone.id, cursor: 'c.1; drop table activity' };
    expect((await app.call(pullChanges, { query }, phone.token)).code).toBe('invalidInput');
  });
});

test('the entries of phones count in the figures like any others', async () => {
  const before = await nights();
  const records = [uuidv7(), uuidv7(), uuidv7()];
  await phone.send(records.map((record) => ({ record, save: entry() })));
  expect(await nights()).toBe(before + 3);
});

async function nights(): Promise<number> {
  const body = {
    areaIds: [world.commune],
    indicators: ['patrol.sessions'],
    from: '2026-11-01',
    to: '2026-11-30',
  };
  const reply = await app.call(queryFigures, { body }, officer.token);
  return reply.body.figures[0]?.value ?? 0;
}
