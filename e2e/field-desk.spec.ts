import { type BrowserContext, expect, test } from '@playwright/test';
import { type Demo, startDemo } from './support/demo.ts';
import { bind, codeFor, deskOf, isQuiet, phoneShape } from './support/field.ts';
import { Office } from './support/office.ts';
import { shapeFaults, violationsOf } from './support/watch.ts';

let demo: Demo;
let desk: BrowserContext;
test.beforeAll(async ({ browser }) => {
  demo = await startDemo();
  desk = await deskOf(await browser.newContext(), demo);
});
test.afterAll(() => demo.stop());

test('the commune sees who is out, writes to the team, sees who read it, and confirms what came in', async ({
  browser,
}) => {
  const office = new Office(desk, demo);
  const page = await desk.newPage();
  await page.goto(`${demo.address}/so/thuc-dia`);
  const out = page.getByRole('region', { name: 'Đang tuần tra' });
  await expect(out.getByText('Không có tổ nào đang đi')).toBeVisible();

  // A team starts, and says so.
  const { code, name } = await codeFor(office, 1);
  const context = await browser.newContext(phoneShape);
  const phone = await context.newPage();
  await bind(phone, demo.address, code);
  await phone.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await phone.getByRole('button', { name: 'Đi thôi' }).click();
  await phone.getByRole('button', { name: 'Kết thúc tuần tra' }).waitFor();
  await expect(async () => {
    await page.reload();
    await expect(out.getByText(name)).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });

  // A message to the whole commune, with the keyboard; read and answered on the phone.
  await page.getByRole('button', { name: 'Viết tin' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Viết tin' });
  await dialog.getByRole('button', { name: 'Gửi tin' }).press('Enter');
  await expect(dialog.getByText('Hãy viết nội dung.')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel('Nội dung').fill('Đêm nay mưa to, chú ý đoạn đê thôn Cấm');
  await dialog.getByLabel(/^Cả /).press('Space');
  await dialog.getByRole('button', { name: 'Gửi tin' }).press('Enter');
  await expect(page.getByText(/^Đã gửi; \d+ người có máy/)).toBeVisible();

  await phone.getByRole('button', { name: 'Không có việc gì', exact: true }).click();
  await phone.getByRole('button', { name: 'Kết thúc tuần tra' }).click();
  await isQuiet(phone);
  await phone.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(phone.getByText('Đêm nay mưa to, chú ý đoạn đê thôn Cấm')).toBeVisible();
  await phone.getByRole('button', { name: 'Đã đọc', exact: true }).click();

  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/1\/\d+ đã đọc/)).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(out.getByText('Không có tổ nào đang đi')).toBeVisible();

  // What came in is confirmed where it stands, and leaves the list.
  const cameIn = page.getByRole('region', { name: 'Về từ điện thoại hôm nay' });
  await expect(cameIn.getByText('1 bản ghi đã về; 1 đang chờ xác nhận.')).toBeVisible();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await shapeFaults(page)).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
  }
  await cameIn.getByRole('button', { name: /^Xác nhận/ }).press('Enter');
  await expect(cameIn.getByText('Đã xác nhận hết.')).toBeVisible();
  await context.close();
});
