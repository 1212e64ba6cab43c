import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { tipVisits } from './tip-visits.ts';

/** The caller's own requests to the program, by which a visit finds the record that it goes to. */
export interface Ask {
  get<T>(where: string): Promise<T>;
  post<T>(where: string, data: unknown): Promise<T>;
  readonly requests: APIRequestContext;
}

/** One state of one page as somebody of the demo sees it. */
export interface Visit {
  /** The route of src/app/web.routes.tsx. */
  readonly route: string;
  readonly as: string | undefined;
  readonly at?: string | ((ask: Ask) => Promise<string>);
  /** What is done on the page first, and its name in the list of tests. */
  readonly state?: string;
  readonly act?: (page: Page) => Promise<void>;
  /** Answers of the server that belong to the state. */
  readonly refused?: readonly number[];
  /** Both widths unless said; a state of a page that is visited anyhow is looked at on a phone. */
  readonly widths?: readonly number[];
}

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

const modelSiteAt =
  (tail = '') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>('model-sites?limit=1&state=active');
    return `/mo-hinh/${items[0]?.id}${tail}`;
  };

const modelKindAt =
  (query: string, tail = '') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>(`model-kinds?limit=1&${query}`);
    return `/mo-hinh/loai/${items[0]?.id}${tail}`;
  };

const modelTaskAt =
  (kind: 'check' | 'review') =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string }[] }>(`model-tasks?limit=1&kind=${kind}`);
    return `/mo-hinh/viec/${items[0]?.id}`;
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

const press =
  (name: RegExp | string) =>
  (page: Page): Promise<void> =>
    page.getByRole('main').getByRole('button', { name }).first().click();

const menuThen =
  (menu: string, item: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: menu, exact: true }).first().click();
    await page
      .getByRole('menuitem', { name: item })
      .or(page.getByRole('button', { name: item }))
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
  };

async function dialogOpen(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
}

const drawer =
  (name: RegExp | string) =>
  async (page: Page): Promise<void> => {
    await press(name)(page);
    await dialogOpen(page);
  };

/** The first hamlet of the demo with households, with the way to it. */
const hamletAt =
  (before: string, after = '') =>
  async (ask: Ask): Promise<string> =>
    `${before}${await listedHamlet(ask)}${after}`;

async function listedHamlet(ask: Ask): Promise<string> {
  const { rows } = await coverage(ask);
  return rows.find((row) => row.coverage.regular > row.coverage.signedRegular)?.areaId ?? '';
}

async function firstCampaign(ask: Ask): Promise<{ id: string; areaId: string }> {
  const me = await ask.get<{ assignments: { areaId: string }[] }>('me');
  const areaId = me.assignments[0]?.areaId ?? '';
  const { campaigns } = await ask.get<{ campaigns: { id: string }[] }>(`pledge-campaigns?areaId=${areaId}`);
  return { id: campaigns[0]?.id ?? '', areaId };
}

async function coverage(ask: Ask) {
  const { id, areaId } = await firstCampaign(ask);
  return ask.get<{ rows: { areaId: string; coverage: { regular: number; signedRegular: number } }[] }>(
    `pledge-campaigns/${id}/coverage?areaId=${areaId}`,
  );
}

const campaignAt =
  (tail: string) =>
  async (ask: Ask): Promise<string> =>
    `/cam-ket/${(await firstCampaign(ask)).id}${tail}`;

/** Signing in a hamlet; who has one only is led to it. */
const signingAt =
  (query: string) =>
  async (ask: Ask): Promise<string> => {
    const { id, areaId } = await firstCampaign(ask);
    return `/cam-ket/${id}/ky?noi=${(await listedHamlet(ask)) || areaId}${query}`;
  };

async function pledgeLink(ask: Ask): Promise<string> {
  const { id } = await firstCampaign(ask);
  const { codes } = await ask.post<{ codes: { path: string }[] }>(`pledge-campaigns/${id}/sheets`, {
    areaId: await listedHamlet(ask),
  });
  return codes[0]?.path ?? '';
}

const only360 = { widths: [360] } as const;
const only1440 = { widths: [1440] } as const;
const year2024 = 'from=2023-12-15&to=2024-12-14&by=area&cmp=lastYear';

const firstOf =
  (list: string, key: string, prefix: string, tail = '') =>
  async (ask: Ask): Promise<string> => {
    const found = await ask.get<Record<string, { id: string }[]>>(list);
    return `${prefix}${found[key]?.[0]?.id}${tail}`;
  };

async function mergerPath(ask: Ask): Promise<string> {
  const { committees } = await ask.get<{ committees: { id: string }[] }>('committees');
  const [into, ...from] = committees.map((committee) => committee.id);
  return `/ban-chi-dao/gop?vao=${into}&${from.map((id) => `tu=${id}`).join('&')}`;
}

const members = path.resolve(import.meta.dirname, '../../src/modules/teams/fixtures/thanh-vien.xlsx');

/** Uploads a list of members, which waits to be taken in. */
async function waitingRoster(ask: Ask): Promise<string> {
  const { id: areaId } = await ask.get<{ id: string }>('areas/by-code/07840');
  const file = {
    name: 'thanh-vien.xlsx',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(members),
  };
  const sent = await ask.requests.post(`rosters?areaId=${areaId}`, { multipart: { file } });
  return `/to/nhap/${((await sent.json()) as { id: string }).id}`;
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
  { route: '/to', as: 'can.bo' },
  { route: '/to', as: 'can.bo.tinh', widths: [360] },
  { route: '/to', as: 'can.bo', state: 'no such team', at: '/to?tim=khong-co-to-nay' },
  { route: '/to', as: 'can.bo', state: 'export with a reason', act: drawer('Xuất danh sách') },
  { route: '/to/moi', as: 'can.bo' },
  { route: '/to/$id', as: 'can.bo', at: firstOf('teams', 'teams', '/to/') },
  {
    route: '/to/$id',
    as: 'can.bo',
    state: 'adding members',
    at: firstOf('teams', 'teams', '/to/'),
    act: press('Thêm thành viên'),
  },
  {
    route: '/to/$id',
    as: 'can.bo',
    state: 'a training',
    at: firstOf('teams', 'teams', '/to/'),
    act: drawer('Ghi buổi tập huấn'),
  },
  { route: '/to/$id', as: 'lanh.dao', at: firstOf('teams', 'teams', '/to/'), widths: [360] },
  { route: '/to/nguoi', as: 'can.bo', at: '/to/nguoi?tim=nguyen' },
  { route: '/to/nguoi', as: 'can.bo', state: 'nothing typed' },
  { route: '/to/nguoi/$id', as: 'can.bo', at: firstOf('persons?q=nguyen', 'persons', '/to/nguoi/') },
  { route: '/to/nhap', as: 'can.bo' },
  { route: '/to/nhap/$id', as: 'can.bo', at: waitingRoster },
  { route: '/ban-chi-dao', as: 'can.bo' },
  { route: '/ban-chi-dao/moi', as: 'can.bo' },
  { route: '/ban-chi-dao/$id', as: 'can.bo', at: firstOf('committees', 'committees', '/ban-chi-dao/') },
  {
    route: '/ban-chi-dao/$id/sua',
    as: 'can.bo',
    at: firstOf('committees', 'committees', '/ban-chi-dao/', '/sua'),
  },
  { route: '/ban-chi-dao/chong-cheo', as: 'can.bo' },
  { route: '/ban-chi-dao/gop', as: 'can.bo', at: mergerPath },
  { route: '/ban-chi-dao/gop', as: 'can.bo', state: 'nothing chosen' },
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
  { route: '/cam-ket', as: 'can.bo' },
  { route: '/cam-ket', as: 'thon.cam', ...only360 },
  { route: '/cam-ket/moi', as: 'can.bo' },
  { route: '/cam-ket/ho', as: 'can.bo' },
  { route: '/cam-ket/ho/$areaId', as: 'can.bo', at: hamletAt('/cam-ket/ho/') },
  {
    route: '/cam-ket/ho/$areaId',
    as: 'can.bo',
    state: 'adding',
    at: hamletAt('/cam-ket/ho/'),
    act: press('Thêm hộ'),
  },
  { route: '/cam-ket/$id', as: 'can.bo', at: campaignAt('') },
  { route: '/cam-ket/$id/sua', as: 'can.bo', at: campaignAt('/sua') },
  { route: '/cam-ket/$id/ky', as: 'can.bo', at: signingAt('') },
  {
    route: '/cam-ket/$id/ky',
    as: 'thon.cam',
    state: 'at the door',
    at: signingAt('&cach=phone'),
    ...only360,
  },
  {
    route: '/cam-ket/$id/ky',
    as: 'can.bo',
    state: 'from a photo',
    at: signingAt('&cach=photo'),
    ...only1440,
  },
  { route: '/ky', as: 'can.bo', state: 'ready', at: pledgeLink },
  { route: '/ky', as: undefined, at: '/ky?ma=khong-con-dung-duoc', refused: [404, 422] },
  { route: '/dang-ky', as: 'can.bo' },
  { route: '/chi-tieu', as: 'can.bo' },
  { route: '/chi-tieu/giao', as: 'can.bo', at: '/chi-tieu/giao?dem=patrol.sessions' },
  { route: '/dia-ban', as: 'can.bo' },
  { route: '/dia-ban/$id', as: 'can.bo', at: areaAt('07840') },
  { route: '/dia-ban/$id', as: 'lanh.dao', state: 'ended', at: areaAt('before:07846') },
  { route: '/quan-tri/dia-ban', as: 'quan.tri' },
  { route: '/tai-khoan', as: 'can.bo' },
  { route: '/tai-khoan', as: 'can.bo', state: 'authenticator app', act: press('Thêm ứng dụng xác thực') },
  { route: '/bao-cao', as: 'can.bo' },
  { route: '/bao-cao', as: 'lanh.dao' },
  { route: '/bao-cao/$id', as: 'can.bo', at: reportAt() },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'heading', at: reportAt('?phan=heading') },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'annex', at: reportAt('?phan=annex') },
  { route: '/bao-cao/$id', as: 'can.bo', state: 'versions', at: reportAt('?phan=versions') },
  { route: '/mo-hinh/mau', as: 'can.bo' },
  { route: '/mo-hinh', as: 'can.bo' },
  { route: '/mo-hinh', as: 'can.bo.tinh', widths: [1440] },
  { route: '/mo-hinh', as: 'can.bo', state: 'dormant', at: '/mo-hinh?trangThai=dormant' },
  { route: '/mo-hinh', as: 'can.bo', state: 'nothing found', at: '/mo-hinh?q=khong-co-diem-nay' },
  { route: '/mo-hinh/moi', as: 'can.bo' },
  { route: '/mo-hinh/moi', as: 'can.bo', state: 'refused', act: press('Đề xuất') },
  { route: '/mo-hinh/viec', as: 'can.bo' },
  { route: '/mo-hinh/viec/$id', as: 'can.bo', at: modelTaskAt('check') },
  {
    route: '/mo-hinh/viec/$id',
    as: 'can.bo',
    state: 'not answered',
    at: modelTaskAt('check'),
    act: press('Lưu kết quả'),
  },
  { route: '/mo-hinh/viec/$id', as: 'can.bo', state: 'review', at: modelTaskAt('review') },
  { route: '/mo-hinh/loai', as: 'can.bo.tinh' },
  { route: '/mo-hinh/loai/moi', as: 'can.bo.tinh' },
  { route: '/mo-hinh/loai/$id', as: 'can.bo.tinh', at: modelKindAt('q=4%20an%20toan') },
  {
    route: '/mo-hinh/loai/$id',
    as: 'can.bo.tinh',
    state: 'merge',
    at: modelKindAt('q=4%20an%20toan'),
    act: drawer('Sáp nhập vào loại khác'),
  },
  { route: '/mo-hinh/loai/$id/sua', as: 'can.bo.tinh', at: modelKindAt('from=own', '/sua') },
  { route: '/mo-hinh/$id', as: 'can.bo', at: modelSiteAt() },
  { route: '/mo-hinh/$id', as: 'thon.cam', at: modelSiteAt(), widths: [360] },
  { route: '/mo-hinh/$id', as: 'can.bo', state: 'a step', at: modelSiteAt(), act: drawer('Ghi bước này') },
  {
    route: '/mo-hinh/$id',
    as: 'can.bo',
    state: 'end',
    at: modelSiteAt(),
    act: menuThen('Thao tác', 'Kết thúc'),
  },
  { route: '/mo-hinh/$id', as: 'can.bo', state: 'edit', at: modelSiteAt(), act: menuThen('Thao tác', 'Sửa') },
  { route: '/mo-hinh/$id/khao-sat', as: 'can.bo', at: modelSiteAt('/khao-sat') },
  { route: '/mo-hinh/$id/nhan-rong', as: 'can.bo', at: modelSiteAt('/nhan-rong') },
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

/** Asks in the name of whoever the requests belong to. */
export function askBy(requests: APIRequestContext): Ask {
  const read = async <T>(where: string, sent: ReturnType<APIRequestContext['get']>): Promise<T> => {
    const reply = await sent;
    if (!reply.ok()) throw new Error(`${where}: ${reply.status()} ${await reply.text()}`);
    return (await reply.json()) as T;
  };
  return {
    requests,
    get: (where) => read(where, requests.get(where)),
    post: (where, data) => read(where, requests.post(where, { data })),
  };
}
