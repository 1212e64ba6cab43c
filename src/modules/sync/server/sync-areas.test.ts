import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity } from '../../activities/activities.contract.ts';
import { patrol } from '../../activities/activities.factory.ts';
import { applyReorganisation, type Reorganisation } from '../../areas/area-operations.contract.ts';
import { listAreaChildren } from '../../areas/areas.contract.ts';
import { areaByCode, makeHamlet } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { listSyncItems, settleSyncItem } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let officer: SignedUp;
let administrator: SignedUp;
let staff: SignedUp;
let commune: string;
let province: string;
beforeAll(async () => {
  app = await startTestApp({ today });
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  administrator = await signUp(app, { role: 'administrator', areaCode: '24' });
  staff = await signUp(app, { role: 'staff', areaCode: '24' });
  commune = await areaByCode(app.database.db, '07840');
  province = await areaByCode(app.database.db, '24');
});
afterAll(() => app.close());

const hamlet = async (name: string) => (await makeHamlet(app.database.db, commune, name)).id;

async function phoneAt(areaId: string): Promise<TestPhone> {
  const { userId } = await signUp(app, { role: 'recorder', areaId });
  return bindTestPhone(app, { officer: officer.token, userId });
}

/** What the province decides. */
async function reorganise(on: string, step: Reorganisation): Promise<void> {
  const body = { on, instrument: '14/NQ-HĐND', step };
  const reply = await app.call(applyReorganisation, { body }, administrator.token);
  expect([reply.status, reply.code]).toEqual([201, undefined]);
}

/** The unit of the province with that name. */
async function childOf(fullName: string): Promise<string> {
  const { children } = (
    await app.call(listAreaChildren, { params: { id: province }, query: {} }, staff.token)
  ).body;
  return children.find((child) => child.fullName === fullName)?.id ?? '';
}

/** How much more there is than before. */
async function more(areaIds: string[], lens: 'then' | 'today', before: readonly number[]): Promise<number[]> {
  return (await nights(areaIds, lens)).map((now, at) => now - (before[at] ?? 0));
}

/** Figures of nights on patrol in November, of the places in both lenses. */
async function nights(areaIds: readonly string[], lens: 'then' | 'today'): Promise<number[]> {
  const body = {
    areaIds: [...areaIds],
    indicators: ['patrol.sessions'],
    from: '2026-11-01',
    to: '2026-11-30',
    lens,
  };
  const { figures } = (await app.call(queryFigures, { body }, staff.token)).body;
  return areaIds.map((id) => figures.find((figure) => figure.area === id)?.value ?? 0);
}

test('two hamlets are merged while a phone is out of reach: its entries land where they belong on their day', async () => {
  const [east, west] = [await hamlet('Thôn Đông'), await hamlet('Thôn Tây')];
  const phone = await phoneAt(east);
  const body = {
    on: '2026-11-10',
    instrument: '12/NQ-HĐND',
    step: { kind: 'merge' as const, areaIds: [east, west], into: { fullName: 'Thôn Đông Tây' } },
  };
  expect((await app.call(applyReorganisation, { body }, officer.token)).status).toBe(201);
  const [before, after] = [uuidv7(), uuidv7()];
  const [first, second] = await phone.send([
    { record: before, save: patrol(east, { day: '2026-11-05' }) },
    { record: after, save: patrol(east, { day: '2026-11-15' }) },
  ]);
  expect(first).toMatchObject({ outcome: 'accepted', activity: { place: { areaId: east } } });
  expect(first?.movedTo).toBeUndefined();
  expect(second).toMatchObject({ outcome: 'accepted', movedTo: { areaName: 'Thôn Đông Tây' } });
  const heir = second?.movedTo?.areaId ?? '';
  expect((await app.call(getActivity, { params: { id: after } }, officer.token)).body.place.areaId).toBe(
    heir,
  );

  // As it was: one night in the old hamlet, one in the new one; today both are the new one's.
  expect(await nights([east, heir, commune], 'then')).toEqual([1, 1, 2]);
  expect((await nights([heir, commune], 'today')).at(-1)).toBe(2);
  expect((await nights([heir], 'today'))[0]).toBe(2);

  // The volunteer of the old hamlet goes on in the new one, and hears of what others record there.
  const there = await phone.send([{ record: uuidv7(), save: patrol(heir, { day: '2026-11-16' }) }]);
  expect(there[0]?.outcome).toBe('accepted');
  expect((await phone.fetch()).activities.map(({ id }) => id)).toContain(after);
});

test('a hamlet was divided: only who was there knows which part it was, so the entry waits and says so', async () => {
  const south = await hamlet('Thôn Nam');
  const phone = await phoneAt(south);
  const body = {
    on: '2026-11-10',
    instrument: '13/NQ-HĐND',
    step: {
      kind: 'split' as const,
      areaId: south,
      into: [{ fullName: 'Thôn Nam 1' }, { fullName: 'Thôn Nam 2' }],
    },
  };
  expect((await app.call(applyReorganisation, { body }, officer.token)).status).toBe(201);
  const [record, command] = [uuidv7(), uuidv7()];
  const [answer] = await phone.send([{ record, command, save: patrol(south, { day: '2026-11-15' }) }]);
  expect(answer?.outcome).toBe('refused');
  const [field] = answer?.problem?.fields ?? [];
  expect(field?.code).toBe('unknownArea');
  expect(field?.expected?.vi).toContain('Thôn Nam 1; Thôn Nam 2');

  // The officer is offered the parts, asks and puts it where it belongs.
  const { items } = (await app.call(listSyncItems, { query: {} }, officer.token)).body;
  const parts = items.find(({ id }) => id === command)?.successors ?? [];
  expect(parts.map(({ areaName }) => areaName)).toEqual(['Thôn Nam 1', 'Thôn Nam 2']);
  const second = parts[1]?.areaId ?? '';
  const payload = patrol(second, { day: '2026-11-15' });
  const settled = await app.call(
    settleSyncItem,
    { params: { id: command }, body: { action: 'repair', payload } },
    officer.token,
  );
  expect(settled.body.settlement).toBe('repaired');
  const stored = await app.call(getActivity, { params: { id: record } }, officer.token);
  expect(stored.body.place.areaId).toBe(second);
});

test('a hamlet went over to another commune: what is dated later counts there, and today all of it does', async () => {
  const [north, other] = [await hamlet('Thôn Bắc'), await areaByCode(app.database.db, '07210')];
  const phone = await phoneAt(north);
  const [before, ours] = [await nights([other, commune], 'then'), await nights([other, commune], 'today')];
  await reorganise('2026-11-10', { kind: 'transfer', areaIds: [north], toId: other });
  const answers = await phone.send([
    { record: uuidv7(), save: patrol(north, { day: '2026-11-05' }) },
    { record: uuidv7(), save: patrol(north, { day: '2026-11-15' }) },
  ]);
  expect(answers.map(({ outcome, movedTo }) => [outcome, movedTo])).toEqual([
    ['accepted', undefined],
    ['accepted', undefined],
  ]);
  expect(await more([other, commune], 'then', before)).toEqual([1, 1]);
  expect(await more([other, commune], 'today', ours)).toEqual([2, 0]);
});

test('a hamlet has another name: its entries go on as if nothing had been', async () => {
  const hill = await hamlet('Thôn Đồi');
  const phone = await phoneAt(hill);
  await reorganise('2026-11-10', { kind: 'rename', areaId: hill, fullName: 'Tổ dân phố Đồi' });
  const [answer] = await phone.send([{ record: uuidv7(), save: patrol(hill, { day: '2026-11-15' }) }]);
  expect(answer).toMatchObject({ outcome: 'accepted', activity: { place: { areaName: 'Tổ dân phố Đồi' } } });
  expect(answer?.movedTo).toBeUndefined();
  expect(await nights([hill], 'today')).toEqual([1]);
});

test('a hamlet was merged twice before the phone came back: the entry goes all the way', async () => {
  const [one, two, three] = [await hamlet('Thôn Một'), await hamlet('Thôn Hai'), await hamlet('Thôn Ba')];
  const phone = await phoneAt(one);
  const merge = (on: string, areaIds: string[], fullName: string) =>
    reorganise(on, { kind: 'merge', areaIds, into: { fullName } });
  await merge('2026-11-08', [one, two], 'Thôn Một Hai');
  const between = await phone.send([{ record: uuidv7(), save: patrol(one, { day: '2026-11-09' }) }]);
  const middle = between[0]?.movedTo?.areaId ?? '';
  await merge('2026-11-12', [middle, three], 'Thôn Ba Thôn');
  const [answer] = await phone.send([{ record: uuidv7(), save: patrol(one, { day: '2026-11-15' }) }]);
  expect(answer).toMatchObject({ outcome: 'accepted', movedTo: { areaName: 'Thôn Ba Thôn' } });
  const heir = answer?.movedTo?.areaId ?? '';
  expect(await nights([middle, heir], 'then')).toEqual([1, 1]);
  expect(await nights([heir], 'today')).toEqual([2]);
});

test('two communes were merged: their hamlets write on under the new one; what is of the commune itself goes to it', async () => {
  const [left, right] = [
    await areaByCode(app.database.db, '07228'),
    await areaByCode(app.database.db, '07246'),
  ];
  const { id: under } = await makeHamlet(app.database.db, left, 'Thôn Dưới');
  const local = await signUp(app, { role: 'officer', areaId: left });
  const { userId } = await signUp(app, { role: 'recorder', areaId: under });
  const phone = await bindTestPhone(app, { officer: local.token, userId });
  const desk = await bindTestPhone(app, { officer: local.token, userId: local.userId });
  await reorganise('2026-11-10', {
    kind: 'merge',
    areaIds: [left, right],
    into: { fullName: 'Xã Trái Phải' },
  });
  const [ofHamlet] = await phone.send([
    { record: uuidv7(), save: patrol(under, { day: '2026-11-15' }) },
    { record: uuidv7(), save: patrol(under, { day: '2026-11-05' }) },
  ]);
  expect(ofHamlet).toMatchObject({ outcome: 'accepted', activity: { place: { areaId: under } } });
  // Nobody has said yet that the officer's reach goes as far as the new commune: his entry waits, and says so.
  const [ofCommune] = await desk.send([{ record: uuidv7(), save: patrol(left, { day: '2026-11-15' }) }]);
  expect(ofCommune?.outcome).toBe('refused');
  const { items } = await desk.fetch();
  expect(items.map(({ id, settlement }) => [id, settlement])).toEqual([[ofCommune?.id, null]]);
  const heir = await childOf('Xã Trái Phải');
  expect(await nights([left, heir], 'then')).toEqual([1, 1]);
  expect(await nights([heir], 'today')).toEqual([2]);
});
