import { expect, test } from '@playwright/test';
import { atTheOffice } from './support/at-the-office.ts';
import { signIn } from './support/demo.ts';
import { bind, codeFor, isQuiet, lock, patrol, phoneShape, pin, unlock } from './support/field.ts';
import { Office } from './support/office.ts';
import { lookAtBoth, lookInside } from './support/screens.ts';

const here = atTheOffice();

test('who is bound once more on the same phone keeps what he wrote', async ({ browser }) => {
  const first = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, first.code);
  await context.setOffline(true);
  await patrol(page, 'viết trước khi gắn lại');
  await lock(page);
  await context.setOffline(false);
  const again = await codeFor(here.office, 1);
  await page.getByRole('button', { name: 'Thêm người dùng máy này' }).click();
  await page.getByLabel('Mã của xã').fill(again.code);
  await page.getByLabel('Mã PIN của bạn').fill('620418');
  await page.getByLabel('Gõ lại mã PIN').fill('620418');
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await expect(page.getByRole('heading', { name: 'Bạn đã có một phần trên máy này' })).toBeVisible();
  await page.getByLabel('Mã PIN đang dùng').fill(pin);
  await page.getByRole('button', { name: 'Giữ bản ghi cũ' }).click();
  await isQuiet(page);
  const found = await here.office.call<{ items: unknown[] }>(
    'GET',
    `activities?form=patrol&q=${encodeURIComponent('viết trước khi gắn lại')}`,
  );
  expect(found.items).toHaveLength(1);
  await context.close();
});

test('a phone that the commune disconnected keeps all entries, and takes up again with a new code', async ({
  browser,
}) => {
  const { code, userId, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await isQuiet(page);
  await context.setOffline(true);
  await patrol(page, 'viết khi máy đã bị ngắt');
  const admin = await browser.newContext();
  await signIn(admin, here.demo, 'quan.tri');
  await new Office(admin, here.demo).call('DELETE', `accounts/${userId}/sessions`);
  await admin.close();
  await context.setOffline(false);
  const again = page.getByRole('button', { name: 'Gắn lại bằng mã mới' });
  await again.waitFor();
  await lookInside(page, '', 'home-disconnected');

  // Somebody else's code opens nothing here; the person's own does, with all that was written.
  await page.getByLabel('Mã của xã').fill('abcd-efgh-jkmn');
  await again.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Mã' })).toBeVisible();
  await page.getByLabel('Mã của xã').fill((await codeFor(here.office, 1)).code);
  await again.click();
  await unlock(page, name);
  await isQuiet(page);
  const found = await here.office.call<{ items: unknown[] }>(
    'GET',
    `activities?form=patrol&q=${encodeURIComponent('viết khi máy đã bị ngắt')}`,
  );
  expect(found.items).toHaveLength(1);
  await context.close();
});

test('a part that left the phone is closed in every window, and nothing of it stands in the way of a new one', async ({
  browser,
}) => {
  const { code, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await isQuiet(page);
  const other = await context.newPage();
  await other.goto(`${here.demo.address}/field/`);
  await unlock(other, name);
  await isQuiet(other);
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await page.locator('summary').filter({ hasText: 'Bỏ phần của tôi' }).click();
  await page.getByRole('button', { name: 'Bỏ phần của tôi' }).click();
  await expect(page.getByRole('heading', { name: 'Gắn máy này với xã' })).toBeVisible();
  // The other window hears of it with what it does next, and keeps nothing under a key that is gone.
  await other.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await other.getByRole('button', { name: 'Đi thôi' }).click();
  await expect(other.getByRole('heading', { name: 'Gắn máy này với xã' })).toBeVisible();
  await other.close();
  const again = await codeFor(here.office, 1);
  await page.goto('about:blank');
  await bind(page, here.demo.address, again.code);
  await isQuiet(page);
  await page.reload();
  await unlock(page, name);
  await patrol(page);
  await isQuiet(page);
  await context.close();
});

test('before a part leaves the phone it is said what is lost and what stays, and what can be saved first', async ({
  browser,
}) => {
  const { code } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await isQuiet(page);

  // At the phone's own screen: nothing is lost, until something is written that can't go.
  const leave = page.locator('summary').filter({ hasText: 'Bỏ phần của tôi' });
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await leave.click();
  await expect(page.getByText('bỏ đi không mất bản ghi nào')).toBeVisible();
  await page.getByRole('button', { name: /Quay lại/ }).click();
  await context.setOffline(true);
  await patrol(page, 'chưa kịp gửi');
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await leave.click();
  await expect(page.getByText('Sẽ mất: 1 bản ghi chưa đến xã')).toBeVisible();
  await expect(page.getByText('phần của người khác trên máy này')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất ra tệp trước đã' }).click();
  expect((await download).suggestedFilename()).toMatch(/^tieng-mo-.*\.json$/u);
  // One tap takes nothing off.
  await page.getByRole('button', { name: 'Bỏ phần của tôi' }).click();
  await expect(page.getByRole('button', { name: 'Chạm lần nữa để bỏ hẳn' })).toBeVisible();
  await page.getByRole('button', { name: 'Khóa máy' }).click();

  // Who forgot the PIN is told the same; what is sealed for the commune goes without it.
  await page.getByText('Quên mã PIN').click();
  await expect(page.getByText('Sẽ mất: 1 bản ghi chưa đến xã')).toBeVisible();
  await page.getByRole('button', { name: 'Gửi những gì gửi được' }).click();
  await expect(page.getByText('máy chưa có mạng')).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Gửi những gì gửi được' }).click();
  await expect(page.getByText('bỏ đi không mất bản ghi nào')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ phần của tôi' }).click();
  await expect(page.getByRole('heading', { name: 'Gắn máy này với xã' })).toBeVisible();
  const found = await here.office.call<{ items: unknown[] }>(
    'GET',
    `activities?form=patrol&q=${encodeURIComponent('chưa kịp gửi')}`,
  );
  expect(found.items).toHaveLength(1);

  // Wiped by the commune's order: the phone says so, and what was lost by it.
  const again = await codeFor(here.office, 1);
  await page.goto('about:blank');
  await bind(page, here.demo.address, again.code);
  await isQuiet(page);
  const { phones } = await here.office.call<{ phones: { id: string; boundAt: string }[] }>('GET', 'phones');
  const [last] = phones.toSorted((a, b) => (a.boundAt < b.boundAt ? 1 : -1));
  await here.office.call('POST', `phones/${last?.id}/wipe`);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByRole('heading', { name: 'Xã đã cho xóa một phần trên máy này' })).toBeVisible();
  await expect(page.getByText('không mất bản ghi nào')).toBeVisible();
  await lookAtBoth(page, 'wiped');
  await page.getByRole('button', { name: 'Tôi biết rồi' }).click();
  await expect(page.getByRole('heading', { name: 'Gắn máy này với xã' })).toBeVisible();
  await context.close();
});
