import { readFileSync } from 'node:fs';
import { type BrowserContext, type Download, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { unzipEntry } from './support/docx.ts';
import { enterOn, tabTo, typeInto } from './support/keyboard.ts';
import { communeId, join, Office, provinceId, setUpProvince } from './support/office.ts';
import { type Program, startProgram } from './support/program.ts';

const today = '2026-11-22';
const year = { from: '2025-12-15', to: today };
const province = provinceId('24');
const communeA = communeId('07840');
const communeB = communeId('07822');
const models = ['model.kinds', 'model.sites', 'model.teams', 'model.members', 'model.preparing'];
const changes = ['model.founded', 'model.replicated', 'model.retired', 'model.dormant'];
const pledges = [
  'household.listed',
  'household.pledged',
  'pledge.signed',
  'pledge.withdrawn',
  'pledge.coverage',
];

let program: Program;
test.beforeAll(async () => {
  program = await startProgram({ env: { TIENGMO_TODAY: today } });
});
test.afterAll(() => program.stop());

/** Two communes of a province: an officer in each, somebody of the province above them, one hamlet here, twelve there. */
interface World {
  readonly province: { readonly office: Office; readonly page: Page };
  readonly a: { readonly office: Office; readonly page: Page; readonly hamlet: string };
  readonly b: { readonly office: Office; readonly page: Page; readonly hamlets: readonly string[] };
}

async function makeWorld(newContext: () => Promise<BrowserContext>): Promise<World> {
  const contexts = [await newContext(), await newContext(), await newContext()] as const;
  const pages = await Promise.all(
    contexts.map(async (context) => {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.clock.setFixedTime(new Date(`${today}T03:00:00Z`));
      return page;
    }),
  );
  const [pageP, pageA, pageB] = pages as [Page, Page, Page];
  const above = await setUpProvince(contexts[0], program, province);
  const officer = (context: BrowserContext, n: number, areaId: string) =>
    join(context, program, above, {
      username: `can.bo.${n}`,
      displayName: `Cán bộ ${n}`,
      role: 'officer',
      areaId,
    });
  const a = await officer(contexts[1], 1, communeA);
  const b = await officer(contexts[2], 2, communeB);
  const hamlets = (names: readonly string[]) => names.map((fullName) => ({ id: uuidv7(), fullName }));
  const here = hamlets(['Thôn Sơn Quả']);
  const there = hamlets(Array.from({ length: 12 }, (_, at) => `Thôn Đồng ${at + 1}`));
  await a.call('POST', `areas/${communeA}/hamlets`, { hamlets: here });
  await b.call('POST', `areas/${communeB}/hamlets`, { hamlets: there });
  return {
    province: { office: above, page: pageP },
    a: { office: a, page: pageA, hamlet: here[0]?.id ?? '' },
    b: { office: b, page: pageB, hamlets: there.map(({ id }) => id) },
  };
}

/** The text of the Word file that pressing the buttons of a paper gives. */
async function paper(
  page: Page,
  name: string,
  patch?: () => Promise<void>,
): Promise<{ text: string; xml: string }> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const make = dialog.getByRole('button', { name: 'Tạo tệp Word' });
  await expect(make).toBeVisible();
  await patch?.();
  const coming = page.waitForEvent('download');
  await make.click();
  const xml = await documentOf(await coming);
  await expect(dialog).toBeHidden();
  return {
    xml,
    text: xml
      .replaceAll('</w:p>', '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('\u00a0', ' '),
  };
}

async function documentOf(download: Download): Promise<string> {
  return unzipEntry(readFileSync(await download.path()), 'word/document.xml');
}

async function writeStep(page: Page, step: number, day: string, fill?: () => Promise<void>): Promise<void> {
  await page
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${step}\\p{Lu}`, 'u') })
    .getByRole('button', { name: 'Ghi bước này' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày làm xong').fill(day);
  await fill?.();
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText(`Đã ghi bước ${step}.`)).toBeVisible();
}

test('one model lives its whole life, and its figures are right at every step', async ({ browser }) => {
  test.setTimeout(900_000);
  const newContext = () =>
    browser.newContext({ baseURL: program.address, acceptDownloads: true, locale: 'vi-VN' });
  const world = await makeWorld(newContext);
  const { page, office, hamlet } = world.a;
  const figures = (indicators: readonly string[], areaId = province) =>
    world.province.office.figures(areaId, indicators, year);
  let siteId = '';

  await test.step('it is proposed, with the keyboard alone', async () => {
    await page.goto('/mo-hinh/moi');
    const choose = async (field: string, words: string, wanted: RegExp) => {
      await typeInto(page, page.getByRole('combobox', { name: field }), words);
      const option = page.getByRole('option', { name: wanted }).first();
      await expect(option).toBeVisible();
      const isAtIt = async () => (await option.getAttribute('aria-selected')) === 'true';
      for (let presses = 0; presses < 10 && !(await isAtIt()); presses += 1)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('combobox', { name: field })).toHaveValue(wanted);
    };
    await choose('Loại mô hình', 'tổ tự quản về an', /^Tổ tự quản về ANTT/);
    await choose('Nơi thực hiện', 'son qua', /Thôn Sơn Quả/);
    await typeInto(page, page.getByLabel('Đề xuất', { exact: true }), '05/01/2026');
    await enterOn(page, page.getByRole('button', { name: 'Đề xuất', exact: true }));
    await expect(page.getByRole('heading', { name: 'Tổ tự quản về ANTT', level: 1 })).toBeVisible();
    siteId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await figures(models)).toEqual({
      'model.kinds': 0,
      'model.sites': 0,
      'model.teams': 0,
      'model.members': 0,
      'model.preparing': 1,
    });
  });

  await test.step('the area is surveyed, and the report printed', async () => {
    await page.getByRole('link', { name: 'Mở phiếu khảo sát' }).click();
    await page.getByLabel('Khảo sát từ ngày').fill('10/01/2026');
    await page.getByLabel('Đến ngày').fill('20/01/2026');
    await page.getByLabel('Đơn vị, người khảo sát').fill('Công an phường và Ban công tác Mặt trận');
    await page.getByLabel('Dân cư, hộ, người thuê trọ').fill('Thôn có 120 hộ, 510 người.');
    await page.getByLabel('Nguy cơ', { exact: true }).fill('Trộm cắp ban đêm');
    await page.getByLabel('Sự cần thiết của mô hình').fill('Cần lực lượng tại chỗ.');
    await page.getByRole('button', { name: 'Hoàn thành khảo sát' }).click();
    await expect(page.getByText('Đã hoàn thành khảo sát, bước 1.')).toBeVisible();
    const { text } = await paper(page, 'Báo cáo khảo sát địa bàn');
    for (const words of ['BÁO CÁO', 'thôn Sơn Quả', 'Thôn có 120 hộ, 510 người.', 'Trộm cắp ban đêm'])
      expect(text).toContain(words);
  });

  await test.step('the party committee resolves', async () => {
    await writeStep(page, 2, '02/02/2026', async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Thêm văn bản' }).click();
      await dialog.getByLabel('Tên văn bản').fill('Nghị quyết chuyên đề về mô hình');
      await dialog.getByLabel('Số, ký hiệu').fill('05-NQ/ĐU');
    });
    await expect(page.getByText('05-NQ/ĐU')).toBeVisible();
  });

  const teamId = uuidv7();
  await test.step('a team of seven is founded, its decision printed', async () => {
    const names = ['An', 'Bình', 'Chiến', 'Dung', 'Giang', 'Hạnh', 'Khánh'].map(
      (name) => `Nguyễn Thị ${name}`,
    );
    const members = names.map((name, at) => ({
      id: uuidv7(),
      personId: uuidv7(),
      newPerson: { name, birthYear: 1970 + at, sex: 'female' },
      role: at === 0 ? 'teamLeader' : 'teamMember',
      chosen: 'elected',
      joinedOn: '2026-03-02',
    }));
    const team = {
      ...{ areaId: hamlet, kind: 'modelTeam', name: 'Tổ tự quản số 1', foundedOn: '2026-03-02' },
      ...{ members, siteIds: [siteId] },
    };
    await office.call('PUT', `teams/${teamId}`, { baseRevision: 0, team });
    await page.goto(`/to/${teamId}`);
    // Teams belong to the section of models: its word in the menu is marked.
    const menu = page.getByRole('navigation', { name: 'Menu chính' });
    await expect(menu.getByRole('link', { name: 'Mô hình' }).first()).toHaveAttribute('aria-current', 'page');
    for (const name of names) await expect(page.getByText(name).first()).toBeVisible();
    const { text } = await paper(page, 'Quyết định thành lập tổ', async () => {
      await page.getByRole('dialog').getByLabel('Số', { exact: false }).first().fill('12');
      await page.getByLabel('Họ tên người ký').fill('Trần Văn Chủ Tịch');
    });
    for (const words of ['Số: 12/QĐ-UBND', 'gồm 07 thành viên', ...names, 'Trần Văn Chủ Tịch'])
      expect(text).toContain(words);
    await page.goto(`/mo-hinh/${siteId}`);
    await writeStep(page, 3, '02/03/2026');
    expect(await figures(['team.teams', 'team.members', 'team.persons'])).toEqual({
      'team.teams': 1,
      'team.members': 7,
      'team.persons': 7,
    });
  });

  await test.step('120 households pledge: 80 by list, 30 by code, 10 by photo, 2 withdraw', async () => {
    await page.goto(`/cam-ket/ho/${hamlet}`);
    await page.getByRole('button', { name: 'Thêm hộ' }).first().click();
    await page.getByLabel('Danh sách lập từ ngày').fill('10/03/2026');
    const cell = page.getByLabel('Số nhà, 1', { exact: true });
    await cell.focus();
    // As somebody who copies the hamlet's list out of Excel.
    await cell.evaluate((element) => {
      const rows = Array.from({ length: 120 }, (_, at) => `${at + 1}\t4\tChủ hộ ${at + 1}`);
      const data = new DataTransfer();
      data.setData('text/plain', rows.join('\r\n'));
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole('button', { name: 'Lưu 120 hộ' }).click();
    await expect(page.getByText('Đã thêm 120 hộ.')).toBeVisible();
    expect((await figures(pledges))['household.listed']).toBe(120);
    const campaignId = uuidv7();
    const campaign = {
      ...{ areaId: communeA, title: 'Thôn không có tội phạm năm 2026', audience: ['households'] },
      ...{ startsOn: '2026-03-15', endsOn: '2026-12-31', validTo: '2026-12-31' },
      commitments: ['Không phạm tội, không che giấu tội phạm', 'Báo tin kịp thời cho tổ tự quản'],
    };
    const { version } = await office.call<{ version: number }>(
      'PUT',
      `pledge-campaigns/${campaignId}`,
      campaign,
    );
    await office.call('POST', `pledge-campaigns/${campaignId}/transitions`, { to: 'open', version });

    await page.goto(`/cam-ket/${campaignId}/ky?noi=${hamlet}`);
    await tick(page, 1, 80);
    await page.getByRole('button', { name: 'Ghi 80 bản đã ký' }).click();
    await expect(page.getByText('Đã ghi 80 bản cam kết.')).toBeVisible();
    expect((await figures(pledges))['household.pledged']).toBe(80);

    await page.goto(`/cam-ket/${campaignId}?noi=${hamlet}`);
    const { xml, text } = await paper(page, 'In phiếu có mã của thôn');
    expect(text).toContain('Tổng số: 40 hộ.');
    const links = [...xml.matchAll(/descr="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
    expect(links).toHaveLength(40);
    await signByCodes(newContext, links.slice(0, 30));
    expect((await figures(pledges))['household.pledged']).toBe(110);

    await page.goto(`/cam-ket/${campaignId}/ky?noi=${hamlet}&cach=photo`);
    const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#eeeeee' } })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'bản đã ký.jpg', mimeType: 'image/jpeg', buffer: photo });
    await expect(page.getByText('Đã lưu ảnh.')).toBeVisible();
    await tick(page, 111, 120);
    await page.getByRole('button', { name: 'Ghi 10 bản đã ký' }).click();
    await expect(page.getByText('Đã ghi 10 bản cam kết.')).toBeVisible();
    expect(await figures(pledges)).toMatchObject({ 'household.pledged': 120, 'pledge.coverage': 1 });

    const phone = await (await newContext()).newPage();
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.goto(links[0] ?? '');
    await phone.getByRole('button', { name: 'Rút lại cam kết' }).click();
    await expect(phone.getByRole('button', { name: 'Ký cam kết' })).toBeVisible();
    await phone.context().close();
    expect(await figures(pledges)).toMatchObject({ 'household.pledged': 119, 'pledge.withdrawn': 1 });
    await page.goto(`/cam-ket/${campaignId}/ky?noi=${hamlet}`);
    await page
      .getByRole('row', { name: /^Nhà 2 / })
      .getByRole('button', { name: 'Việc khác' })
      .click();
    await page.getByRole('button', { name: 'Ghi rút cam kết hôm nay' }).click();
    await expect(page.getByText('Đã ghi Nhà 2 rút cam kết.')).toBeVisible();
    await expect
      .poll(() => figures(pledges))
      .toEqual({
        'household.listed': 120,
        'household.pledged': 118,
        'pledge.signed': 120,
        'pledge.withdrawn': 2,
        'pledge.coverage': 118 / 120,
      });
  });

  await test.step('it is launched, and counts by the list of its team', async () => {
    await page.goto(`/mo-hinh/${siteId}`);
    await writeStep(page, 4, '15/05/2026');
    await page.getByRole('button', { name: 'Thao tác' }).click();
    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await page.getByRole('radio', { name: /Theo danh sách tổ, thành viên/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await figures([...models, ...changes])).toMatchObject({
      ...{ 'model.kinds': 1, 'model.sites': 1, 'model.teams': 1, 'model.members': 7 },
      ...{ 'model.preparing': 0, 'model.founded': 1, 'model.dormant': 1 },
    });
  });

  await test.step('its members are trained', async () => {
    await page.goto(`/to/${teamId}`);
    await page.getByRole('button', { name: 'Ghi buổi tập huấn' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Ngày', { exact: true }).fill('01/06/2026');
    await drawer.getByLabel('Nội dung').fill('Nghiệp vụ tuần tra, xử lý tình huống');
    await drawer.getByRole('button', { name: 'Lưu buổi tập huấn' }).click();
    await expect(drawer).toBeHidden();
    expect(await figures(['team.trainedPersons', 'team.trainedShare'])).toEqual({
      'team.trainedPersons': 7,
      'team.trainedShare': 1,
    });
  });

  await test.step('half a year of patrols keeps it alive', async () => {
    await page.goto(`/mo-hinh/${siteId}`);
    await expect(page.getByText(/Im ắng từ/).first()).toBeVisible();
    const days = Array.from({ length: 27 }, (_, week) =>
      new Date(Date.UTC(2026, 4, 20 + 7 * week)).toISOString().slice(0, 10),
    );
    await Promise.all(
      days.map((day) => {
        const values = {
          day,
          place: { areaId: hamlet },
          patrollers: 5,
          startTime: '21:30',
          endTime: '23:00',
        };
        const entry = { form: 'patrol', formVersion: 1, values, state: 'submitted' };
        return office.call('PUT', `activities/${uuidv7()}`, entry);
      }),
    );
    expect(await figures(['patrol.sessions', 'model.dormant'])).toEqual({
      'patrol.sessions': 27,
      'model.dormant': 0,
    });
    await page.reload();
    await expect(page.getByText('Hoạt động gần nhất 18/11/2026', { exact: false })).toBeVisible();
  });

  await test.step('the check that was due is made, with the keyboard alone', async () => {
    const due = page.getByRole('listitem').filter({ hasText: 'Kiểm tra' }).filter({ hasText: 'quá hạn' });
    await enterOn(page, due.getByRole('link', { name: 'Ghi kết quả' }));
    // Nothing is answered beforehand: each line of the kind's checklist has to be looked at.
    const lines = page.getByRole('radio', { name: 'Đạt', exact: true });
    await lines.first().waitFor();
    for (const line of await lines.all()) {
      await tabTo(page, line);
      await page.keyboard.press('Space');
      await expect(line).toBeChecked();
    }
    await typeInto(page, page.getByLabel('Nhận xét chung'), 'Sổ ghi đầy đủ, tuần tra đều.');
    await enterOn(page, page.getByRole('button', { name: 'Lưu kết quả' }));
    await expect(page.getByText('Đã lưu kết quả kiểm tra; lần sau được đặt lịch.')).toBeVisible();
  });

  await test.step('the half-year review is written and printed', async () => {
    await page.goto(`/mo-hinh/${siteId}`);
    const due = page.getByRole('listitem').filter({ hasText: 'Sơ kết' }).filter({ hasText: 'quá hạn' });
    await due.getByRole('link', { name: 'Ghi kết quả' }).click();
    await page.getByLabel('Ưu điểm').fill('Không để xảy ra trộm cắp.');
    await page.getByRole('radio', { name: /nhân rộng/i }).check();
    await page.getByRole('button', { name: 'Lưu kết quả' }).click();
    await expect(page.getByText('Đã lưu sơ kết; lần sau được đặt lịch.')).toBeVisible();
    const { text } = await paper(page, 'Báo cáo sơ kết mô hình');
    for (const words of ['Sơ kết mô hình', '01 tổ với 7 thành viên'.replace('01', '1'), 'Nơi nhận'])
      expect(text).toContain(words);
  });

  await test.step('the province replicates it to twelve hamlets of another commune in one act', async () => {
    const above = world.province.page;
    await above.goto(`/mo-hinh/${siteId}/nhan-rong`);
    await above.getByRole('combobox', { name: 'Tìm xã, phường để chọn cả các thôn' }).fill('hoang van');
    await above
      .getByRole('option', { name: /^Xã Hoàng Vân/ })
      .first()
      .click();
    await above.getByRole('button', { name: 'Chọn tất cả' }).click();
    await above.getByRole('button', { name: 'Xem trước' }).click();
    await expect(above.getByText('Sẽ lập 12 điểm mới')).toBeVisible();
    await above.getByRole('button', { name: 'Nhân rộng sang 12 nơi' }).click();
    await expect(above.getByText('Đã nhân rộng sang 12 nơi.')).toBeVisible();
    expect((await figures(models, communeB))['model.preparing']).toBe(12);
    const tasks = await world.b.office.call<{ total: number }>(
      'GET',
      `model-tasks?areaId=${communeB}&limit=200`,
    );
    expect(tasks.total).toBeGreaterThanOrEqual(12);
  });

  await test.step('the twelve are launched; one of them is retired', async () => {
    const { items } = await world.b.office.call<{ items: { id: string; revision: number }[] }>(
      'GET',
      `model-sites?areaId=${communeB}&limit=50`,
    );
    expect(items).toHaveLength(12);
    const launch = async ({ id, revision }: { id: string; revision: number }) => {
      for (const step of [1, 2, 3, 4]) {
        const written = { doneOn: today, responsible: '', outputs: '', papers: [] };
        const body = { baseRevision: revision + step - 1, ...written };
        await world.b.office.call('PUT', `model-sites/${id}/steps/${step}`, body);
      }
    };
    await Promise.all(items.map(launch));
    expect(await figures([...models, ...changes])).toMatchObject({
      ...{ 'model.kinds': 1, 'model.sites': 13, 'model.preparing': 0, 'model.founded': 13 },
      ...{ 'model.replicated': 12, 'model.retired': 0 },
    });
    const other = world.b.page;
    await other.goto(`/mo-hinh/${items[0]?.id}`);
    await other.getByRole('button', { name: 'Thao tác' }).click();
    await other.getByRole('button', { name: /Kết thúc/ }).click();
    await other.getByLabel('Lý do, số quyết định').fill('Trùng với mô hình của thôn bên');
    await other.getByRole('button', { name: 'Kết thúc điểm này' }).click();
    await expect(other.getByText('Đã kết thúc điểm mô hình.')).toBeVisible();
    expect(await figures([...models, ...changes])).toMatchObject({
      ...{ 'model.sites': 12, 'model.teams': 1, 'model.members': 7, 'model.founded': 13 },
      ...{ 'model.replicated': 12, 'model.retired': 1 },
    });
  });
});

/** Ticks the houses with these numbers, as somebody who reads them off a sheet. */
async function tick(page: Page, from: number, to: number): Promise<void> {
  const field = page.getByLabel('Gõ số nhà rồi Enter');
  await field.click();
  const houses = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  // In one go, with no look at the page in between: nobody who types waits for it.
  await page.keyboard.type(houses.map((house) => `${house}\n`).join(''));
  await expect(field).toHaveValue('');
}

/** Signs by printed codes: the first three on a phone's browser, the others as their phones would ask. */
async function signByCodes(
  newContext: () => Promise<BrowserContext>,
  links: readonly string[],
): Promise<void> {
  const context = await newContext();
  const phone = await context.newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const link of links.slice(0, 3)) {
    await phone.goto(link);
    await phone.getByRole('checkbox', { name: /Tôi đã đọc/ }).check();
    await phone.getByRole('button', { name: 'Ký cam kết' }).click();
    await expect(phone.getByText('Gia đình đã ký cam kết')).toBeVisible();
  }
  const others = new Office(context, program);
  const sign = (link: string) => {
    const code = new URL(link).searchParams.get('ma');
    return others.call('POST', 'pledge-links/signature', { code, textVersion: 1, agreed: true });
  };
  await Promise.all(links.slice(3).map(sign));
  await context.close();
}
