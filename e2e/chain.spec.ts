import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipEntry } from './support/docx.ts';
import { enterLastCell, enterOn, typeInto } from './support/keyboard.ts';
import { type Program, startProgram } from './support/program.ts';

const book = path.resolve(import.meta.dirname, '../src/modules/imports/fixtures/luong-phong-2024.xlsx');
const expected = JSON.parse(readFileSync(book.replace('.xlsx', '.expected.json'), 'utf8')) as {
  figures: Record<string, { from: string; to: string; total: Record<string, number> }>;
};
const password = 'cối xay gạo bên sông';
const inVietnamese = (value: number): string => new Intl.NumberFormat('vi-VN').format(value);
let program: Program;
test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

/**
 * The whole chain by keyboard alone (only the operating system's own window for choosing a file is filled by the test):
 * from the one-time link over the workbook and its figures, down to one entry, its correction, to the printed report.
 */
test('a commune’s books become its figures and its report', async ({ page }) => {
  test.setTimeout(300_000);
  await test.step('the one-time link leads through three steps', async () => {
    await page.goto(program.setupLink ?? '');
    await typeInto(page, page.getByRole('combobox', { name: /Xã, phường/ }), 'luong phong');
    await expect(page.getByRole('option', { name: /Phường Hiệp Hòa, Thành phố Bắc Ninh/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await enterOn(page, page.getByRole('button', { name: 'Tiếp tục' }));
    await expect(page.getByLabel('Tên cơ quan')).toHaveValue('Công an phường Hiệp Hòa');
    await enterOn(page, page.getByRole('button', { name: 'Tiếp tục' }));
    await typeInto(page, page.getByLabel('Họ và tên'), 'Nguyễn Thị Bình');
    await typeInto(page, page.getByLabel('Tên đăng nhập'), 'thi.binh');
    await typeInto(page, page.getByLabel('Mật khẩu', { exact: true }), password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Hôm nay', level: 1 })).toBeVisible();
  });

  await test.step('last year’s workbook is read, mended and taken in', async () => {
    await enterOn(page, page.getByRole('link', { name: /^Nhập sổ/ }));
    // What arrives late redraws the page: only then is the focus there to stay.
    await expect(page.getByText('Chưa nhập sổ nào')).toBeVisible();
    // Watched for before the way there: the watch and a key go to the page on two ways, and a key overtakes a watch just set.
    const chooser = page.waitForEvent('filechooser');
    await enterOn(page, page.getByRole('button', { name: 'Tệp sổ' }));
    await (await chooser).setFiles(book);
    await expect(page.getByRole('radio', { name: /Xã Lương Phong/ })).toBeChecked();
    await enterOn(page, page.getByRole('button', { name: 'Đọc thử' }));
    const take = page.getByRole('button', { name: /^Nhập [\d.]+ dòng$/ });
    await expect(take).toHaveText('Nhập 1.616 dòng', { timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText(/Cần sửa\s*9/);
    // One of the nine is mended in place: 31 February was 29 February.
    await typeInto(page, page.getByRole('textbox', { name: 'Ngày (Tuần tra, dòng 159)' }), '29/02/2024');
    await page.keyboard.press('Enter');
    await expect(take).toHaveText('Nhập 1.617 dòng');
    await enterOn(page, take);
    await expect(page.getByRole('button', { name: /Hoàn tác lần nhập/ })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('1.617 dòng của Xã Lương Phong đã vào sổ')).toBeVisible();
  });

  const half = expected.figures.firstHalf2024;
  // The mended row brought seven people more.
  let people = (half?.total['patrol.attendance'] ?? 0) + 7;
  const total = (value: number) =>
    page.getByRole('button', { name: new RegExp(`^${inVietnamese(value)}, Số lượt người tuần tra, Tổng`) });
  await test.step('a figure opens the entries behind it, and one of them is corrected', async () => {
    await enterOn(page, page.getByRole('link', { name: 'Xem số liệu' }));
    await page.waitForURL(/so-lieu/);
    const address = new URL(page.url());
    address.search = new URLSearchParams({
      area: address.searchParams.get('area') ?? '',
      from: half?.from ?? '',
      to: half?.to ?? '',
      i: 'patrol.attendance',
    }).toString();
    await page.goto(address.toString());
    await enterLastCell(page, page.getByRole('grid'), total(people));
    await enterOn(page, page.getByRole('link', { name: /Mở bản ghi ngày/ }).first());
    const before = Number(
      await page
        .getByRole('term')
        .filter({ hasText: 'Số người' })
        .locator('xpath=following-sibling::dd[1]')
        .textContent(),
    );
    await enterOn(page, page.getByRole('button', { name: 'Sửa', exact: true }));
    await typeInto(page, page.getByLabel('Số người'), String(before + 3));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Duyệt' })).toBeVisible();
    people += 3;
    await page.goto(address.toString());
    await expect(total(people)).toBeVisible();
  });

  await test.step('the half-year report has the same numbers', async () => {
    await page.goto(`${program.address}/bao-cao`);
    await page
      .getByRole('combobox', { name: 'Địa bàn' })
      .selectOption({ label: 'Xã Lương Phong (đến 30/6/2025)' });
    await page.getByRole('combobox', { name: 'Năm' }).selectOption('2024');
    await enterOn(page, page.getByRole('button', { name: /(Lập báo cáo|Lập trước).*6 tháng đầu năm 2024/ }));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('6 tháng đầu năm 2024');
    const download = page.waitForEvent('download');
    await enterOn(page, page.getByRole('button', { name: /Tải báo cáo/ }));
    const file = await (await download).path();
    const text = unzipEntry(readFileSync(file), 'word/document.xml').replaceAll(/<[^>]+>/g, '');
    expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(text).toContain(inVietnamese(people));
    for (const code of [
      'outreach.attendance',
      'outreach.leaflets',
      'training.attendance',
      'tip.received',
      'mediation.received',
    ]) {
      expect(text).toContain(inVietnamese(half?.total[code] ?? -1));
    }
  });
});
