import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { todayInVietnam } from '../src/platform/dates.ts';
import { type Demo, startDemo } from './support/demo.ts';
import { bind, codeFor, deskOf, isQuiet, lock, phoneShape, unlock } from './support/field.ts';
import { Office } from './support/office.ts';

let demo: Demo;
test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

test('what is tapped twice is written once, and what is still being taken is in the entry', async ({
  browser,
}) => {
  const desk = await deskOf(await browser.newContext(), demo);
  const office = new Office(desk, demo);
  const context = await browser.newContext({
    ...phoneShape,
    geolocation: { latitude: 21.03, longitude: 105.85 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  // A place is found only when the test says so.
  await page.addInitScript(() => {
    const { geolocation } = navigator;
    const find = geolocation.getCurrentPosition.bind(geolocation);
    geolocation.getCurrentPosition = (found, failed, how) => {
      window.addEventListener('sky', () => find(found, failed, how), { once: true });
    };
  });
  await bind(page, demo.address, (await codeFor(office, 1)).code);

  // Finished, twice, while the picture is still made small.
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).dblclick();
  await page.getByRole('button', { name: 'Có việc', exact: true }).click();
  await page.getByLabel(/Việc gì/).fill('cây đổ chắn lối vào đình');
  await page.getByRole('button', { name: 'Chụp ảnh' }).waitFor();
  const create = { width: 3000, height: 2000, channels: 3 as const, background: { r: 90, g: 90, b: 120 } };
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const picture = await sharp({ create: { ...create, noise } })
    .jpeg()
    .toBuffer();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: picture });
  await page.getByRole('button', { name: 'Kết thúc tuần tra' }).dblclick();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
  const patrols = () =>
    office.call<{ items: { values: { photos?: string[] } }[] }>(
      'GET',
      `activities?form=patrol&q=${encodeURIComponent('chắn lối vào đình')}`,
    );
  await expect.poll(async () => (await patrols()).items.length, { timeout: 45_000 }).toBe(1);
  expect((await patrols()).items[0]?.values.photos).toHaveLength(1);

  // A place that is found late stands beside what was answered meanwhile.
  await page.evaluate(() => {
    window.location.hash = '#/ghi/incident';
  });
  const next = page.getByRole('button', { name: /^(Tiếp|Để trống|Lưu)$/ });
  const question = page.locator('legend, label').first();
  await question.waitFor();
  for (;;) {
    const words = (await question.textContent()) ?? '';
    if (words === 'Vị trí') break;
    const choice = page.locator('fieldset li button').first();
    const isChosen = (await page.locator('[aria-pressed=true]').count()) > 0;
    if ((await choice.isVisible()) && !isChosen) await choice.click();
    if (await page.locator('textarea').isVisible()) await page.locator('textarea').fill('mất xe ở bãi đình');
    await next.click();
    await expect(question).not.toHaveText(words);
  }
  await page.getByRole('button', { name: 'Lấy vị trí lúc này' }).click();
  await page.getByRole('button', { name: /Quay lại/ }).click();
  await expect(question).not.toHaveText('Vị trí');
  await page.evaluate(() => window.dispatchEvent(new Event('sky')));
  await next.click();
  await expect(page.getByRole('button', { name: 'Bỏ vị trí' })).toBeVisible();
  // Saved, twice, while it is looked for once more: the entry waits for it.
  await page.getByRole('button', { name: 'Bỏ vị trí' }).click();
  await page.getByRole('button', { name: 'Lấy vị trí lúc này' }).click();
  await next.click();
  await expect(page.getByText('Đợi một chút')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('sky')));
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
  const incidents = () =>
    office.call<{ items: { values: { point?: object } }[] }>(
      'GET',
      `activities?form=incident&q=${encodeURIComponent('mất xe ở bãi đình')}`,
    );
  await expect.poll(async () => (await incidents()).items.length, { timeout: 45_000 }).toBe(1);
  expect((await incidents()).items[0]?.values.point).toMatchObject({ latitude: 21.03 });
  await context.close();
  await desk.close();
});

test('the right time is heard while an entry is being written: its day goes by it, and nothing has to be mended', async ({
  browser,
}) => {
  const desk = await deskOf(await browser.newContext(), demo);
  const office = new Office(desk, demo);
  const context = await browser.newContext(phoneShape);
  await context.clock.install({ time: Date.now() });
  const page = await context.newPage();
  const { code, name } = await codeFor(office, 0);
  await bind(page, demo.address, code);
  await isQuiet(page);

  // Away from the network its clock goes two days ahead.
  await lock(page);
  await context.setOffline(true);
  await page.clock.setSystemTime(Date.now() + 2 * 86_400_000);
  await unlock(page, name);
  await page.getByRole('button', { name: 'Hòa giải' }).click();
  const next = page.getByRole('button', { name: /^(Tiếp|Để trống|Lưu)$/ });
  await next.waitFor();
  const heard = page.waitForResponse((reply) => reply.url().includes('/sync/') && reply.ok());
  await context.setOffline(false);
  await heard;
  const question = page.locator('main form legend, main form label').first();
  while (await next.isVisible()) {
    const words = (await question.textContent()) ?? '';
    const isChosen = (await page.locator('[aria-pressed=true]').count()) > 0;
    const choice = page.locator('fieldset li button').first();
    if ((await choice.isVisible()) && !isChosen) await choice.click();
    const long = page.locator('main form textarea');
    if (await long.isVisible()) await long.fill('hai nhà chung bờ rào');
    await next.click();
    await expect(page.getByText(words, { exact: true })).toBeHidden();
  }
  const mediations = () =>
    office.call<{ items: { day: string }[] }>(
      'GET',
      `activities?form=mediation&q=${encodeURIComponent('hai nhà chung bờ rào')}`,
    );
  await expect.poll(async () => (await mediations()).items.length, { timeout: 45_000 }).toBe(1);
  expect((await mediations()).items[0]?.day).toBe(todayInVietnam(new Date().toISOString()));
  await context.close();
  await desk.close();
});
