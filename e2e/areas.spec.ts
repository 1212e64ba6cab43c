import { type APIRequestContext, expect, type Page, request, test } from '@playwright/test';
import { type Program, startProgram } from './support/program.ts';
import { violationsOf } from './support/watch.ts';

const password = 'cối xay gạo bên sông';
let program: Program;
let page: Page;

test.beforeAll(async ({ browser }) => {
  program = await startProgram();
  const admin = await request.newContext({
    baseURL: program.address,
    extraHTTPHeaders: { origin: program.address },
  });
  const { hits } = await answer(admin.get('/api/v1/areas/search?kinds=commune&q=before:07846'));
  const areaId = hits[0].id as string;
  await answer(
    admin.post('/api/v1/setup', {
      data: {
        token: /ma=(\S+)/.exec(program.setupLink ?? '')?.[1],
        areaId,
        agencyName: 'Công an phường Hiệp Hòa',
        parentAgencyName: 'Công an thành phố Bắc Ninh',
        placeName: 'Hiệp Hòa',
        administrator: { username: 'quantri', displayName: 'Người quản trị', password },
      },
    }),
  );
  const own = await browser.newContext({
    baseURL: program.address,
    storageState: await admin.storageState(),
    viewport: { width: 1440, height: 950 },
  });
  page = await own.newPage();
});
test.afterAll(() => program.stop());

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read here as a script would
async function answer(sent: ReturnType<APIRequestContext['get']>): Promise<any> {
  const reply = await sent;
  expect(reply.ok(), await reply.text()).toBe(true);
  return reply.json();
}

test('hamlets are typed in as in a spreadsheet, one is renamed and gets its name back', async () => {
  await page.goto('/dia-ban');
  await page.getByRole('button', { name: 'Thêm thôn, tổ dân phố' }).press('Enter');
  await expect(page.getByLabel('Tên, 1', { exact: true })).toBeFocused();
  await page.keyboard.type('Thôn Thắng Lợi');
  await page.keyboard.press('Tab');
  await page.keyboard.type('120');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1.450');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: 'Thôn Thắng Lợi' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: '1.450' }).first()).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);

  await page.goto('/quan-tri/dia-ban');
  await page.getByRole('radio', { name: 'Đổi tên' }).check();
  await page.getByRole('combobox', { name: 'Nơi được sắp xếp' }).fill('thang loi');
  await page.getByRole('option', { name: /^Thôn Thắng Lợi, Phường Hiệp Hòa/ }).click();
  await page.getByLabel('Tên mới').fill('Thôn Thắng Lợi Mới');
  await page.getByRole('textbox', { name: 'Có hiệu lực từ ngày' }).fill('01/11/2025');
  await page.getByLabel('Căn cứ').first().fill('12/QĐ-UBND');
  await page.getByRole('button', { name: 'Xem trước' }).first().click();
  await expect(page.getByRole('gridcell', { name: 'Thôn Thắng Lợi Mới' }).last()).toBeVisible();
  await page.getByRole('button', { name: 'Thực hiện' }).click();
  await expect(page.getByRole('gridcell', { name: '12/QĐ-UBND' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Hoàn tác: Đổi tên: Thôn Thắng Lợi' }).click();
  await expect(page.getByRole('gridcell', { name: /^Đã hoàn tác/ })).toBeVisible();
});

test('a former commune is found by its old name and tells what it became', async () => {
  await page.goto('/dia-ban');
  await page.getByRole('combobox', { name: 'Tìm địa bàn' }).fill('hiep hoa bac ninh');
  await page.getByRole('option', { name: /^Phường Hiệp Hòa/ }).click();
  await page.getByRole('link', { name: 'Xã Lương Phong' }).click();
  await expect(page.getByRole('heading', { name: 'Xã Lương Phong' })).toBeVisible();
  await expect(page.getByText('Nhập vào: Phường Hiệp Hòa')).toBeVisible();
  await expect(page.getByText('1658/NQ-UBTVQH15')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
