import { expect, type Route, test } from '@playwright/test';
import { atTheOffice } from './support/at-the-office.ts';
import { bind, codeFor, isQuiet, patrol, phoneShape, unlock } from './support/field.ts';
import { go, lookAtBoth, lookInside } from './support/screens.ts';

const planted = 'đèn đường hỏng chỗ cây gạo';
const here = atTheOffice();

test('a volunteer writes down a patrol without a network, after the app was closed, and it arrives once', async ({
  browser,
}) => {
  const { code, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const before = await records();

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

  await context.setOffline(false);
  await isQuiet(page);
  const after = await records();
  expect(after - before).toBe(2);
  const found = await here.office.call<{ items: unknown[] }>(
    'GET',
    `activities?form=patrol&q=${encodeURIComponent(planted)}`,
  );
  expect(found.items).toHaveLength(1);
  await context.close();
});

async function records(): Promise<number> {
  const { total } = await here.office.call<{ total: { count: number } }>(
    'GET',
    'activities?form=patrol&limit=1',
  );
  return total.count;
}

test('over a network that loses, doubles, delays and cuts off, every entry arrives exactly once', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { code } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  const before = await records();
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
  expect((await records()) - before).toBe(12);
  await context.close();
});

test('what was sent and not answered may be at the commune: it is not taken off the phone as if it had never been', async ({
  browser,
}) => {
  const { code } = await codeFor(here.office, 0);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await isQuiet(page);
  const before = await records();
  // It arrives, and the answer is lost.
  await context.route('**/api/v1/sync/commands', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await patrol(page, 'xe lạ đỗ trước cổng trường');
  await expect.poll(records).toBe(before + 1);
  await go(page, 'hom-thu');
  const card = page.getByRole('listitem').filter({ hasText: 'Số vụ việc: 1' });
  await expect(card.getByText('chưa nghe xã trả lời')).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);
  await lookInside(page, 'hom-thu', 'outbox in doubt');

  // Without any network nothing leaves: what is written then can be taken back at once.
  await context.setOffline(true);
  await context.unroute('**/api/v1/sync/commands');
  await go(page, '');
  await patrol(page);
  await go(page, 'hom-thu');
  await page
    .getByRole('listitem')
    .filter({ hasNotText: 'Số vụ việc: 1' })
    .getByRole('button', { name: 'Bỏ bản ghi' })
    .click();
  await expect(page.getByRole('listitem')).toHaveCount(1);

  await context.setOffline(false);
  await go(page, '');
  await isQuiet(page);
  expect(await records()).toBe(before + 1);
  await context.close();
});

test('a browser that gives the app no memory says that nothing is lost, and what to do', async ({
  browser,
}) => {
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no memory for you', 'InvalidStateError');
    };
  });
  await page.goto(`${here.demo.address}/field/`);
  await expect(page.getByRole('heading', { name: 'Chưa mở được bộ nhớ của ứng dụng' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Bản ghi trên máy không mất');
  await expect(page.getByRole('button', { name: 'Mở lại' })).toBeVisible();
  await lookAtBoth(page, 'no-memory');
  await context.close();
});
