import { createHash } from 'node:crypto';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { type Demo, signIn, startDemo } from './support/demo.ts';
import { violationsOf } from './support/watch.ts';

const pin = '482917';
let demo: Demo;
test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

async function ask<T>(desk: BrowserContext, where: string): Promise<T> {
  return (await (await desk.request.get(`${demo.address}/api/v1/${where}`)).json()) as T;
}

async function bind(page: Page, desk: BrowserContext): Promise<string> {
  const { people } = await ask<{ people: { id: string; name: string }[] }>(desk, 'phones');
  const person = people[1];
  const reply = await desk.request.post(`${demo.address}/api/v1/phones/codes`, {
    data: { userId: person?.id },
    headers: { origin: demo.address },
  });
  await page.goto(`${demo.address}/field/#${((await reply.json()) as { code: string }).code}`);
  await page.getByLabel('Tên máy').fill('Máy của tổ 2');
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByLabel('Gõ lại mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await page.getByRole('button', { name: 'Hòa giải' }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  return person?.name ?? '';
}

async function unlock(page: Page, name: string, home: string): Promise<void> {
  const choice = page.getByRole('button', { name });
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (await choice.isVisible()) await choice.click();
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('button', { name: home }).waitFor();
}

/** As a camera writes it: grainy, sideways, with the place where it was taken. */
function cameraPicture(seed: number): Promise<Buffer> {
  return sharp({
    create: {
      width: 3000,
      height: 2000,
      channels: 3,
      background: { r: seed, g: 90, b: 120 },
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '21/1 1/1 1/1' } })
    .jpeg()
    .toBuffer();
}

test('pictures taken without a network arrive after a cut in the middle, as the phone held them and without a place', async ({
  browser,
}) => {
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const name = await bind(page, desk);

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).click();
  await page.getByRole('button', { name: 'Có việc', exact: true }).click();
  await page.getByLabel(/Việc gì/).fill('cột điện nghiêng ở đầu xóm');
  const camera = page.locator('input[type=file]');
  await camera.setInputFiles({
    name: 'a.heic',
    mimeType: 'image/heic',
    buffer: Buffer.from('not for browsers'),
  });
  await expect(page.getByText(/Máy không đọc được ảnh này/)).toBeVisible();
  for (const n of [1, 2]) {
    await camera.setInputFiles({
      name: `${n}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await cameraPicture(n * 80),
    });
    await expect(page.getByRole('img', { name: `Ảnh ${n}` })).toBeVisible();
  }
  expect(await violationsOf(page, 'everything')).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  if (process.env.SHOTS) await page.screenshot({ path: '/tmp/field-photos.png', fullPage: true });

  // The battery dies on the way: the pictures are with the patrol that goes on.
  await page.reload();
  await unlock(page, name, 'Đang tuần tra');
  await page.getByRole('button', { name: 'Đang tuần tra' }).click();
  await expect(page.getByLabel(/Việc gì/)).toHaveValue('cột điện nghiêng ở đầu xóm');
  await expect(page.getByRole('img', { name: 'Ảnh 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Kết thúc tuần tra' }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();

  // With a network the entry goes at once; each picture is cut off after its first piece.
  const held = new Map<string, string>();
  let pieces = 0;
  await context.route('**/api/v1/uploads**', async (route) => {
    const request = route.request();
    const metadata = await request.headerValue('upload-metadata');
    if (metadata) {
      const pairs = metadata.split(',').map((pair) => pair.trim().split(' '));
      const given = Object.fromEntries(
        pairs.map(([key, value = '']) => [key, Buffer.from(value, 'base64').toString()]),
      );
      held.set(given.id ?? '', given.sha256 ?? '');
    }
    if (request.method() === 'PATCH' && ++pieces > 1) return route.abort();
    return route.continue();
  });
  await context.setOffline(false);
  const records = () =>
    ask<{ items: { id: string; values: { photos?: string[] } }[] }>(
      desk,
      `activities?form=patrol&q=${encodeURIComponent('cột điện nghiêng')}`,
    );
  await expect.poll(async () => (await records()).items.length, { timeout: 45_000 }).toBe(1);
  const record = (await records()).items[0];
  await expect.poll(() => pieces, { timeout: 30_000 }).toBeGreaterThan(1);
  const state = () =>
    ask<{ items: { id: string; state: string; hash: string; redrawn: boolean }[] }>(
      desk,
      `activities/${record?.id}/attachments`,
    );
  expect((await state()).items.map((one) => one.state)).toContain('missing');
  await page.evaluate(() => {
    window.location.hash = '#/hom-thu';
  });
  await expect(page.getByText(/ảnh, ghi âm chưa đến xã/)).toBeVisible();

  // Killed in the middle, opened again with a whole network: it goes on where it was.
  await page.reload();
  await context.unroute('**/api/v1/uploads**');
  await unlock(page, name, 'Bắt đầu tuần tra');
  await expect
    .poll(async () => (await state()).items.map((one) => one.state), { timeout: 60_000 })
    .toEqual(['arrived', 'arrived']);
  for (const { id, hash, redrawn } of (await state()).items) {
    const content = await (await desk.request.get(`${demo.address}/api/v1/attachments/${id}`)).body();
    const sent = createHash('sha256').update(content).digest('hex');
    expect([sent, redrawn]).toEqual([hash, false]);
    if (held.has(id)) expect(sent).toBe(held.get(id));
    const described = await sharp(content).metadata();
    expect(described).toMatchObject({ format: 'jpeg', width: 1067, height: 1600 });
    expect(described.exif).toBeUndefined();
    expect(content.includes('PhoneMaker')).toBe(false);
  }
  expect(held.size).toBeGreaterThan(0);
  await context.close();
  await desk.close();
});

test('a picture that the commune does not take says why, holds up no other, and is sent again or given up', async ({
  browser,
}) => {
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await bind(page, desk);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).click();
  await page.getByRole('button', { name: 'Có việc', exact: true }).click();
  await page.getByLabel(/Việc gì/).fill('biển chỉ đường gãy ở ngã ba chợ Quýt');
  for (const n of [1, 2, 3]) {
    const buffer = await sharp({
      create: { width: 400, height: 300, channels: 3, background: { r: n * 80, g: 90, b: 120 } },
    })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${n}.jpg`, mimeType: 'image/jpeg', buffer });
    await expect(page.getByRole('img', { name: `Ảnh ${n}` })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Kết thúc tuần tra' }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();

  // The entry goes first; before its pictures follow, the officer takes two of them out of it.
  await context.route('**/api/v1/uploads**', (route) => route.abort());
  await context.setOffline(false);
  interface Entry {
    readonly id: string;
    readonly form: string;
    readonly formVersion: number;
    readonly revision: number;
    readonly values: { readonly photos?: readonly string[] };
  }
  const entry = async (): Promise<Entry | undefined> => {
    const where = `activities?form=patrol&q=${encodeURIComponent('chỉ đường gãy ở ngã ba chợ Quýt')}`;
    const [found] = (await ask<{ items: { id: string }[] }>(desk, where)).items;
    return found && ask<Entry>(desk, `activities/${found.id}`);
  };
  await expect.poll(entry, { timeout: 45_000 }).toBeTruthy();
  const [first = '', second = '', third = ''] = (await entry())?.values.photos ?? [];
  const leave = async (photos: readonly string[]): Promise<void> => {
    const now = await entry();
    if (!now) throw new Error('the entry is gone');
    const { form, formVersion, values, revision: baseRevision } = now;
    const data = { form, formVersion, state: 'submitted', baseRevision, values: { ...values, photos } };
    const headers = { origin: demo.address };
    const reply = await desk.request.put(`${demo.address}/api/v1/activities/${now.id}`, { data, headers });
    expect(reply.status(), await reply.text()).toBe(200);
  };
  await leave([third]);
  await context.unroute('**/api/v1/uploads**');
  await page.evaluate(() => {
    window.location.hash = '#/hom-thu';
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const refused = page.getByText('Bản ghi ở xã không có ảnh, ghi âm này', { exact: false });
  await expect(refused).toHaveCount(2, { timeout: 60_000 });
  const stateOf = async (id: string): Promise<string | undefined> =>
    (
      await ask<{ items: { id: string; state: string }[] }>(
        desk,
        `activities/${(await entry())?.id}/attachments`,
      )
    ).items.find((one) => one.id === id)?.state;
  await expect.poll(() => stateOf(third), { timeout: 30_000 }).toBe('arrived');
  expect(await violationsOf(page, 'everything')).toEqual([]);

  // The officer puts one back: it is sent again and arrives. The other one is given up.
  await leave([third, first]);
  const again = page.getByRole('button', { name: 'Gửi lại' });
  await again.first().click();
  await expect.poll(() => stateOf(first), { timeout: 30_000 }).toBe('arrived');
  await expect(refused).toHaveCount(1);
  await page.getByRole('button', { name: 'Bỏ ảnh, ghi âm này' }).click();
  await expect(refused).toHaveCount(0);
  expect((await entry())?.values.photos).not.toContain(second);
  await context.close();
  await desk.close();
});
