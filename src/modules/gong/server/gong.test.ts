import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { todayInVietnam } from '../../../platform/dates.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { asOwner, makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { listAudit } from '../../audit/audit.contract.ts';
import { queryFigures } from '../../figures/figures.contract.ts';
import { listSyncItems } from '../../sync/sync.contract.ts';
import { bindTestPhone, type TestPhone } from '../../sync/sync.factory.ts';
import {
  answerGong,
  endGong,
  type GongSound,
  getGong,
  getGongReach,
  liftGongSuspension,
  listGongSounders,
  listGongs,
  soundGong,
  suspendGong,
} from '../gong.contract.ts';

const MINUTE = 60_000;
// Never before the database's own clock, by which codes expire.
let now = Date.now();
const clock = { now: () => new Date(now), today: () => todayInVietnam(new Date(now).toISOString()) };
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;
let volunteer: SignedUp;
let phone: TestPhone;
let neighbourPhone: TestPhone;

beforeAll(async () => {
  app = await startTestApp({ clock, withJobs: true });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune, displayName: 'Cán bộ Hạnh' });
  volunteer = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Bà Lụa' });
  phone = await bindTestPhone(app, { now: () => now, officer: officer.token, userId: volunteer.userId });
  const other = await signUp(app, {
    role: 'recorder',
    areaId: world.hamlets[1],
    displayName: 'Ông Tý',
  });
  neighbourPhone = await bindTestPhone(app, { now: () => now, officer: officer.token, userId: other.userId });
});
afterAll(() => app.close());
// Each story has a day of its own, so that no limit of the one before is left.
beforeEach(() => {
  now += 30 * 3600 * 1000;
});

const alarm = (
  given: Partial<GongSound> = {},
): Partial<GongSound> & Pick<GongSound, 'kind' | 'hamletIds'> => ({
  kind: 'fire',
  hamletIds: [world.hamlets[0]],
  ...given,
});
const fromPhone = (by: TestPhone, id: string, given: Partial<GongSound> = {}, madeAt = now) =>
  by
    .send([{ record: id, kind: 'gong.sound', save: alarm(given), madeAt: new Date(madeAt).toISOString() }])
    .then(([answer]) => answer);
const say = (by: TestPhone, id: string, answer: string) =>
  by.send([{ record: id, kind: 'gong.answer', save: { answer } }]);
const see = async (id: string, by = officer.token) =>
  (await app.call(getGong, { params: { id } }, by)).body.alarm;

describe('an alarm', () => {
  test('goes from one phone to the others of the hamlet, who answer; the commune sees it and it ends', async () => {
    const second = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Anh Bảy' });
    const secondPhone = await bindTestPhone(app, {
      now: () => now,
      officer: officer.token,
      userId: second.userId,
    });
    const id = uuidv7();
    for (const outcome of ['accepted', 'known'])
      expect(await fromPhone(phone, id, { place: 'sau nhà văn hóa' })).toMatchObject({ outcome });
    const [heard] = (await secondPhone.fetch()).alarms;
    expect(heard).toMatchObject({
      id,
      kind: 'fire',
      place: 'sau nhà văn hóa',
      areaName: 'Thôn Đông',
      state: 'running',
      soundedBy: { name: 'Bà Lụa' },
      can: { answer: true, end: false },
    });
    // Another hamlet sleeps on.
    expect((await neighbourPhone.fetch()).alarms).toEqual([]);
    await say(secondPhone, id, 'reached');
    await say(secondPhone, id, 'coming');
    await say(secondPhone, id, 'reached');
    expect((await see(id)).answers).toMatchObject([{ person: { name: 'Anh Bảy' }, reply: 'coming' }]);
    // Who sounded it is not counted among those who heard.
    await say(phone, id, 'reached');
    expect((await see(id)).answers).toHaveLength(1);
    const [notHis] = await secondPhone.send([{ record: id, kind: 'gong.end', save: { why: 'over' } }]);
    expect(notHis?.problem?.code).toBe('forbidden');
    const ended = await app.call(endGong, { params: { id }, body: { why: 'over' } }, officer.token);
    expect(ended.body).toMatchObject({ state: 'ended', ended: { why: 'over', by: { name: 'Cán bộ Hạnh' } } });
    const [after] = (await phone.fetch()).alarms;
    expect(after).toMatchObject({ id, state: 'ended' });
  });

  test('of several hamlets counts once, at the commune, and reaches each of them', async () => {
    const id = uuidv7();
    const body = alarm({ hamletIds: [...world.hamlets], kind: 'flood' });
    const sounded = await app.call(soundGong, { params: { id }, body }, officer.token);
    expect(sounded.body).toMatchObject({ areaId: world.commune, state: 'running' });
    for (const one of [phone, neighbourPhone])
      expect((await one.fetch()).alarms.map((heard) => heard.id)).toContain(id);
    const outside = alarm({ hamletIds: [world.hamlets[0], world.neighbourHamlet] });
    const refused = await app.call(soundGong, { params: { id: uuidv7() }, body: outside }, officer.token);
    expect(refused.code).toBe('outOfArea');
  });

  test('for a hamlet that was merged meanwhile goes to what it became', async () => {
    const old = uuidv7();
    await asOwner(app.database.ownerUrl, async (client) => {
      await client.query(
        `insert into area (id, kind, unit_type, full_name, folded, closed_on, province_id, today_parent_id)
         values ($1, 'hamlet', '', 'Thôn Cũ', 'thon cu', '2026-07-01', $2, $3)`,
        [old, world.province, world.hamlets[0]],
      );
      for (const [depth, above] of [old, world.hamlets[0], world.commune, world.province].entries())
        await client.query('insert into area_path_today values ($1, $2, $3)', [old, above, depth]);
    });
    const id = uuidv7();
    expect((await fromPhone(phone, id, { hamletIds: [old], kind: 'theft' }))?.outcome).toBe('accepted');
    expect(await see(id)).toMatchObject({ areaName: 'Thôn Đông', state: 'running' });
  });

  test('that comes too late is written down and wakes nobody; its sounder is told', async () => {
    const id = uuidv7();
    const answer = await fromPhone(phone, id, { kind: 'missing' }, now - 31 * MINUTE);
    expect(answer?.outcome).toBe('accepted');
    expect((await phone.fetch()).alarms).toMatchObject([{ id, state: 'late' }]);
    const other = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
    const otherPhone = await bindTestPhone(app, {
      now: () => now,
      officer: officer.token,
      userId: other.userId,
    });
    expect((await otherPhone.fetch()).alarms).toEqual([]);
    // The clock of a phone is no reason: two days ahead, and made a minute ago.
    const wrong = uuidv7();
    const ahead = 48 * 60 * MINUTE;
    await phone.send(
      [
        {
          record: wrong,
          kind: 'gong.sound',
          save: alarm({ kind: 'other' }),
          madeAt: new Date(now + ahead - MINUTE).toISOString(),
        },
      ],
      { sentAt: new Date(now + ahead).toISOString() },
    );
    expect(await see(wrong)).toMatchObject({
      state: 'running',
      soundedAt: new Date(now - MINUTE).toISOString(),
    });
  });

  test('of the same fire is joined to the one that runs, unless its sounder insists', async () => {
    const [first, second, third] = [uuidv7(), uuidv7(), uuidv7()];
    await fromPhone(phone, first);
    now += MINUTE;
    const joined = await app.call(soundGong, { params: { id: second }, body: alarm() }, officer.token);
    expect(joined.body).toMatchObject({ state: 'joined', joinedTo: first });
    const insisted = await app.call(
      soundGong,
      { params: { id: third }, body: alarm({ anyway: true }) },
      officer.token,
    );
    expect(insisted.body.state).toBe('running');
    // Two at the same moment: one runs.
    now += 16 * MINUTE;
    const both = [uuidv7(), uuidv7()];
    await Promise.all(
      both.map((id) =>
        app.call(soundGong, { params: { id }, body: alarm({ kind: 'theft' }) }, officer.token),
      ),
    );
    const states = await Promise.all(both.map(async (id) => (await see(id)).state));
    expect(states.toSorted()).toEqual(['joined', 'running']);
  });

  test('is called back by its sounder at once, later ended as false; nobody else calls it back', async () => {
    const [mistake, wrong] = [uuidv7(), uuidv7()];
    await fromPhone(phone, mistake);
    const end = (id: string, why: string, by = phone) =>
      by.send([{ record: id, kind: 'gong.end', save: { why } }]).then(([answer]) => answer);
    expect(
      (await app.call(endGong, { params: { id: mistake }, body: { why: 'mistake' } }, officer.token)).code,
    ).toBe('notPossibleNow');
    expect((await end(mistake, 'mistake'))?.outcome).toBe('accepted');
    expect((await end(mistake, 'mistake'))?.outcome).toBe('known');
    expect(await see(mistake)).toMatchObject({ state: 'ended', ended: { why: 'mistake' } });
    await fromPhone(phone, wrong);
    now += 5 * MINUTE;
    expect((await end(wrong, 'mistake'))?.problem?.code).toBe('notPossibleNow');
    expect((await end(wrong, 'drillDone'))?.problem?.code).toBe('notPossibleNow');
    expect((await end(wrong, 'falseAlarm'))?.outcome).toBe('accepted');
  });
});

describe('misuse', () => {
  test('is limited by person and by hamlet; what is refused stays visible with its reason', async () => {
    for (let time = 0; time < 4; time += 1) {
      expect((await fromPhone(phone, uuidv7(), { anyway: true }))?.outcome).toBe('accepted');
      now += MINUTE;
    }
    const fifth = uuidv7();
    const refused = await fromPhone(phone, fifth, { anyway: true });
    expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'gongTooMany', status: 429 } });
    expect(refused?.problem?.detailVi).toContain('4 lần');
    const open = (await app.call(listSyncItems, {}, officer.token)).body.items;
    expect(open.find(({ recordId }) => recordId === fifth)).toMatchObject({ kind: 'gong.sound' });
    // Two more of the commune fill up the hamlet's hour, whoever sounds.
    const sounding = (given: Partial<GongSound>) =>
      app.call(soundGong, { params: { id: uuidv7() }, body: alarm(given) }, officer.token);
    for (const kind of ['theft', 'flood'] as const) expect((await sounding({ kind })).status).toBe(200);
    expect((await sounding({ kind: 'other' })).code).toBe('gongTooMany');
    expect((await sounding({ kind: 'other', hamletIds: [world.hamlets[1]] })).status).toBe(200);
    now += 61 * MINUTE;
    expect((await fromPhone(phone, uuidv7(), { kind: 'other' }))?.outcome).toBe('accepted');
  });

  test('is seen by the officer, who suspends with a reason and takes it back; the log has it all', async () => {
    await fromPhone(phone, uuidv7());
    const sounders = (await app.call(listGongSounders, {}, officer.token)).body.sounders;
    expect(sounders.find(({ person }) => person.id === volunteer.userId)).toMatchObject({
      falseAlarms: 1,
      mistakes: 1,
      suspended: null,
    });
    const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
    const body = { id: uuidv7(), userId: volunteer.userId, reason: 'Đánh mõ đùa ba lần' };
    expect((await app.call(suspendGong, { body }, stranger.token)).code).toBe('notFound');
    expect((await app.call(suspendGong, { body }, volunteer.token)).code).toBe('forbidden');
    expect((await app.call(suspendGong, { body }, officer.token)).body.suspended).toMatchObject({
      reason: body.reason,
    });
    now += 20 * MINUTE;
    const refused = await fromPhone(phone, uuidv7());
    expect(refused?.problem).toMatchObject({ code: 'gongSuspended' });
    expect(refused?.problem?.detailVi).toContain('đùa ba lần');
    const lifted = await app.call(liftGongSuspension, { params: { id: body.id } }, officer.token);
    expect(lifted.body.suspended).toBeNull();
    expect((await fromPhone(phone, uuidv7()))?.outcome).toBe('accepted');
    const auditor = await signUp(app, { role: 'auditor', areaId: world.commune });
    const { items } = (await app.call(listAudit, { query: { limit: 100 } }, auditor.token)).body;
    const actions = items.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['gong.suspended', 'gong.suspensionLifted', 'gong.sounded', 'gong.ended']),
    );
  });

  test('strangers see nothing, and an id of somebody else’s is a conflict', async () => {
    const id = uuidv7();
    await fromPhone(phone, id);
    const stranger = await signUp(app, { role: 'officer', areaId: world.neighbour });
    expect((await app.call(getGong, { params: { id } }, stranger.token)).code).toBe('notFound');
    expect((await app.call(listGongs, {}, stranger.token)).body.alarms).toEqual([]);
    const answer = { params: { id }, body: { answer: 'coming' as const } };
    expect((await app.call(answerGong, answer, stranger.token)).code).toBe('notFound');
    const body = alarm({ hamletIds: [world.neighbourHamlet] });
    expect((await app.call(soundGong, { params: { id }, body }, stranger.token)).code).toBe('conflict');
    const staff = await signUp(app, { role: 'staff', areaId: world.province });
    expect((await app.call(listGongs, {}, staff.token)).code).toBe('forbidden');
  });
});

test('drills are counted apart, and only counts are kept of who answered', async () => {
  const numbers = async () => {
    const body = {
      areaIds: [world.commune],
      indicators: [
        'gong.alarms',
        'gong.answers',
        'gong.responseShare',
        'gong.falseAlarms',
        'gong.drills',
        'gong.drillAnswers',
      ],
      from: clock.today(),
      to: clock.today(),
    };
    const { figures } = (await app.call(queryFigures, { body }, officer.token)).body;
    return figures.map(({ value }) => value ?? 0);
  };
  expect(await numbers()).toEqual([0, 0, 0, 0, 0, 0]);
  const [real, drill, wrong, mistake] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await fromPhone(phone, real);
  await app.call(answerGong, { params: { id: real }, body: { answer: 'reached' } }, officer.token);
  await app.call(
    soundGong,
    { params: { id: drill }, body: alarm({ isDrill: true, hamletIds: [...world.hamlets] }) },
    officer.token,
  );
  for (const one of [phone, neighbourPhone]) await say(one, drill, 'coming');
  await fromPhone(phone, wrong, { kind: 'other' });
  await app.call(endGong, { params: { id: wrong }, body: { why: 'falseAlarm' } }, officer.token);
  await fromPhone(phone, mistake, { kind: 'theft' });
  await phone.send([{ record: mistake, kind: 'gong.end', save: { why: 'mistake' } }]);
  await vi.waitFor(async () => expect(await numbers()).toEqual([1, 0, 0, 1, 1, 2]), 20_000);
  await app.call(answerGong, { params: { id: real }, body: { answer: 'coming' } }, officer.token);
  await vi.waitFor(async () => expect(await numbers()).toEqual([1, 1, 1, 1, 1, 2]), 20_000);
  const { rows } = await asOwner(app.database.ownerUrl, (client) =>
    client.query<{ text: string }>(`select f::text as text from fact f where source = 'gong'`),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const person of [phone.userId, neighbourPhone.userId, officer.userId])
    expect(rows.map(({ text }) => text).join('\n')).not.toContain(person);
});

test('who may sound sees whom it would call, and with what', async () => {
  const { hamlets } = (await app.call(getGongReach, {}, volunteer.token)).body;
  expect(hamlets).toMatchObject([{ id: world.hamlets[0], name: 'Thôn Đông' }]);
  expect(hamlets[0]?.reach.people).toBeGreaterThanOrEqual(2);
  expect(hamlets[0]?.reach).toMatchObject({ pushPhones: 0 });
});

test('an alarm tells the others who comes and not who had his phone in hand; no clock makes it a mistake on the next day', async () => {
  const third = await signUp(app, { role: 'recorder', areaId: world.hamlets[0], displayName: 'Cô Mơ' });
  const id = uuidv7();
  const sounded = now;
  await fromPhone(phone, id);
  await app.call(answerGong, { params: { id }, body: { answer: 'cannot' } }, officer.token);
  const seen = await see(id, third.token);
  expect(seen).toMatchObject({ counts: { reached: 1, coming: 0, cannot: 1 }, answers: [] });
  expect((await see(id, volunteer.token)).answers).toMatchObject([{ reply: 'cannot' }]);
  now += 20 * 3600 * 1000;
  const madeAt = new Date(sounded + 30_000).toISOString();
  const end = (why: string) => phone.send([{ record: id, kind: 'gong.end', save: { why }, madeAt }]);
  expect((await end('mistake'))[0]).toMatchObject({
    outcome: 'refused',
    problem: { code: 'notPossibleNow' },
  });
  expect((await see(id)).ended).toBeNull();
  expect((await end('falseAlarm'))[0]?.outcome).toBe('accepted');
  // What a phone did stands in the log as what is done at a desk.
  const auditor = await signUp(app, { role: 'auditor', areaId: world.commune });
  const { items } = (await app.call(listAudit, { query: { limit: 100 } }, auditor.token)).body;
  const lines = items.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  expect(lines.toSorted()).toEqual(['gong.answered', 'gong.ended', 'gong.sounded']);
});
