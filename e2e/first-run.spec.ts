import { expect, test } from '@playwright/test';
import { tabTo } from './support/keyboard.ts';
import { type Program, startProgram } from './support/program.ts';
import { violationsOf } from './support/watch.ts';

const password = 'cối xay gạo bên sông';
let program: Program;
test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

test.describe
  .serial('the first day', () => {
    test('without the link, the program says how to get it', async ({ page }) => {
      await page.goto(program.address);
      await expect(page.getByRole('heading', { name: 'Chương trình chưa được cài đặt' })).toBeVisible();
      await expect(page.getByText('npm start')).toBeVisible();
      await page.goto(`${program.address}/cai-dat?ma=khong-co`);
      await expect(page.getByRole('heading', { name: 'Liên kết này không còn dùng được' })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test('three steps by keyboard alone lead to the desk', async ({ page }) => {
      await page.goto(program.setupLink ?? '');
      await tabTo(page, page.getByRole('combobox', { name: 'Xã, phường hoặc tỉnh, thành phố' }));
      await page.keyboard.type('lương phong');
      const hit = page.getByRole('option', { name: /Phường Hiệp Hòa, Thành phố Bắc Ninh/ });
      await expect(hit).toContainText('trước 01/7/2025: Xã Lương Phong, Huyện Hiệp Hòa, Tỉnh Bắc Giang');
      await expect(hit).toContainText('Xã Hiệp Hòa từ 01/7/2025 đến 19/9/2026');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: 'Tiếp tục' }));
      await page.keyboard.press('Enter');

      await expect(page.getByRole('heading', { name: 'Bước 2/3: Đặt tên cơ quan' })).toBeFocused();
      await expect(page.getByLabel('Tên cơ quan')).toHaveValue('Công an phường Hiệp Hòa');
      await expect(page.getByLabel('Cơ quan cấp trên')).toHaveValue('Công an thành phố Bắc Ninh');
      await expect(page.getByLabel('Địa danh')).toHaveValue('Hiệp Hòa');
      expect(await violationsOf(page)).toEqual([]);
      await tabTo(page, page.getByRole('button', { name: 'Tiếp tục' }));
      await page.keyboard.press('Enter');

      await tabTo(page, page.getByRole('textbox', { name: 'Họ và tên' }));
      await page.keyboard.type('Nguyễn Văn An');
      await tabTo(page, page.getByRole('textbox', { name: 'Tên đăng nhập' }));
      await page.keyboard.type('Văn An');
      await page.getByLabel('Mật khẩu', { exact: true }).focus();
      await page.keyboard.type('ngắn');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert')).toContainText('Có 2 chỗ cần sửa');
      expect(await violationsOf(page)).toEqual([]);

      // Back and forth: nothing is lost.
      await page.getByRole('button', { name: 'Quay lại' }).click();
      await page.getByRole('button', { name: 'Tiếp tục' }).click();
      await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Văn An');
      await page.getByLabel('Tên đăng nhập').fill('quantri');
      await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
      await expect(page.getByText('Tốt: dài và khó đoán.')).toBeVisible();
      await page.keyboard.press('Enter');

      await expect(page.getByRole('heading', { name: 'Hôm nay', level: 1 })).toBeVisible();
      await expect(page.getByRole('link', { name: /^Thêm thôn/ })).toBeVisible();
      await expect(page.getByRole('link', { name: /^Nhập sổ/ })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test('the link is dead once it was used', async ({ page }) => {
      await page.goto(program.setupLink ?? '');
      await expect(page.getByRole('heading', { name: 'Chương trình đã được cài đặt xong' })).toBeVisible();
    });

    test('signing in leads back to where one wanted to be, and a colleague comes in by a link', async ({
      page,
      browser,
    }) => {
      await page.goto(`${program.address}/quan-tri/moi`);
      await page.getByLabel('Tên đăng nhập').fill('quantri');
      await page.getByLabel('Mật khẩu', { exact: true }).fill('không phải');
      await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
      await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.');
      await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
      await page.keyboard.press('Enter');

      await expect(page.getByRole('heading', { name: 'Mời người dùng' })).toBeVisible();
      await page.getByLabel('Họ và tên').fill('Trần Thị Bình');
      await page.getByLabel('Tên đăng nhập').fill('binh');
      await page.getByLabel('Lãnh đạo').check();
      await page.getByRole('button', { name: 'Tạo liên kết mời' }).click();
      await expect(page.getByRole('heading', { name: 'Đã mời Trần Thị Bình' })).toBeVisible();
      const link = (await page.locator('code').textContent()) ?? '';
      expect(await violationsOf(page)).toEqual([]);

      const other = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
      await other.goto(link);
      await other.getByLabel('Mật khẩu mới').fill('bến nước sân đình cây đa');
      await other.getByRole('button', { name: 'Lưu mật khẩu và vào làm việc' }).click();
      await expect(other.getByRole('heading', { name: 'Hôm nay', level: 1 })).toBeVisible();
      // A leader administers nothing: the menu does not offer it, and the page refuses.
      await expect(other.getByRole('link', { name: 'Báo cáo', exact: true })).toBeVisible();
      await expect(other.getByRole('link', { name: 'Quản trị', exact: true })).toHaveCount(0);
      await other.goto(`${program.address}/quan-tri`);
      await expect(other.getByText('Vai trò của bạn không làm được việc này.')).toBeVisible();
      await other.goto(link);
      await expect(other.getByRole('heading', { name: 'Liên kết này không còn dùng được' })).toBeVisible();
      await other.context().close();

      await page.goto(`${program.address}/quan-tri/nhat-ky`);
      await expect(page.getByRole('gridcell', { name: 'Mời người dùng' }).first()).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
