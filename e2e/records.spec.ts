import { type APIRequestContext, type Browser, expect, type Page, request, test } from '@playwright/test';
import sharp from 'sharp';
import { type Program, startProgram } from './support/program.ts';
import { violationsOf } from './support/watch.ts';

const password = 'cối xay gạo bên sông';
let program: Program;
let recorder: Page;
let officer: Page;

test.beforeAll(async ({ browser }) => {
  program = await startProgram();
  const admin = await api();
  const { hits } = await get(admin, '/api/v1/areas/search?kinds=commune&q=before:07846');
  const communeId = hits[0].id as string;
  await post(admin, '/api/v1/setup', {
    token: /ma=(\S+)/.exec(program.setupLink ?? '')?.[1],
    areaId: communeId,
    agencyName: 'Công an phường Hiệp Hòa',
    parentAgencyName: 'Công an thành phố Bắc Ninh',
    placeName: 'Hiệp Hòa',
    administrator: { username: 'quantri', displayName: 'Người quản trị', password },
  });
  const asOfficer = await invite(admin, 'canbo', 'Trần Văn Cán', 'officer', communeId);
  const names = ['Thôn Cấm', 'Thôn Khánh', 'Thôn Sơn Quả 1', 'Thôn Sơn Quả 2'];
  const made = await post(asOfficer, `/api/v1/areas/${communeId}/hamlets`, {
    hamlets: names.map((fullName) => ({ fullName })),
  });
  const asRecorder = await invite(admin, 'thoncam', 'Lê Thị Cấm', 'recorder', made.hamlets[0].id);
  officer = await pageOf(browser, asOfficer);
  recorder = await pageOf(browser, asRecorder);
});
test.afterAll(() => program.stop());

function api(): Promise<APIRequestContext> {
  return request.newContext({ baseURL: program.address, extraHTTPHeaders: { origin: program.address } });
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read here as a script would
async function get(context: APIRequestContext, path: string): Promise<any> {
  const answer = await context.get(path);
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function post(context: APIRequestContext, path: string, data: unknown): Promise<any> {
  const answer = await context.post(path, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

/** An account with a role, its link used: signed in. */
async function invite(
  admin: APIRequestContext,
  username: string,
  displayName: string,
  role: string,
  areaId: string,
): Promise<APIRequestContext> {
  const { link } = await post(admin, '/api/v1/accounts', {
    username,
    displayName,
    assignments: [{ role, areaId }],
  });
  const own = await api();
  await post(own, `/api/v1/links/${link.path.split('/').pop()}`, { password, device: 'own' });
  return own;
}

async function pageOf(browser: Browser, context: APIRequestContext): Promise<Page> {
  const own = await browser.newContext({
    baseURL: program.address,
    storageState: await context.storageState(),
    viewport: { width: 1440, height: 950 },
  });
  return own.newPage();
}

/** The table of what was entered; the grid above it is another one. */
function list(page: Page) {
  return page.getByRole('grid');
}

test.describe
  .serial('a record from the keyboard to the history', () => {
    test('three rows by keyboard alone, one of them wrong at first', async () => {
      const { keyboard } = recorder;
      await recorder.goto('/so');
      await expect(recorder.getByRole('heading', { name: 'Sổ', exact: true })).toBeVisible();
      await expect(recorder.getByText('Các sổ còn trống')).toBeVisible();
      expect(await violationsOf(recorder)).toEqual([]);
      await recorder.getByRole('link', { name: 'Ghi vào sổ Tuần tra' }).focus();
      await keyboard.press('Enter');

      // The grid waits for typing: its first cell holds today, the only hamlet stands there already.
      await expect(recorder.getByLabel('Ngày, 1', { exact: true })).toBeFocused();
      await expect(recorder.getByLabel('Thôn, 1', { exact: true })).toHaveValue('Thôn Cấm');
      await keyboard.type('7/3/2026');
      for (const words of ['', '21h30', '23h', '5', 'Khu chợ']) {
        await keyboard.press('Enter');
        if (words) await keyboard.type(words);
      }
      await keyboard.press('Control+Enter');
      await expect(list(recorder).getByRole('row', { name: /07\/3\/2026/ })).toBeVisible();

      // Day and hamlet of the row before are filled in; the number is out of its range and nothing is lost.
      await expect(recorder.getByLabel('Ngày, 1', { exact: true })).toBeFocused();
      await expect(recorder.getByLabel('Ngày, 1', { exact: true })).toHaveValue('07/03/2026');
      await keyboard.type('8/3/2026');
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      await keyboard.type('22h');
      await keyboard.press('Tab');
      await keyboard.press('Tab');
      await keyboard.type('900');
      await keyboard.press('Control+Enter');
      await expect(recorder.getByText('Chỉ nhận số từ 1 đến 500.')).toBeVisible();
      await expect(recorder.getByText('1 dòng còn chỗ cần sửa')).toBeVisible();
      expect(await violationsOf(recorder)).toEqual([]);

      // The wrong click: away and back again.
      await recorder.goto('/so');
      await recorder.goto('/so/patrol/ghi');
      await expect(recorder.getByText('Có 1 dòng chưa lưu từ lần trước')).toBeVisible();
      await expect(recorder.getByLabel('Số người, 1')).toHaveValue('900');
      await recorder.getByLabel('Số người, 1').focus();
      await keyboard.type('9');
      await keyboard.press('Control+Enter');
      await expect(list(recorder).getByRole('row', { name: /08\/3\/2026/ })).toBeVisible();
      await keyboard.type('9/3/2026');
      for (let cell = 0; cell < 4; cell += 1) await keyboard.press('Tab');
      await keyboard.type('4');
      await keyboard.press('Control+Enter');
      await expect(list(recorder).getByRole('row', { name: /09\/3\/2026/ })).toBeVisible();
    });

    test('a row pasted from Excel; what the server refuses stands under its cell', async () => {
      const cell = recorder.getByLabel('Ngày, 1', { exact: true });
      await cell.focus();
      await cell.evaluate((element) => {
        const data = new DataTransfer();
        data.setData('text/plain', '10/3/2026\tcấm\t19h\t21h\t6\r\n10/3/2090\tthôn cấm\t\t\t7\r\n');
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await expect(recorder.getByText('Đã dán 2 dòng')).toBeVisible();
      await recorder.getByRole('button', { name: 'Lưu 2 dòng vào sổ' }).click();
      await expect(list(recorder).getByRole('row', { name: /10\/3\/2026/ })).toBeVisible();
      await expect(recorder.getByText(/Yêu cầu: không sau hôm nay/)).toBeVisible();
      await recorder.getByRole('button', { name: 'Bỏ dòng 1' }).click();
      // Taken back, the pasted row is in the grid again.
      await recorder.getByRole('button', { name: /Hoàn tác dòng 10\/3\/2026/ }).click();
      await expect(recorder.getByLabel('Số người, 1')).toHaveValue('6');
      await expect(list(recorder).getByRole('row', { name: /10\/3\/2026/ })).toHaveCount(0);
    });

    test('the officer finds it, returns it with a reason, and can undo that', async () => {
      await officer.goto('/so/patrol?from=2026-03-01&to=2026-03-14&state=submitted');
      await expect(officer.getByText('Tuần tra · 01/3/2026–14/3/2026 · Đã gửi')).toBeVisible();
      await expect(officer.getByText('Dòng 1–3 trong 3').first()).toBeVisible();
      await expect(list(officer).locator('tfoot')).toContainText('18');
      expect(await violationsOf(officer)).toEqual([]);
      await officer.getByLabel('Tìm chữ').fill('khu cho');
      await expect(officer).toHaveURL(/q=khu(\+|%20)cho/);
      await expect(officer.getByText('Dòng 1–1 trong 1').first()).toBeVisible();
      await officer.getByRole('checkbox', { name: 'Chọn dòng 07/3/2026 · Thôn Cấm' }).check();
      await officer.getByRole('button', { name: 'Trả lại (1)' }).click();
      await expect(officer.getByLabel('Lý do')).toBeFocused();
      await officer.getByRole('button', { name: 'Trả lại', exact: true }).click();
      await expect(officer.getByText('Hãy ghi lý do.')).toBeVisible();
      await officer.getByLabel('Lý do').fill('Thiếu số vụ việc.');
      await officer.keyboard.press('Control+Enter');
      await expect(officer.getByText('Đã trả lại 1 dòng.')).toBeVisible();
      await expect(officer.getByText('Không có dòng nào hợp với bộ lọc')).toBeVisible();
      await officer.getByRole('button', { name: 'Hoàn tác' }).click();
      await expect(officer.getByText('Đã hoàn tác 1 dòng.')).toBeVisible();

      await list(officer).getByRole('link', { name: '07/3/2026' }).click();
      await expect(officer.getByRole('heading', { name: '07/3/2026 · Thôn Cấm' })).toBeVisible();
      await officer.getByRole('button', { name: 'Trả lại' }).click();
      await officer.getByLabel('Lý do').fill('Thiếu số vụ việc.');
      await officer.keyboard.press('Control+Enter');
      await expect(officer.getByText('Bản ghi được trả lại để sửa')).toBeVisible();
    });

    test('the recorder corrects it; two who edit at once lose nothing', async () => {
      await recorder.goto('/so/patrol?state=returned');
      await list(recorder).getByRole('link', { name: '07/3/2026' }).click();
      await expect(recorder.getByText('Thiếu số vụ việc.').first()).toBeVisible();
      await recorder.getByRole('button', { name: 'Sửa' }).click();
      await officer.reload();
      await officer.getByRole('button', { name: 'Sửa' }).click();
      await officer.getByLabel('Số người').fill('6');
      await officer.keyboard.press('Control+Enter');
      await expect(officer.getByText('Đã lưu thay đổi.')).toBeVisible();

      await recorder.getByLabel('Số vụ việc').fill('1');
      expect(await violationsOf(recorder)).toEqual([]);
      await recorder.keyboard.press('Control+Enter');
      await expect(recorder.getByText('Người khác đã sửa bản ghi này trong lúc bạn sửa')).toBeVisible();
      await expect(recorder.getByRole('radio', { name: 'Số vụ việc, Của bạn: 1' })).toBeChecked();
      await expect(recorder.getByRole('radio', { name: 'Số người, Hiện có: 6' })).toBeChecked();
      expect(await violationsOf(recorder)).toEqual([]);
      await recorder.getByRole('button', { name: 'Lưu các giá trị đã chọn' }).click();
      await expect(recorder.getByRole('heading', { name: '07/3/2026 · Thôn Cấm' })).toBeVisible();
      const content = recorder.getByRole('region', { name: 'Nội dung ghi' });
      await expect(content).toContainText('Số người6');
      await expect(content).toContainText('Số vụ việc1');
    });

    test('verified, voided with a reason, restored: and all of it stands in the history', async () => {
      await officer.reload();
      await officer.getByRole('button', { name: 'Duyệt' }).click();
      await expect(officer.getByText('Đã duyệt.')).toBeVisible();
      await officer.getByRole('button', { name: 'Việc khác' }).click();
      await officer.getByRole('button', { name: 'Hủy bản ghi' }).click();
      await officer.getByLabel('Lý do').fill('Ghi trùng với sổ giấy.');
      await officer.keyboard.press('Control+Enter');
      await expect(officer.getByText('Bản ghi đã hủy, không tính vào số liệu')).toBeVisible();
      await officer.getByRole('button', { name: 'Khôi phục' }).click();
      await expect(officer.getByText('Đã khôi phục.')).toBeVisible();
      const history = officer.getByRole('region', { name: 'Lịch sử' });
      await expect(history).toContainText('Lý do: Ghi trùng với sổ giấy.');
      await expect(history).toContainText('Lý do: Thiếu số vụ việc.');
      await expect(history.getByRole('listitem').filter({ hasText: 'Số người' }).first()).toContainText(
        /Số người: trước 5 → sau 6/,
      );
      await expect(history.getByText('Khôi phục')).toBeVisible();
      await expect(history.getByText('Ghi vào sổ')).toBeVisible();
      expect(await violationsOf(officer)).toEqual([]);
    });

    test('on a phone one question stands under the other, and the next record begins by itself', async () => {
      await recorder.setViewportSize({ width: 360, height: 800 });
      await recorder.goto('/so/mediation/ghi');
      await recorder.getByLabel('Ngày nhận').fill('12/3/2026');
      await recorder.getByRole('button', { name: 'Lưu và ghi tiếp' }).click();
      await expect(recorder.getByText('Có 1 chỗ cần sửa')).toBeVisible();
      expect(await violationsOf(recorder)).toEqual([]);
      await recorder.getByLabel('Hòa giải thành').check();
      await recorder.keyboard.press('Control+Enter');
      await expect(recorder.getByText('Đã lưu: 12/3/2026 · Thôn Cấm.')).toBeVisible();
      await expect(recorder.getByLabel('Ngày nhận')).toHaveValue('12/03/2026');
      await expect(recorder.getByLabel('Hòa giải thành')).not.toBeChecked();
      const width = await recorder.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(360);
    });

    test('pictures are added at the office: without their place, on after a broken network, and out again', async () => {
      await recorder.setViewportSize({ width: 1440, height: 950 });
      await recorder.goto('/so/patrol');
      await list(recorder).getByRole('link', { name: '08/3/2026' }).click();
      const add = recorder.getByRole('region', { name: 'Thêm ảnh, ghi âm' });
      const choose = async (files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
        const chooser = recorder.waitForEvent('filechooser');
        await add.getByRole('button', { name: /^Ảnh/ }).press('Enter');
        await (await chooser).setFiles(files);
      };
      const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
      const picture = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#356' } })
        .withExifMerge({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '21/1 1/1 1/1' } })
        .jpeg()
        .toBuffer();

      await recorder.route('**/api/v1/uploads**', (route) => route.abort());
      await choose([jpeg('cho.jpg', picture), jpeg('hong.jpg', Buffer.from('khong phai anh'))]);
      await expect(add.getByText('hong.jpg: trình duyệt không đọc được ảnh này')).toBeVisible();
      await expect(add.getByText('1 tệp chưa gửi xong')).toBeVisible();
      expect(await violationsOf(recorder)).toEqual([]);
      await recorder.unroute('**/api/v1/uploads**');
      await add.getByRole('button', { name: 'Gửi tiếp' }).click();
      const shown = recorder.getByRole('region', { name: 'Ảnh và ghi âm', exact: true });
      await expect(shown.getByRole('img')).toHaveCount(1);
      await expect(shown.getByText('vẽ lại')).toHaveCount(0);
      const small = (await shown.getByRole('img').getAttribute('src')) ?? '';
      const kept = await recorder.request.get(small.replace('/thumbnail', ''));
      const { exif, width } = await sharp(await kept.body()).metadata();
      expect({ exif, width }).toEqual({ exif: undefined, width: 1600 });
      expect(await violationsOf(recorder)).toEqual([]);

      await shown.getByRole('button', { name: 'Bỏ ra: Ảnh 1' }).click();
      await expect(shown).toHaveCount(0);
      await recorder.getByRole('button', { name: 'Hoàn tác' }).click();
      await expect(shown.getByRole('img')).toHaveCount(1);
    });

    test('a phone gets a name; a line of the desk opens the phones that it is about', async () => {
      const { people } = await get(officer.request, '/api/v1/phones');
      const asOfficer = { data: { userId: people[0].id }, headers: { origin: program.address } };
      const made = await officer.request.post('/api/v1/phones/codes', asOfficer);
      const { code } = await made.json();
      const phoneId = crypto.randomUUID();
      const { token } = await post(await api(), '/api/v1/phones/bindings', {
        code,
        phoneId,
        name: 'Redmi 9A',
      });
      const ahead = new Date(Date.now() + 2 * 86_400_000).toISOString();
      const pushed = await officer.request.post('/api/v1/sync/commands', {
        headers: { authorization: `Bearer ${token}`, origin: program.address },
        data: { phoneId, sentAt: ahead, waiting: 0, commands: [] },
      });
      expect(pushed.ok(), await pushed.text()).toBe(true);

      await officer.goto('/so/dien-thoai?xem=silent');
      await expect(officer.getByText('Không có máy nào im lặng')).toBeVisible();
      await officer.goto('/so/dien-thoai?xem=clock');
      await expect(officer.getByText('lệch quá 10 phút: 1 trong 1 máy.')).toBeVisible();
      await officer.getByRole('button', { name: 'Đổi tên: Redmi 9A' }).click();
      await officer.getByLabel('Tên mới').fill('Máy tổ 6');
      await officer.keyboard.press('Enter');
      await expect(officer.getByText('Máy này nay tên là Máy tổ 6.')).toBeVisible();
      expect(await violationsOf(officer)).toEqual([]);
      await officer.getByRole('link', { name: 'Xem tất cả các máy' }).click();
      await expect(officer).toHaveURL(/\/so\/dien-thoai$/);
      await expect(list(officer).getByText('Máy tổ 6')).toBeVisible();
    });

    test('the tip register says why it names nobody, and signing out leaves nothing on the device', async () => {
      await recorder.setViewportSize({ width: 1440, height: 950 });
      await recorder.goto('/so/tip/ghi');
      await expect(recorder.getByText('Sổ này chỉ đếm, không ghi người')).toBeVisible();
      await recorder.getByLabel('Lĩnh vực, 1').selectOption('Trộm cắp');
      const drafts = () =>
        recorder.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tiengmo.draft.')));
      expect(await drafts()).not.toEqual([]);
      await recorder.getByRole('button', { name: 'Lê Thị Cấm' }).click();
      await recorder.getByRole('button', { name: 'Đăng xuất' }).click();
      await expect(recorder.getByRole('heading', { name: /Đăng nhập/ })).toBeVisible();
      expect(await drafts()).toEqual([]);
    });
  });
