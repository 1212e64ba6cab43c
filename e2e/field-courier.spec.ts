import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { atTheOffice } from './support/at-the-office.ts';
import { bind, codeFor, isQuiet, patrol, phoneShape, unlock } from './support/field.ts';
import { go } from './support/screens.ts';

const here = atTheOffice();

/** Wakes the app's service worker as the browser does once there is a network; the page is any other of the program. */
async function wake(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/field/'));
      if (own) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin: here.demo.address,
    registrationId: await registered,
    tag: 'tiengmo-envelopes',
    lastChance: false,
  });
}

/** What waits in the phone's memory for the service worker. */
const envelopes = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('tiengmo-field');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('envelopes').objectStore('envelopes').getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result);
          };
        };
      }),
  );

const found = async (words: string): Promise<number> => {
  const path = `activities?form=patrol&q=${encodeURIComponent(words)}`;
  return (await here.office.call<{ items: unknown[] }>('GET', path)).items.length;
};

async function boundPhone(context: BrowserContext): Promise<{ page: Page; name: string }> {
  const { code, name } = await codeFor(here.office, 1);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await isQuiet(page);
  return { page, name };
}

test('what was written without a network arrives while the app is closed, and nobody had to unlock it', async ({
  browser,
}) => {
  const context = await browser.newContext(phoneShape);
  const { page, name } = await boundPhone(context);
  await context.setOffline(true);
  await patrol(page, 'gửi khi ứng dụng đóng');
  await patrol(page, 'bản ghi sẽ bị bỏ đi');
  // Taken back before it left: its envelope goes with it.
  await page.getByRole('button', { name: /Hòm thư/ }).click();
  await page.getByRole('button', { name: 'Bỏ bản ghi' }).first().click();
  await expect.poll(() => envelopes(page)).toHaveLength(1);
  const [waiting] = await envelopes(page);
  expect(Object.keys(waiting ?? {}).sort()).toEqual(['data', 'id', 'iv', 'person', 'phoneId']);
  await page.close();

  await context.setOffline(false);
  const other = await context.newPage();
  await other.goto(`${here.demo.address}/dang-nhap`);
  // The browser wakes it by itself, sooner or later; here it is not waited for.
  await wake(other);
  await expect.poll(() => found('gửi khi ứng dụng đóng'), { timeout: 30_000 }).toBe(1);
  await expect.poll(() => envelopes(other)).toHaveLength(0);
  await wake(other);

  // Opened without a network, the app knows that it may have left, and takes back nothing that is at the commune.
  await context.setOffline(true);
  await other.goto(`${here.demo.address}/field/`);
  await unlock(other, name);
  await other.getByRole('button', { name: /Hòm thư/ }).click();
  const card = other.getByRole('listitem');
  await expect(card).toHaveCount(1);
  await expect(card.getByText('chưa nghe xã trả lời')).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);

  // It learns the rest with the first contact, and sends nothing twice.
  await context.setOffline(false);
  await go(other, '');
  await isQuiet(other);
  await other.getByRole('button', { name: /Hòm thư/ }).click();
  await expect(other.getByText(/^Đã đến xã( ·|$)/)).toHaveCount(1);
  expect(await found('gửi khi ứng dụng đóng')).toBe(1);
  expect(await found('bị bỏ đi')).toBe(0);
  await context.close();
});

test('a lost phone that nobody can unlock hands in what it has and wipes itself, as the commune ordered', async ({
  browser,
}) => {
  const context = await browser.newContext(phoneShape);
  const { page } = await boundPhone(context);
  await context.setOffline(true);
  await patrol(page, 'viết trước khi máy mất');
  const [waiting] = await envelopes(page);
  const phoneId = String(waiting?.phoneId);
  await page.close();
  await here.office.call('POST', `phones/${phoneId}/wipe`);

  await context.setOffline(false);
  const other = await context.newPage();
  await other.goto(`${here.demo.address}/dang-nhap`);
  await wake(other);
  await expect.poll(() => found('viết trước khi máy mất'), { timeout: 30_000 }).toBe(1);
  await expect
    .poll(async () => {
      const { phones } = await here.office.call<{ phones: { id: string; state: string }[] }>('GET', 'phones');
      return phones.find(({ id }) => id === phoneId)?.state;
    })
    .toBe('wiped');
  await other.goto(`${here.demo.address}/field/`);
  // Whoever opens it is told what happened, and that nothing was lost by it.
  await expect(other.getByRole('heading', { name: 'Xã đã cho xóa một phần trên máy này' })).toBeVisible();
  await expect(other.getByText('không mất bản ghi nào')).toBeVisible();
  await other.getByRole('button', { name: 'Tôi biết rồi' }).click();
  await expect(other.getByRole('heading', { name: 'Gắn máy này với xã' })).toBeVisible();
  expect(await envelopes(other)).toEqual([]);
  await context.close();
});
