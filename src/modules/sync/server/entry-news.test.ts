import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { changeActivityState, saveActivity } from '../../activities/activities.contract.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { bindTestPhone, type Fetched, type TestPhone } from '../sync.factory.ts';

let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let phone: TestPhone;
let other: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Nguyễn Thị Hạnh' });
  const phoneOf = async (displayName: string) => {
    const { userId } = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName });
    return bindTestPhone(app, { officer: officer.token, userId });
  };
  phone = await phoneOf('Bà Lụa');
  other = await phoneOf('Ông Thọ');
});
afterAll(() => app.close());

const entry = (values: Record<string, unknown> = {}) =>
  patrol(world.hamlets[0], { day: '2026-11-20', ...values });
const short = ({ news }: Fetched) => news.map(({ recordId, what, reason }) => [recordId, what, reason]);

async function act(id: string, action: 'return' | 'verify' | 'void', baseRevision: number, reason?: string) {
  const body = { action, baseRevision, ...(reason ? { reason } : {}) };
  const reply = await app.call(changeActivityState, { params: { id }, body }, officer.token);
  expect(reply.status).toBe(200);
}

test('whoever wrote an entry hears what the commune changed, from what to what, why, and who it was; nobody else does', async () => {
  const [mended, sentBack, voided, verified] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const records = [mended, sentBack, voided, verified];
  await phone.fetch();
  await phone.send(records.map((record) => ({ record, save: entry({ patrollers: 3 }) })));
  // What a person does himself is no news to him.
  expect((await phone.fetch()).news).toEqual([]);
  await other.fetch();

  const save = { ...entry({ patrollers: 5, content: 'Nhắc đóng cổng' }), baseRevision: 1 };
  const edited = await app.call(saveActivity, { params: { id: mended }, body: save }, officer.token);
  expect(edited.status).toBe(200);
  await act(sentBack, 'return', 1, 'Xin ghi rõ tuyến đã đi.');
  await act(voided, 'void', 1, 'Ghi hai lần.');
  await act(verified, 'verify', 1);

  const heard = await phone.fetch();
  expect(short(heard).toSorted()).toEqual(
    [
      [mended, 'edit', ''],
      [sentBack, 'return', 'Xin ghi rõ tuyến đã đi.'],
      [voided, 'void', 'Ghi hai lần.'],
    ].toSorted(),
  );
  expect(heard.news.find(({ recordId }) => recordId === mended)).toMatchObject({
    id: `${mended}.2`,
    day: '2026-11-20',
    formName: { vi: 'Tuần tra' },
    by: { name: 'Nguyễn Thị Hạnh' },
    changes: [
      { field: 'patrollers', before: { vi: '3' }, after: { vi: '5' } },
      { field: 'content', before: { vi: '' }, after: { vi: 'Nhắc đóng cổng' } },
    ],
  });
  expect((await other.fetch()).news).toEqual([]);
  // Told once: only while a transaction of then is still open, anywhere in the cluster, it may come again, by the same name.
  const told = new Set(heard.news.map(({ id }) => id));
  const again = async (): Promise<number> => {
    const { news } = await phone.fetch();
    expect(news.every(({ id }) => told.has(id))).toBe(true);
    return news.length;
  };
  await expect.poll(again, { timeout: 30_000 }).toBe(0);
});
