import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { todayInVietnam } from '../../../platform/dates.ts';
import { system } from '../../../platform/server/caller.ts';
import { inTransaction } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { asOwner, makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { listAudit } from '../../audit/audit.contract.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { tidyField } from '../../sync/server/field-tidy.service.ts';
import { bindTestPhone, type TestPhone } from '../../sync/sync.factory.ts';
import { getGong } from '../gong.contract.ts';
import { tidyGong } from './gong-tidy.service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let now = Date.now();
const clock = { now: () => new Date(now), today: () => todayInVietnam(new Date(now).toISOString()) };
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let phone: TestPhone;
let others: TestPhone[];

beforeAll(async () => {
  app = await startTestApp({ clock, withJobs: true });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
  const bind = async (displayName: string) => {
    const { userId } = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName });
    return bindTestPhone(app, { now: () => now, officer: officer.token, userId });
  };
  phone = await bind('Bà Lụa');
  others = [await bind('Anh Bảy'), await bind('Chị Sáu'), await bind('Ông Tý')];
});
afterAll(() => app.close());
beforeEach(() => {
  now += 30 * HOUR;
});

const sound = async (): Promise<string> => {
  const id = uuidv7();
  const save = { hamletIds: [world.hamlets[0]], kind: 'fire', place: 'nhà ông Ba', anyway: true };
  await phone.send([{ record: id, kind: 'gong.sound', save, madeAt: clock.now().toISOString() }]);
  return id;
};
const end = async (id: string, why: string, madeAt: number) => {
  const at = new Date(madeAt).toISOString();
  return (await phone.send([{ record: id, kind: 'gong.end', save: { why }, madeAt: at }]))[0];
};
const say = (by: TestPhone | undefined, id: string, answer: string) =>
  by?.send([{ record: id, kind: 'gong.answer', save: { answer } }]);
const see = async (id: string) => (await app.call(getGong, { params: { id } }, officer.token)).body.alarm;
const auditLines = async () => {
  const auditor = await signUp(app, { role: 'auditor', areaId: world.commune });
  return (await app.call(listAudit, { query: { limit: 100 } }, auditor.token)).body.items;
};

test('what a phone does with the gong stands in the log as from the page, and what was received is told by kind', async () => {
  const id = await sound();
  await say(others[0], id, 'reached');
  await say(others[0], id, 'coming');
  await end(id, 'over', now);
  await end(id, 'over', now);
  const lines = await auditLines();
  const of = lines.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  expect(of.toSorted()).toEqual(['gong.answered', 'gong.ended', 'gong.sounded']);
  const { rows } = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ details: { commands: { kind: string; outcome: string }[] } }>(
      `select details from audit_entry where action = 'sync.received' order by at, id`,
    ),
  );
  const received = rows.flatMap(({ details }) =>
    details.commands.map(({ kind, outcome }) => [kind, outcome]),
  );
  expect(received.slice(-5)).toEqual([
    ['gong.sound', 'accepted'],
    ['gong.answer', 'accepted'],
    ['gong.answer', 'accepted'],
    ['gong.end', 'accepted'],
    ['gong.end', 'known'],
  ]);
  expect(JSON.stringify(rows)).not.toContain('nhà ông Ba');
});

test('a false alarm can’t be made a mistake hours later by what a phone says of the time', async () => {
  const id = await sound();
  const atOnce = now + 30_000;
  now += 7 * MINUTE;
  for (const later of [0, 14 * HOUR]) {
    now += later;
    const refused = await end(id, 'mistake', atOnce);
    expect(refused?.problem?.code).toBe('notPossibleNow');
    expect(refused?.problem?.detailVi).toContain('Báo động giả');
  }
  expect((await end(id, 'falseAlarm', now))?.outcome).toBe('accepted');
  // A slow network takes nothing away from whoever pressed at once.
  const second = await sound();
  const pressed = now + 30_000;
  now += 4 * MINUTE;
  expect((await end(second, 'mistake', pressed))?.outcome).toBe('accepted');
});

test('an alarm keeps the name under which it was sounded', async () => {
  const id = await sound();
  await asOwner(app.database.ownerUrl, (client) =>
    client.query(`update user_account set display_name = 'Chủ tịch xã' where id = $1`, [phone.userId]),
  );
  expect((await see(id)).soundedBy).toEqual({ id: phone.userId, name: 'Bà Lụa' });
});

test('neighbours learn how many were reached and who comes, never when who looked at his phone', async () => {
  const id = await sound();
  now += 61_500;
  const [coming, cannot, seen] = others;
  await say(coming, id, 'coming');
  await say(cannot, id, 'cannot');
  await say(seen, id, 'reached');
  const counts = { reached: 3, answered: 2, coming: 1, cannot: 1 };
  const shownTo = async (by: TestPhone | undefined) =>
    (await by?.fetch())?.alarms.find((one) => one.id === id);
  const neighbour = await shownTo(seen);
  expect(neighbour).toMatchObject({ counts });
  expect(neighbour?.answers.map(({ person, reply, reachedAt }) => [person.id, reply, reachedAt])).toEqual([
    [coming?.userId, 'coming', null],
    [seen?.userId, null, null],
  ]);
  for (const all of [await shownTo(phone), await see(id)]) {
    expect(all).toMatchObject({ counts });
    expect(all?.answers).toHaveLength(3);
    for (const { reachedAt } of all?.answers ?? []) expect(Date.parse(reachedAt ?? '') % MINUTE).toBe(0);
  }
});

test('62 days after its end nobody knows any more whom an alarm reached; its figures stay', async () => {
  const day = clock.today();
  const id = await sound();
  for (const one of others) await say(one, id, 'coming');
  await end(id, 'over', now);
  const indicators = ['gong.alarms', 'gong.reached', 'gong.coming'];
  const body = { areaIds: [world.commune], indicators, from: day, to: day };
  const numbers = async () =>
    (await app.call(queryFigures, { body }, officer.token)).body.figures.map(({ value }) => value);
  await vi.waitFor(async () => expect(await numbers()).toEqual([1, 3, 3]), 20_000);
  const tidy = () => inTransaction(app.database.db, { caller: system, access: 'signedIn', clock }, tidyGong);
  now += 61 * 24 * HOUR;
  await tidy();
  expect((await see(id)).answers).toHaveLength(3);
  now += 2 * 24 * HOUR;
  await tidy();
  // A phone that was off for two months says late that it was reached.
  await say(others[0], id, 'reached');
  expect(await see(id)).toMatchObject({ place: '', state: 'ended', answers: [], counts: { reached: 0 } });
  expect(await numbers()).toEqual([1, 3, 3]);
});

test('a patrol of a phone whose clock is years ahead is out now, and is forgotten like any other', async () => {
  const record = uuidv7();
  const startedAt = new Date(now + 3 * 365 * 24 * HOUR).toISOString();
  const begin = { areaId: world.hamlets[0], people: 2, startedAt };
  await phone.send([{ record, kind: 'patrol.begin', save: begin }]);
  const kept = async () =>
    (
      await asOwner(app.database.ownerUrl, (client) =>
        client.query<{ started_at: Date }>('select started_at from patrol_presence where record_id = $1', [
          record,
        ]),
      )
    ).rows;
  expect(await kept()).toEqual([{ started_at: new Date(now) }]);
  now += 15 * HOUR;
  await inTransaction(app.database.db, { caller: system, access: 'signedIn', clock }, tidyField);
  expect(await kept()).toEqual([]);
});
