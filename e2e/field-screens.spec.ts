import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { stops, type There } from './pages/field-stops.ts';
import { atTheOffice } from './support/at-the-office.ts';
import { bind, bindAnother, isQuiet, lock, patrol, phoneShape, pin } from './support/field.ts';
import { go, lookAt, lookAtBoth, nameless } from './support/screens.ts';
import { shapeFaults, watch } from './support/watch.ts';

// Every screen of the field app on a small phone, in both languages and with letters of twice the size.
const recorder = 'Đỗ Văn Nhàn';
const here = atTheOffice();

const submit = 'main form button[type=submit]';

/** Answers the question that is asked with whatever fits. */
async function answer(page: Page): Promise<void> {
  const pressed = page.locator('main form button[aria-pressed=true]');
  const choice = page.locator('main form button[aria-pressed]').first();
  const long = page.locator('main form textarea');
  const typed = page.locator('main form input:not([type=date], [type=time], [type=file])');
  if (await long.isVisible()) await long.fill('Nhắc đóng cổng');
  else if ((await choice.count()) > 0) {
    if ((await pressed.count()) === 0) await choice.click();
  } else
    for (const field of await typed.all())
      if ((await field.inputValue()) === '')
        await field.fill((await field.getAttribute('inputmode')) === null ? 'Nhà văn hóa' : '3');
}

/** Every question of a form; the first of its kind is looked at in full, the others for their shape. */
async function throughForm(
  page: Page,
  form: string,
  language: 'vi' | 'en',
  kinds: Set<string>,
): Promise<void> {
  await go(page, `ghi/${form}`);
  const place = page.locator('main > p').first();
  for (let at = 1; ; at += 1) {
    await expect(place).toHaveText(new RegExp(`^\\D+${at}\\D`, 'u'));
    const kind = await page.locator('main form').evaluate((shown) =>
      [...shown.querySelectorAll('input, textarea, fieldset, button, img, audio')]
        .map((one) => `${one.tagName} ${one.getAttribute('type')} ${one.getAttribute('inputmode')}`)
        .filter((name, place, all) => all.indexOf(name) === place)
        .join(),
    );
    const where = `ghi-${form}-${at}`;
    const isSeen = kinds.has(kind);
    kinds.add(kind);
    // What is wrong with the looks of a kind of question is so in any language.
    if (!isSeen && language === 'vi') await lookAt(page, where, language);
    else
      expect
        .soft([...(await shapeFaults(page)), ...(await nameless(page))], `${language} ${where}`)
        .toEqual([]);
    const [, all] = ((await place.textContent()) ?? '').match(/\d+/gu) ?? [];
    if (String(at) === all) break;
    await answer(page);
    await page.locator(submit).click();
  }
  await page.locator('main > button').last().click();
  await page.locator('header').waitFor();
}

/** Somebody at the commune has written, planned a check and opened a campaign: what the screens then show. */
async function prepare(): Promise<{ code: string }> {
  const { people } = await here.office.call<{ people: { id: string; name: string; areaId: string }[] }>(
    'GET',
    'phones',
  );
  const who = people.find(({ name }) => name === recorder);
  if (!who) throw new Error('nobody of that name records in the demo');
  const sites = `model-sites?areaId=${who.areaId}&state=active&state=dormant&state=launched`;
  const { items } = await here.office.call<{ items: { id: string }[] }>('GET', sites);
  await here.office.call('PUT', `model-sites/${items[0]?.id}/tasks`, {
    ...{ kind: 'check', dueOn: new Date().toISOString().slice(0, 10) },
  });
  await here.office.call('PUT', `messages/${uuidv7()}`, {
    text: 'Chiều mai 15 giờ họp giao ban ở nhà văn hóa.',
    areaIds: [who.areaId],
  });
  return here.office.call('POST', 'phones/codes', { userId: who.id });
}

/** What there is on the phone, as the app itself shows it. */
async function thingsOn(page: Page): Promise<There> {
  const hashOf = async (name: RegExp): Promise<string> => {
    await go(page, '');
    await page.getByRole('button', { name }).first().click();
    await page.waitForURL(/#\/.+/u);
    return page.evaluate(() => window.location.hash.slice(2));
  };
  const task = (await hashOf(/^Kiểm tra .*hạn/u)).split('/')[1] ?? '';
  const campaign = (await hashOf(/^Ký cam kết:/u)).split('/')[1] ?? '';
  await page.locator('main li button').first().click();
  await page.waitForURL(/cam-ket\/[^/]+\/.+/u);
  const door = await page.evaluate(() => window.location.hash.split('/')[3] ?? '');
  await go(page, '');
  const { forms } = await here.office.call<{ forms: { code: string }[] }>('GET', 'forms');
  return {
    task,
    campaign,
    door,
    forms: forms.map(({ code }) => code).filter((code) => code !== 'modelSite'),
  };
}

test('every screen of the field app is in the table', () => {
  const source = readFileSync(
    path.resolve(import.meta.dirname, '../src/modules/sync/web/field/Screens.tsx'),
    'utf8',
  );
  const routes = [...source.matchAll(/case '([\w-]+)':/gu)].map((match) => match[1] ?? '');
  expect(routes.length).toBeGreaterThan(8);
  expect([...new Set(stops.map(({ route }) => route))].toSorted()).toEqual([...routes, 'home'].toSorted());
});

test('every screen is usable by everybody: at 360 px, with great letters, by keyboard and by ear, in both languages', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ ...phoneShape, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const watched = watch(page);
  const { code } = await prepare();
  await page.goto(`${here.demo.address}/field/`);
  await page.getByLabel('Tên máy').waitFor();
  await lookAtBoth(page, 'door-bind');
  await page.goto('about:blank');
  await bind(page, here.demo.address, code);
  await patrol(page, 'Nhắc một nhà đóng cổng ban đêm');
  await page
    .getByRole('button', { name: /^Kiểm tra .*hạn/u })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Ký cam kết:/u }).waitFor();
  await isQuiet(page);
  const there = await thingsOn(page);
  for (const language of ['vi', 'en'] as const) {
    if (language === 'en') {
      await go(page, 'may');
      await page.getByRole('button', { name: 'English' }).click();
    }
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const { route, state, hash, act, leave } of stops) {
      await go(page, hash(there));
      await act?.(page);
      await lookAt(page, [route, state].filter(Boolean).join('-'), language);
      await leave?.(page);
    }
    const kinds = new Set<string>();
    for (const form of there.forms) await throughForm(page, form, language, kinds);
  }
  await go(page, 'may');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  expect.soft(watched.take(), 'behind the screens').toEqual([]);
  await go(page, '');
  await lock(page);
  await lookAtBoth(page, 'door-pin');
  const { people } = await here.office.call<{ people: { id: string; name: string }[] }>('GET', 'phones');
  const second = people.find(({ name }) => name !== recorder);
  const again = await here.office.call<{ code: string }>('POST', 'phones/codes', { userId: second?.id });
  await bindAnother(page, again.code);
  await lock(page);
  await lookAtBoth(page, 'door-who');
  // Bound once more with another PIN: the part that is there is asked about.
  const third = await here.office.call<{ code: string }>('POST', 'phones/codes', { userId: second?.id });
  await page.getByRole('button', { name: 'Thêm người dùng máy này' }).click();
  await page.getByLabel('Mã của xã').fill(third.code);
  for (const name of ['Mã PIN của bạn', 'Gõ lại mã PIN'])
    await page.getByLabel(name).fill([...pin].toReversed().join(''));
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await page.getByRole('heading', { name: 'Bạn đã có một phần trên máy này' }).waitFor();
  await lookAt(page, 'door-old', 'vi');
  await context.close();
});
