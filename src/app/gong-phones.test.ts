import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../modules/accounts/accounts.factory.ts';
import { makeWorld } from '../modules/activities/activities.factory.ts';
import { getGong } from '../modules/gong/gong.contract.ts';
import { bindTestPhone, type TestPhone } from '../modules/sync/sync.factory.ts';
import { ringing } from '../modules/sync/web/field/gong/gong-alarms.rules.ts';
import { EVERY, isDue } from '../modules/sync/web/field/rounds.rules.ts';
import { todayInVietnam } from '../platform/dates.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';

const PHONES = 40;
/** How often the open app looks whether a round is due (FieldApp), in milliseconds. */
const LOOK = 2000;
let now = Date.now();
const clock = { now: () => new Date(now), today: () => todayInVietnam(new Date(now).toISOString()) };
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ clock });
});
afterAll(() => app.close());

interface OpenApp {
  readonly phone: TestPhone;
  /** When it looks, within LOOK. */
  readonly phase: number;
  readonly asked: number[];
  readonly replies: Record<string, 'reached'>;
}

test('forty phones of a hamlet have shown an alarm within a round, and none asked more often than every 30 seconds', async () => {
  const world = await makeWorld(app.database.ownerUrl);
  const officer = await signUp(app, { role: 'officer', areaId: world.commune });
  const apps: OpenApp[] = [];
  for (let at = 0; at < PHONES; at += 1) {
    const { userId } = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
    const phone = await bindTestPhone(app, { officer: officer.token, userId, now: () => now });
    apps.push({ phone, phase: (at * 173) % LOOK, asked: [], replies: {} });
  }
  const [sounder, ...others] = apps;
  if (!sounder) throw new Error('no phone');
  const start = now;
  const id = uuidv7();
  const soundAt = start + 70_000;
  let reachedAll: number | undefined;
  let wasSounded = false;
  // Two minutes and a half of the apps' own schedule, in steps of a tenth of a second, by a clock of the test.
  for (; now < start + 150_000; now += 100) {
    if (!wasSounded && now >= soundAt) {
      wasSounded = true;
      const save = { hamletIds: [world.hamlets[0]], kind: 'fire' };
      await sounder.phone.send([{ record: id, kind: 'gong.sound', save }]);
    }
    for (const one of apps) {
      if ((now - start) % LOOK !== one.phase - (one.phase % 100)) continue;
      if (!isDue(one.asked.at(-1), now)) continue;
      one.asked.push(now);
      const { alarms } = await one.phone.fetch();
      for (const alarm of ringing(alarms, one.replies, one.phone.userId)) {
        if (one.replies[alarm.id]) continue;
        one.replies[alarm.id] = 'reached';
        // What is sent is no reason to ask again.
        await one.phone.send([{ record: alarm.id, kind: 'gong.answer', save: { answer: 'reached' } }]);
      }
    }
    if (reachedAll === undefined && others.every(({ replies }) => replies[id] === 'reached'))
      reachedAll = now;
  }
  const { alarm } = (await app.call(getGong, { params: { id } }, officer.token)).body;
  expect(alarm.answers).toHaveLength(PHONES - 1);
  expect((reachedAll ?? Infinity) - soundAt).toBeLessThanOrEqual(EVERY + LOOK);
  const gaps = apps.flatMap(({ asked }) => asked.slice(1).map((at, index) => at - (asked[index] ?? 0)));
  expect(gaps.length).toBeGreaterThanOrEqual(PHONES * 3);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30_000);
});
