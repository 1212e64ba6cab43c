import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, type Route, test } from '@playwright/test';
import { type Demo, signIn, startDemo } from './support/demo.ts';

const pin = '482917';
const planted = 'đèn đường hỏng chỗ cây gạo';
let demo: Demo;
test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

/** A code for somebody who records, made by the officer at his desk. */
async function codeFor(desk: BrowserContext, at: number): Promise<{ code: string; name: string }> {
  const { people } = await ask<{ people: { id: string; name: string }[] }>(desk, 'phones');
  const person = people[at];
  if (!person) throw new Error('nobody records in the demo');
  const reply = await desk.request.post(`${demo.address}/api/v1/phones/codes`, {
    data: { userId: person.id },
    headers: { origin: demo.address },
  });
  return { code: ((await reply.json()) as { code: string }).code, name: person.name };
}

async function ask<T>(desk: BrowserContext, where: string): Promise<T> {
  return (await (await desk.request.get(`${demo.address}/api/v1/${where}`)).json()) as T;
}

async function bind(page: Page, code: string): Promise<void> {
  await page.goto(`${demo.address}/field/#${code}`);
  await page.getByLabel('Tên máy').fill('Máy của tổ 2');
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByLabel('Gõ lại mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await page.getByRole('button', { name: 'Hòa giải', exact: true }).waitFor();
}

async function unlock(page: Page, name: string): Promise<void> {
  const choice = page.getByRole('button', { name });
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (await choice.isVisible()) await choice.click();
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
}

/** Four taps; `happened` is what is written where something did. */
async function patrol(page: Page, happened?: string): Promise<void> {
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).click();
  await page.getByRole('button', { name: happened ? 'Có việc' : 'Không có việc gì', exact: true }).click();
  if (happened) await page.getByLabel(/Việc gì/).fill(happened);
  await page.getByRole('button', { name: 'Kết thúc tuần tra' }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
}

async function isQuiet(page: Page): Promise<void> {
  await expect(page.getByText('Mọi bản ghi đã đến xã')).toBeVisible({ timeout: 60_000 });
}

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('a volunteer writes down a patrol without a network, after the app was closed, and it arrives once', async ({
  browser,
}) => {
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const { code, name } = await codeFor(desk, 1);
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await bind(page, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const before = await records(desk);

  await context.setOffline(true);
  await page.reload();
  await unlock(page, name);
  await patrol(page);
  await patrol(page, planted);
  await expect(page.getByText('2 bản ghi đang ở trên máy này')).toBeVisible();
  // Closed and opened again, still without a network: they are there.
  await page.reload();
  await unlock(page, name);
  await expect(page.getByText('2 bản ghi đang ở trên máy này')).toBeVisible();
  for (const where of ['', 'tuan-tra', 'hom-thu', 'may', 'ghi/outreach']) {
    await page.evaluate((hash) => {
      window.location.hash = `#/${hash}`;
    }, where);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const found = await new AxeBuilder({ page }).analyze();
    expect([where, found.violations.map(({ id }) => id)]).toEqual([where, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
  await page.evaluate(() => {
    window.location.hash = '#/';
  });

  await context.setOffline(false);
  await isQuiet(page);
  const after = await records(desk);
  expect(after - before).toBe(2);
  const found = await ask<{ items: unknown[] }>(
    desk,
    `activities?form=patrol&q=${encodeURIComponent(planted)}`,
  );
  expect(found.items).toHaveLength(1);
  await context.close();
  await desk.close();
});

async function records(desk: BrowserContext): Promise<number> {
  const { total } = await ask<{ total: { count: number } }>(desk, 'activities?form=patrol&limit=1');
  return total.count;
}

test('over a network that loses, doubles, delays and cuts off, every entry arrives exactly once', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const { code } = await codeFor(desk, 1);
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await bind(page, code);
  const before = await records(desk);
  let seed = 7;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  let faults = 0;
  const spoil = async (route: Route): Promise<void> => {
    const luck = next();
    if (luck < 0.4) return route.continue();
    faults += 1;
    if (luck < 0.55) return route.abort();
    // It arrives, and the answer is lost; or it arrives twice; or half of the answer does.
    const reply = await route.fetch();
    if (luck < 0.7) return route.abort();
    if (luck < 0.85) return route.fulfill({ response: await route.fetch() });
    const whole = await reply.body();
    return route.fulfill({
      status: 200,
      contentType: 'application/json',
      body: whole.subarray(0, whole.length / 2),
    });
  };
  await context.route('**/api/v1/sync/**', spoil);
  for (let night = 0; night < 12; night += 1) await patrol(page, `Buổi thứ ${night}`);
  await expect
    .poll(
      async () => {
        await page
          .getByRole('button', { name: 'Gửi ngay' })
          .click({ timeout: 1000 })
          .catch(() => undefined);
        return page.getByText('Mọi bản ghi đã đến xã').isVisible();
      },
      { timeout: 240_000, intervals: [500] },
    )
    .toBe(true);
  expect(faults).toBeGreaterThan(5);
  expect((await records(desk)) - before).toBe(12);
  await context.close();
  await desk.close();
});
