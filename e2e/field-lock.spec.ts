import { expect, type Page, test } from '@playwright/test';
import { atTheOffice } from './support/at-the-office.ts';
import { bind, bindAnother, codeFor, lock, patrol, phoneShape, pin, unlock } from './support/field.ts';

const here = atTheOffice();

async function tryPin(page: Page, digits: string): Promise<void> {
  const field = page.getByLabel('Mã PIN của bạn');
  await field.fill(digits);
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByText(/Mã PIN không đúng|Sai nhiều lần quá/)).toBeVisible();
}

/** The phone's own lock, as Chromium's developer tools play it: it knows its owner and gives out secrets. */
async function addPhoneLock(page: Page): Promise<{ answers(yes: boolean): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
      isUserVerified: true,
    },
  });
  return {
    answers: async (yes) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes });
    },
  };
}

test('wrong PINs are counted on the phone: who starts the app anew gets no new tries', async ({
  browser,
}) => {
  const { code, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  for (const digits of ['111222', '333444', '555666', '777888']) await tryPin(page, digits);
  await expect(page.getByText('Mã PIN không đúng')).toBeVisible();
  await page.reload();
  await tryPin(page, '999000');
  await expect(page.getByText(/Đợi 1\d giây/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mở', exact: true })).toBeDisabled();
  // Ended and started again: it waits anew, however the clock is set meanwhile.
  await context.clock.install({ time: Date.now() + 86_400_000 });
  await page.reload();
  await expect(page.getByText(/Đợi 1\d giây/)).toBeVisible();
  await context.clock.runFor(16_000);
  await unlock(page, name);
  // The right one sets the count back.
  await page.reload();
  await tryPin(page, '111222');
  await expect(page.getByText('Mã PIN không đúng')).toBeVisible();
  // Another PIN needs the old one, and so does who finds the app open.
  await unlock(page, name);
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await page.getByText('Đổi mã PIN').first().click();
  await page.getByLabel('Mã PIN đang dùng').fill('111222');
  await page.getByLabel('Mã PIN mới').fill('739155');
  await page.getByLabel('Gõ lại mã PIN').fill('739155');
  await page.getByRole('button', { name: 'Đổi mã PIN' }).click();
  await expect(page.getByText('Mã PIN không đúng')).toBeVisible();
  await page.getByLabel('Mã PIN đang dùng').fill(pin);
  await page.getByRole('button', { name: 'Đổi mã PIN' }).click();
  await expect(page.getByText('Đã đổi mã PIN')).toBeVisible();
  await page.getByRole('button', { name: 'Khóa máy' }).click();
  await tryPin(page, pin);
  // Ten minutes without a touch lock it, in sight or not.
  await page.getByLabel('Mã PIN của bạn').fill('739155');
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
  await context.clock.runFor(11 * 60_000);
  await expect(page.getByRole('heading', { name: /Mã PIN của/ })).toBeVisible();
  await context.close();
});

test('no way round the screen shortens the wait: not back to the names, not a new binding', async ({
  browser,
}) => {
  const first = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, first.code);
  await lock(page);
  await bindAnother(page, (await codeFor(here.office, 0)).code);
  await lock(page);
  const open = page.getByRole('button', { name: 'Mở', exact: true });
  await page.getByRole('button', { name: first.name, exact: true }).click();
  for (const digits of ['111222', '333444', '555666', '777888', '999000']) await tryPin(page, digits);
  await page.getByRole('button', { name: /Quay lại/ }).click();
  await page.getByRole('button', { name: first.name, exact: true }).click();
  await expect(page.getByText(/Đợi 1\d giây/)).toBeVisible();
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await expect(open).toBeDisabled();
  // Bound once more, the old part asks for its PIN: it waits as well, longer, as the new PIN was tried on it.
  await page.getByRole('button', { name: 'Thêm người dùng máy này' }).click();
  await page.getByLabel('Mã của xã').fill((await codeFor(here.office, 1)).code);
  await page.getByLabel('Mã PIN của bạn').fill('620418');
  await page.getByLabel('Gõ lại mã PIN').fill('620418');
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await expect(page.getByText(/Đợi \d+ giây/)).toBeVisible();
  await page.getByLabel('Mã PIN đang dùng').fill(pin);
  const keep = page.getByRole('button', { name: 'Giữ bản ghi cũ' });
  await expect(keep).toBeDisabled();
  await expect(keep).toBeEnabled({ timeout: 60_000 });
  await keep.click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
  await context.close();
});

test('the phone’s own lock opens a part besides the PIN, without a network, as long as one person uses the phone', async ({
  browser,
}) => {
  const { code, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  const phoneLock = await addPhoneLock(page);
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await page.getByText('Mở bằng vân tay hoặc khuôn mặt').click();
  await page.getByRole('button', { name: 'Dùng khóa của máy' }).click();
  await expect(page.getByText('Lần sau mở được bằng khóa của máy')).toBeVisible();

  await context.setOffline(true);
  await page.reload();
  const byLock = page.getByRole('button', { name: /Mở bằng vân tay/ });
  await byLock.click();
  await patrol(page);
  // The PIN goes on working, and the lock helps who forgot it to another one.
  await lock(page);
  await unlock(page, name);
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await page.getByText('Đổi mã PIN').first().click();
  await page.getByLabel('Mã PIN mới').fill('739155');
  await page.getByLabel('Gõ lại mã PIN').fill('739155');
  await page.getByRole('button', { name: 'Quên mã cũ' }).click();
  await expect(page.getByText('Đã đổi mã PIN')).toBeVisible();

  // A second person: from now on whoever knows the screen's lock could open both, so it opens neither.
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Khóa máy' }).click();
  // A finger that the phone does not know opens nothing.
  await phoneLock.answers(false);
  await byLock.click();
  await expect(page.getByText('Chưa mở được bằng khóa của máy')).toBeVisible();
  const second = await codeFor(here.office, 0);
  await bindAnother(page, second.code);
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await expect(page.getByText('Máy này nhiều người dùng')).toBeVisible();
  await page.getByRole('button', { name: 'Khóa máy' }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByLabel('Mã PIN của bạn').waitFor();
  await expect(byLock).toBeHidden();
  await context.close();
});
