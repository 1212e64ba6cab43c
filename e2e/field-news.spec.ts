import { expect, type Page, test } from '@playwright/test';
import { atTheOffice } from './support/at-the-office.ts';
import { bind, codeFor, home, isQuiet, patrol, phoneShape, unlock } from './support/field.ts';

const here = atTheOffice();

interface Entry {
  readonly id: string;
  readonly form: string;
  readonly formVersion: number;
  readonly revision: number;
  readonly values: Record<string, unknown>;
}

async function entryOf(words: string): Promise<Entry> {
  const { items } = await here.office.call<{ items: Entry[] }>(
    'GET',
    `activities?form=patrol&q=${encodeURIComponent(words)}`,
  );
  const [entry] = items;
  if (!entry) throw new Error(`no entry says ${words}`);
  return entry;
}

/** Fetches what is new, as the app does when it comes into sight again. */
const fetchNow = (page: Page): Promise<unknown> =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

test('what the commune did to entries is told on the phone in plain words, once, and seen on the entries', async ({
  browser,
}) => {
  const { code, name } = await codeFor(here.office, 1);
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  await bind(page, here.demo.address, code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  for (const words of ['cổng xóm trên', 'cổng xóm giữa', 'cổng xóm dưới']) await patrol(page, words);
  await isQuiet(page);

  const edited = await entryOf('cổng xóm trên');
  const { form, formVersion, revision, values } = edited;
  const save = { form, formVersion, state: 'submitted', baseRevision: revision };
  await here.office.call('PUT', `activities/${edited.id}`, { ...save, values: { ...values, patrollers: 9 } });
  const act = async (words: string, action: string, reason: string): Promise<void> => {
    const { id, revision: baseRevision } = await entryOf(words);
    await here.office.call('POST', `activities/${id}/transitions`, { action, reason, baseRevision });
  };
  await act('cổng xóm giữa', 'return', 'Xin ghi rõ mấy giờ.');
  await act('cổng xóm dưới', 'void', 'Ghi hai lần.');

  await fetchNow(page);
  await expect(page.getByText('3 tin mới về bản ghi của bạn')).toBeVisible();
  await page.getByRole('button', { name: /Hòm thư/ }).click();
  const news = page.getByRole('region', { name: 'Xã đã sửa bản ghi của bạn' });
  await expect(news.getByText(/: \d+ → 9$/u)).toBeVisible();
  await expect(news.getByText('Lý do: Xin ghi rõ mấy giờ.')).toBeVisible();
  await expect(news.getByText('Xã đã hủy: không tính vào số liệu nữa')).toBeVisible();
  await expect(page.getByText('Đã đến xã · xã trả lại')).toBeVisible();
  await expect(page.getByText('Đã đến xã · xã đã hủy')).toBeVisible();

  // Seen is seen, also after the phone was put away; what has been seen can be looked up.
  await news.getByRole('button', { name: 'Đã xem cả 3 tin' }).click();
  await page.reload();
  await unlock(page, name);
  await home(page).waitFor();
  await expect(page.getByText('tin mới về bản ghi')).toBeHidden();
  await page.getByRole('button', { name: /Hòm thư/ }).click();
  await page.getByText('Tin đã xem (3)').click();
  await expect(news.getByText('Lý do: Ghi hai lần.')).toBeVisible();
  await context.close();
});
