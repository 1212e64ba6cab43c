import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dialogOpen, drawer, menuThen, press } from './acts.ts';
import { modelVisits } from './model-visits.ts';
import { pledgeVisits } from './pledge-visits.ts';
import { teamVisits } from './team-visits.ts';
import { tipVisits } from './tip-visits.ts';
import type { Ask, Visit } from './visit.ts';

const only1440 = { widths: [1440] } as const;

const book = path.resolve(import.meta.dirname, '../../src/modules/imports/fixtures/luong-phong-2024.xlsx');

const recordOf =
  (query: string) =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string; form: string }[] }>(`activities?limit=1&${query}`);
    return `/so/${items[0]?.form}/${items[0]?.id}`;
  };

const areaAt =
  (code: string, tail = '') =>
  async (ask: Ask): Promise<string> =>
    `/dia-ban/${(await ask.get<{ id: string }>(`areas/by-code/${code}`)).id}${tail}`;

const figuresAt =
  (code: string, query: string) =>
  async (ask: Ask): Promise<string> => {
    const { id } = await ask.get<{ id: string }>(`areas/by-code/${code}`);
    return `/so-lieu?area=${id}&${query}`;
  };

const reportAt =
  (query = '') =>
  async (ask: Ask): Promise<string> => {
    const me = await ask.get<{ assignments: { areaId: string }[] }>('me');
    const { slots } = await ask.get<{ slots: { report: { id: string } | null }[] }>(
      `reports?areaId=${me.assignments[0]?.areaId}`,
    );
    return `/bao-cao/${slots.find((slot) => slot.report)?.report?.id}${query}`;
  };

async function userPath(ask: Ask): Promise<string> {
  return `/quan-tri/nguoi-dung/${await userId(ask, 'can.bo')}`;
}

async function userId(ask: Ask, username: string): Promise<string> {
  const { items } = await ask.get<{ items: { id: string; username: string }[] }>('accounts?limit=50');
  return items.find((item) => item.username === username)?.id ?? '';
}

/** Uploads the book of 2024 once more, as the first year of the other place, and waits until it is read. */
async function checkedImport(ask: Ask): Promise<string> {
  const { id: areaId } = await ask.get<{ id: string }>('areas/by-code/07840');
  const file = { name: 'so-2024.xlsx', mimeType: 'application/octet-stream', buffer: readFileSync(book) };
  const sent = await ask.requests.post(`imports?areaId=${areaId}`, { multipart: { file } });
  const { id } = (await sent.json()) as { id: string };
  for (let round = 0; round < 300; round += 1) {
    const { state } = await ask.get<{ state: string }>(`imports/${id}`);
    if (state !== 'uploaded' && state !== 'checking') break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return `/so/nhap/${id}`;
}

const year2024 = 'from=2023-12-15&to=2024-12-14&by=area&cmp=lastYear';

/** A drill in a hamlet of the officer's, sounded once. */
async function soundedDrill(ask: Ask): Promise<string> {
  const id = '01941f29-7c00-7000-8000-000000000d71';
  const { id: commune } = await ask.get<{ id: string }>('areas/by-code/07840');
  const { children } = await ask.get<{ children: { id: string; kind: string }[] }>(
    `areas/${commune}/children`,
  );
  const hamletIds = children
    .filter(({ kind }) => kind === 'hamlet')
    .slice(0, 1)
    .map((area) => area.id);
  await ask.requests.put(`gong/alarms/${id}`, { data: { hamletIds, kind: 'fire', isDrill: true } });
  return `/so/mo/${id}`;
}

/** Every page, with its important states. */
export const visits: readonly Visit[] = [
  { route: '/dang-nhap', as: undefined, refused: [401] },
  {
    route: '/dang-nhap',
    as: undefined,
    state: 'wrong password',
    refused: [401, 422],
    act: async (page) => {
      await page.getByLabel(/tên đăng nhập/i).fill('ai.do');
      await page.locator('input[type=password]').first().fill('không đúng đâu');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').first().waitFor();
    },
  },
  { route: '/cai-dat', as: undefined, refused: [401] },
  { route: '/moi/$token', as: undefined, at: '/moi/khong-con-dung-duoc', refused: [401, 404, 410, 422] },
  {
    route: '/moi/$token',
    as: 'quan.tri',
    state: 'a new account',
    at: async (ask) => {
      const me = await ask.get<{ assignments: { areaId: string }[] }>('me');
      const username = `khach.${Date.now() % 1e6}`;
      const assignments = [{ role: 'officer', areaId: me.assignments[0]?.areaId }];
      const { link } = await ask.post<{ link: { path: string } }>('accounts', {
        username,
        displayName: 'Khách Mời',
        assignments,
      });
      return link.path;
    },
  },
  {
    route: '/dat-lai/$token',
    as: 'quan.tri',
    at: async (ask) =>
      (await ask.post<{ path: string }>(`accounts/${await userId(ask, 'thon.cam')}/reset`, {})).path,
  },
  ...['thon.cam', 'can.bo', 'lanh.dao', 'kiem.tra', 'quan.tri'].map((as) => ({ route: '/', as })),
  {
    route: '/',
    as: 'can.bo',
    state: 'display settings',
    act: (page) =>
      page
        .getByRole('button', { name: /Nguyễn Thị Hạnh/ })
        .first()
        .click(),
  },
  ...teamVisits,
  { route: '/so-lieu', as: 'can.bo' },
  { route: '/so-lieu', as: 'lanh.dao', state: '2024 by place', at: figuresAt('07840', year2024) },
  {
    route: '/so-lieu',
    as: 'can.bo',
    state: 'records behind a number',
    at: figuresAt('07840', year2024),
    act: async (page) => {
      await page
        .getByRole('button', { name: /: mở các bản ghi/ })
        .first()
        .click();
      await dialogOpen(page);
    },
  },
  { route: '/so-lieu', as: 'can.bo', state: 'how to count', act: drawer('Cách tính') },
  { route: '/so-lieu', as: 'can.bo', state: 'indicators', act: drawer(/^Chỉ tiêu/) },
  { route: '/so', as: 'can.bo' },
  { route: '/so', as: 'thon.cam' },
  { route: '/so/$form', as: 'can.bo', at: '/so/patrol' },
  { route: '/so/$form', as: 'lanh.dao', at: '/so/mediation' },
  { route: '/so/$form', as: 'can.bo', state: 'nothing found', at: '/so/patrol?q=khongcogi' },
  { route: '/so/$form', as: 'can.bo', state: 'filters', at: '/so/patrol', act: drawer(/^Lọc/) },
  { route: '/so/$form', as: 'can.bo', state: 'no such book', at: '/so/khong-co', refused: [404] },
  { route: '/so/$form/ghi', as: 'can.bo', at: '/so/patrol/ghi' },
  {
    route: '/so/$form/ghi',
    as: 'can.bo',
    state: 'an incomplete row',
    at: '/so/patrol/ghi',
    act: async (page) => {
      await page.getByLabel('Ngày, 1', { exact: true }).click();
      await page.keyboard.type('45/13');
      await page.keyboard.press('Control+Enter');
    },
    ...only1440,
  },
  { route: '/so/$form/moi', as: 'thon.cam', at: '/so/patrol/moi' },
  {
    route: '/so/$form/moi',
    as: 'thon.cam',
    state: 'errors',
    at: '/so/mediation/moi',
    refused: [422],
    act: async (page) => {
      await page
        .getByRole('main')
        .getByRole('button', { name: /^(Gửi|Lưu)/ })
        .first()
        .click();
      await page.getByRole('alert').or(page.locator('[aria-invalid=true]')).first().waitFor();
    },
  },
  { route: '/so/$form/$id', as: 'can.bo', at: recordOf('form=patrol&state=verified') },
  { route: '/so/$form/$id', as: 'lanh.dao', at: recordOf('state=submitted') },
  { route: '/so/$form/$id', as: 'thon.cam', at: recordOf('state=returned') },
  {
    route: '/so/$form/$id',
    as: 'thon.cam',
    state: 'being mended',
    at: recordOf('state=returned'),
    act: press(/^Sửa/),
  },
  {
    route: '/so/$form/$id',
    as: 'can.bo',
    state: 'asked why it is voided',
    at: recordOf('form=patrol&state=submitted'),
    act: menuThen('Việc khác', 'Hủy bản ghi'),
  },
  {
    route: '/so/$form/$id',
    as: 'can.bo',
    state: 'not found',
    at: '/so/patrol/01941f29-7c00-7000-8000-0000000000ff',
    refused: [404],
  },
  { route: '/so/mo', as: 'can.bo' },
  { route: '/so/mo/$id', as: 'can.bo', at: soundedDrill },
  { route: '/so/thuc-dia', as: 'can.bo' },
  {
    route: '/so/thuc-dia',
    as: 'can.bo',
    state: 'a message to the teams',
    act: async (page) => {
      await page.getByRole('button', { name: 'Viết tin' }).click();
      await page.getByLabel('Nội dung').fill('Tối thứ năm họp tổ');
    },
  },
  { route: '/so/dien-thoai', as: 'can.bo' },
  {
    route: '/so/dien-thoai',
    as: 'can.bo',
    state: 'a code for a phone',
    act: async (page) => {
      await page.getByRole('button', { name: 'Gắn máy' }).click();
      await page.getByRole('combobox', { name: 'Người ghi' }).selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Tạo mã' }).click();
      await page.getByRole('img', { name: 'Mã QR mở trang gắn máy' }).waitFor();
    },
  },
  { route: '/so/nhap', as: 'can.bo' },
  {
    route: '/so/nhap/$id',
    as: 'can.bo',
    state: 'taken in',
    at: async (ask) => {
      const { items } = await ask.get<{ items: { id: string; state: string }[] }>('imports?limit=20');
      return `/so/nhap/${items.find((item) => item.state === 'committed')?.id}`;
    },
  },
  { route: '/so/nhap/$id', as: 'can.bo', state: 'dry run', at: checkedImport },
  ...tipVisits,
  ...pledgeVisits,
  { route: '/dia-ban', as: 'can.bo' },
  { route: '/dia-ban/$id', as: 'can.bo', at: areaAt('07840') },
  { route: '/dia-ban/$id', as: 'lanh.dao', state: 'ended', at: areaAt('before:07846') },
  { route: '/quan-tri/dia-ban', as: 'quan.tri' },
  { route: '/tai-khoan', as: 'can.bo' },
  {
    route: '/tai-khoan',
    as: 'quan.tri',
    anew: true,
    state: 'authenticator app',
    act: press('Thêm ứng dụng xác thực'),
  },
  { route: '/bao-cao', as: 'can.bo' },
  { route: '/bao-cao', as: 'lanh.dao' },
  { route: '/bao-cao/$id', as: 'can.bo', at: reportAt() },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'heading', at: reportAt('?phan=heading') },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'annex', at: reportAt('?phan=annex') },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'versions', at: reportAt('?phan=versions') },
  ...modelVisits,
  { route: '/tro-giup', as: 'can.bo' },
  { route: '/quan-tri', as: 'quan.tri' },
  { route: '/quan-tri/moi', as: 'quan.tri' },
  {
    route: '/quan-tri/moi',
    as: 'quan.tri',
    state: 'errors',
    act: async (page) => {
      await page.getByRole('main').locator('button[type=submit]').last().click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
    refused: [422],
  },
  { route: '/quan-tri/nguoi-dung/$id', as: 'quan.tri', at: userPath },
  { route: '/quan-tri/nhat-ky', as: 'kiem.tra' },
];
