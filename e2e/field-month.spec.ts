import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { addDays, todayInVietnam } from '../src/platform/dates.ts';
import { booksOf, picturesOf } from './support/books.ts';
import { type Demo, signIn, startDemo } from './support/demo.ts';
import { seeded, startFaultProxy } from './support/fault-proxy.ts';
import { bind, bindAnother, codeFor, isQuiet, lock, patrol, unlock } from './support/field.ts';
import { LivingPhone } from './support/living-phone.ts';
import { communeId, Office } from './support/office.ts';
import { quickly, type Step } from './support/quickly.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** In the month without a network, and while there is a bad one. */
const AWAY = 176;
const IN_STORM = 24;
/** How often one of them sits down and writes; the phone locks itself in between. */
const SITTINGS = 16;
/** From one entry of a sitting to the next. */
const STEP = 9 * 60_000;
const PHOTOS = 60;
const FAULTS = 1000;
/** How far the phone's clock is ahead, from the first hour without a signal on. */
const WRONG = 2 * DAY + 3 * HOUR;

let demo: Demo;
let clockFile: string;
/** How far the program's clock is ahead of this machine's: the month that passes. */
function serverIsAhead(by: number): void {
  writeFileSync(clockFile, String(by));
}

test.beforeAll(async ({ browserName: _any }, info) => {
  clockFile = path.join(info.project.outputDir, 'field-month-clock');
  const shift = path.join(import.meta.dirname, 'support/shifted-clock.mjs');
  demo = await startDemo({ TIENGMO_E2E_CLOCK: clockFile, NODE_OPTIONS: `--import ${shift}` });
});
test.afterAll(() => demo.stop());

/** One entry as it should stand in the books. */
interface Wanted {
  readonly form: 'patrol' | 'mediation';
  readonly day: string;
  readonly startTime?: string | undefined;
  readonly words: string;
  /** SHA-256 of its picture, as the phone holds it. */
  readonly hash?: string | undefined;
}

test('a month without a signal, then a network that loses, doubles, delays and cuts: every entry arrives exactly once', async ({
  browser,
}, info) => {
  test.setTimeout(1_500_000);
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const office = new Office(desk, demo);
  const proxy = await startFaultProxy(demo.address, 11);
  const chance = seeded(23);
  const folder = info.outputPath('phone');
  const begun = Date.now();
  const phone = new LivingPhone(folder, info);

  // Installed and bound while there is a network, by two people.
  await phone.start(begun);
  const people = [await codeFor(office, 0), await codeFor(office, 1)] as const;
  await bind(phone.page, proxy.address, people[0].code);
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  await lock(phone.page);
  await bindAnother(phone.page, people[1].code);
  await lock(phone.page);

  // Thirty days away from any network, with a clock that is wrong.
  proxy.offline(true);
  const wanted: Wanted[] = [];
  const sitting = AWAY / SITTINGS;
  const killsAt = new Set([11, 48, 87, 121].map((at) => at + Math.floor(chance() * 3)));
  let photos = 0;
  for (let n = 0; n < AWAY; n += 1) {
    const turn = Math.floor(n / sitting);
    const who = people[turn % 2] ?? people[0];
    // On the minute and twenty seconds, so that it is known which minute a right clock would have shown.
    const at = begun + DAY + (turn * 29 * DAY) / SITTINGS + (n % sitting) * STEP;
    const now = Math.floor(at / 60_000) * 60_000 + 20_000;
    if (n % sitting === 0) {
      if (n > 0) await lock(phone.page);
      await phone.setClock(now + WRONG);
      await unlock(phone.page, who.name);
    }
    await phone.setClock(now + WRONG);
    const [day, startTime] = [dayOf(now), timeOf(now)];
    if (n % 5 === 4) {
      const words = `Hòa giải thứ ${n}`;
      await quickly(phone.page, mediation(words));
      wanted.push({ form: 'mediation', day, words });
      continue;
    }
    const words = n % 25 !== 0 && chance() < 0.35 ? '' : `Việc thứ ${n} của ${who.name}`;
    // A finger on the glass for some, a thumb as quick as the app for the many.
    if (n % 25 === 0) {
      await patrol(phone.page, words);
      wanted.push({ form: 'patrol', day, startTime, words });
      continue;
    }
    await quickly(phone.page, setOut);
    await phone.setClock(now + WRONG + 5 * 60_000);
    await quickly(phone.page, whatHappened(words));
    const hash = words && photos < PHOTOS ? await phone.photograph(await picture(n)) : undefined;
    if (hash) photos += 1;
    wanted.push({ form: 'patrol', day, startTime, words, hash });
    if (!killsAt.has(n)) {
      await quickly(phone.page, comeBack);
      continue;
    }
    // The battery dies: before the last tap, with it, or a moment after it.
    const moment = chance();
    if (moment > 0.3) void quickly(phone.page, comeBack).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, moment > 0.3 ? chance() * 250 : 0));
    await phone.kill();
    await phone.start(now + WRONG + 6 * 60_000);
    await phone.page.goto(`${proxy.address}/field/`);
    await unlock(phone.page, who.name);
    // What was not finished goes on.
    if (await goesOn(phone.page)) await quickly(phone.page, [...whatHappened(words), ...comeBack]);
    else await phone.page.goBack();
  }
  expect(photos).toBe(PHOTOS);
  await lock(phone.page);

  // The way home, at noon: a network, and what a network it is. They go on writing.
  const noon = Date.parse(`${dayOf(begun + 31 * DAY)}T12:00:00+07:00`);
  const away = noon - Date.now();
  serverIsAhead(away);
  await phone.setClock(noon + WRONG);
  proxy.storm(0.97, FAULTS);
  proxy.offline(false);
  let [kills, written] = [0, 0];
  for (let turns = 0; proxy.total() < FAULTS || written < IN_STORM; turns += 1) {
    const who = people[turns % 2] ?? people[0];
    await unlock(phone.page, who.name);
    for (let n = 0; n < 10; n += 1) {
      if (written < IN_STORM) {
        written += 1;
        const words = `Giữa cơn bão thứ ${written}`;
        await quickly(phone.page, mediation(words));
        wanted.push({ form: 'mediation', day: dayOf(noon), words });
      }
      await networkFlickers(phone.page, 20);
      if (kills >= 3 || chance() > 0.1) continue;
      // In the midst of sending.
      kills += 1;
      void networkFlickers(phone.page, 5).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, chance() * 300));
      await phone.kill();
      await phone.start(Date.now() + away + WRONG);
      await phone.page.goto(`${proxy.address}/field/`);
      await unlock(phone.page, who.name);
    }
    await lock(phone.page);
  }
  expect(proxy.total()).toBeGreaterThanOrEqual(FAULTS);
  expect(Math.min(...Object.values(proxy.counts))).toBeGreaterThan(20);

  // Calm again: both outboxes are empty and nothing waits for anybody.
  proxy.storm(0);
  for (const who of people) {
    await unlock(phone.page, who.name);
    await networkFlickers(phone.page, 1);
    await isQuiet(phone.page);
    await expect(phone.page.getByText(/cần bạn xem/)).toHaveCount(0);
    await lock(phone.page);
  }

  // Every entry stands in the books once, on the day and at the minute of a right clock.
  const window = { from: addDays(dayOf(begun), 1), to: dayOf(noon) };
  expect((await booksOf(office, window)).toSorted()).toEqual(wanted.map(lineOf).toSorted());
  const taken = wanted.flatMap(({ words, hash }) => (hash ? [[words, hash] as const] : []));
  await expect
    .poll(
      async () => {
        // Pictures go after their entries.
        for (const who of people) {
          await unlock(phone.page, who.name);
          await networkFlickers(phone.page, 3);
          await phone.page.waitForTimeout(3000);
          await lock(phone.page);
        }
        return new Map(await picturesOf(office, window));
      },
      { timeout: 120_000 },
    )
    .toEqual(new Map(taken));
  const indicators = ['patrol.sessions', 'patrol.incidents', 'mediation.received'];
  await expect
    .poll(() => office.figures(communeId('07840'), indicators, window))
    .toEqual({
      'patrol.sessions': wanted.filter(({ form }) => form === 'patrol').length,
      'patrol.incidents': wanted.filter(({ form, words }) => form === 'patrol' && words !== '').length,
      'mediation.received': wanted.filter(({ form }) => form === 'mediation').length,
    });
  const { items } = await office.call<{ items: unknown[] }>('GET', 'sync/items');
  expect(items).toEqual([]);
  await phone.context.close();
  await proxy.close();
  await desk.close();
});

test('the same network makes a sender without identifiers of its own lose entries and write others twice', async ({
  browser,
}) => {
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const office = new Office(desk, demo);
  const proxy = await startFaultProxy(demo.address, 11);
  proxy.storm(0.85);
  // By the name under which the officer signed in: his cookie goes along.
  const sameSite = proxy.address.replace('127.0.0.1', 'localhost');
  const day = dayOf(Date.now());
  const areaId = communeId('07840');
  for (let n = 0; n < 60; n += 1) {
    const values = { day, place: { areaId }, patrollers: 2, content: `Đối chứng ${n}` };
    // It gives up after two tries, and each try is a new entry.
    for (let tries = 0; tries < 2; tries += 1) {
      const sent = await desk.request
        .put(`${sameSite}/api/v1/activities/${uuidv7()}`, {
          data: { form: 'patrol', formVersion: 1, values, state: 'submitted' },
          headers: { origin: demo.address },
        })
        .then((reply) => reply.ok())
        .catch(() => false);
      if (sent) break;
    }
  }
  const books = await booksOf(office, { from: day, to: day });
  const times = Array.from(
    { length: 60 },
    (_, n) => books.filter((line) => line.endsWith(` Đối chứng ${n}`)).length,
  );
  expect(times.filter((count) => count > 1).length).toBeGreaterThan(0);
  expect(times.filter((count) => count === 0).length).toBeGreaterThan(0);
  await proxy.close();
  await desk.close();
});

const setOut: Step[] = [{ tap: 'Bắt đầu tuần tra' }, { tap: 'Đi thôi' }, { see: 'Kết thúc tuần tra' }];

const whatHappened = (words: string): Step[] =>
  words ? [{ tap: 'Có việc' }, { type: words }] : [{ tap: 'Không có việc gì' }];
const comeBack: Step[] = [{ tap: 'Kết thúc tuần tra' }, { see: 'Bắt đầu tuần tra' }];

/** Whether the patrol goes on after the phone came back: its screen shows nothing before it has looked on the disk. */
async function goesOn(page: Page): Promise<boolean> {
  await page.getByRole('button', { name: /^(Bắt đầu|Đang) tuần tra/ }).click();
  const finish = page.getByRole('button', { name: 'Kết thúc tuần tra' });
  await finish.or(page.getByRole('button', { name: 'Đi thôi' })).waitFor();
  return finish.isVisible();
}

/** A picture as a phone takes it, with the place in it. */
async function picture(n: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 60 + (n % 120), sigma: 12 } as const;
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '21/1 16/1 0/1', GPSLongitude: '106/1 0/1 0/1' };
  const taken = await sharp({ create: { width: 1000, height: 750, channels: 3, background: '#000', noise } })
    .withExif({ IFD3: place })
    .jpeg({ quality: 70 })
    .toBuffer();
  expect(taken.includes('Exif')).toBe(true);
  return taken;
}

/** The day is the clock's; the note makes it one of its kind. */
function mediation(note: string): Step[] {
  return [
    { tap: 'Hòa giải' },
    { ask: 'Kết quả' },
    { tap: 'Hòa giải thành' },
    { ask: 'Ghi chú' },
    { type: note },
    { goOn: 'to the end' },
    { see: 'Bắt đầu tuần tra' },
  ];
}

/** The network comes so many times; each time the app tries, and the next comes when it has done what it could. */
async function networkFlickers(page: Page, times: number): Promise<void> {
  await page.evaluate(async (most) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let time = 0; time < most; time += 1) {
      window.dispatchEvent(new Event('online'));
      for (let frames = 0; frames < 6 || document.body.textContent.includes('Đang gửi…'); frames += 1)
        await frame();
    }
  }, times);
}

const dayOf = (at: number): string => todayInVietnam(new Date(at).toISOString());
const clockTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});
const timeOf = (at: number): string => clockTime.format(at);

const lineOf = ({ form, day, startTime, words }: Wanted): string =>
  [form, day, startTime ?? '', words].join(' ');
