import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getActivity } from '../../activities/activities.contract.ts';
import { patrol } from '../../activities/activities.factory.ts';
import { applyReorganisation } from '../../areas/area-operations.contract.ts';
import { areaByCode, makeHamlet } from '../../areas/areas.factory.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { listSyncItems, settleSyncItem } from '../sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

const today = '2026-11-22';
let app: TestApp;
let officer: SignedUp;
let commune: string;
beforeAll(async () => {
  app = await startTestApp({ today });
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  commune = await areaByCode(app.database.db, '07840');
});
afterAll(() => app.close());

const hamlet = async (name: string) => (await makeHamlet(app.database.db, commune, name)).id;

async function phoneAt(areaId: string): Promise<TestPhone> {
  const { userId } = await signUp(app, { role: 'recorder', areaId });
  return bindTestPhone(app, { officer: officer.token, userId });
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
  const { figures } = (await app.call(queryFigures, { body }, officer.token)).body;
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
