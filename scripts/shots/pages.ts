import type { APIRequestContext, Page } from '@playwright/test';

/** How a page finds the records that it shows: the caller's own requests to the program. */
export interface Ask {
  /** The answer to GET /api/v1/…; throws where it is refused. */
  get<T>(path: string): Promise<T>;
}

export interface Shot {
  /** Name of the picture's file. */
  readonly name: string;
  /** Whose session; undefined for nobody. */
  readonly as: string | undefined;
  readonly path: string | ((ask: Ask) => Promise<string>);
  /** What is done on the page before the picture. */
  readonly act?: (page: Page) => Promise<void>;
  /** Only the window, where the page is a list without end. */
  readonly windowOnly?: boolean;
}

const recordOf =
  (query: string) =>
  async (ask: Ask): Promise<string> => {
    const { items } = await ask.get<{ items: { id: string; form: string }[] }>(`activities?limit=1&${query}`);
    return `/so/${items[0]?.form}/${items[0]?.id}`;
  };

async function importPath(ask: Ask): Promise<string> {
  const { items } = await ask.get<{ items: { id: string }[] }>('imports?limit=1');
  return `/so/nhap/${items[0]?.id}`;
}

async function reportPath(ask: Ask): Promise<string> {
  const me = await ask.get<{ assignments: { areaId: string }[] }>('me');
  const list = await ask.get<{ slots: { report: { id: string } | null }[] }>(
    `reports?areaId=${me.assignments[0]?.areaId}`,
  );
  return `/bao-cao/${list.slots.find((slot) => slot.report)?.report?.id}`;
}

async function userPath(ask: Ask): Promise<string> {
  const { items } = await ask.get<{ items: { id: string; username: string }[] }>('accounts?limit=50');
  return `/quan-tri/nguoi-dung/${items.find((item) => item.username === 'can.bo')?.id}`;
}

async function areaPath(ask: Ask): Promise<string> {
  const { id } = await ask.get<{ id: string }>('areas/by-code/before:07846');
  return `/dia-ban/${id}`;
}

async function figures2024(ask: Ask): Promise<string> {
  const { id } = await ask.get<{ id: string }>('areas/by-code/07840');
  return `/so-lieu?area=${id}&from=2023-12-15&to=2024-12-14&by=area&cmp=lastYear`;
}

const compared =
  'patrol.sessions_patrol.nightSessions_patrol.incidents_mediation.received_mediation.successRate';

async function figuresCompared(ask: Ask): Promise<string> {
  const { id } = await ask.get<{ id: string }>('areas/by-code/07840');
  return `/so-lieu?area=${id}&i=${compared}&from=2025-12-15&to=2026-06-14&by=area&cmp=lastYear`;
}

const pressed =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
  };

/** Every page of the filled demo, in the order of the contact sheet. */
export const demoShots: readonly Shot[] = [
  { name: 'dang-nhap', as: undefined, path: '/dang-nhap' },
  {
    name: 'dang-nhap-sai',
    as: undefined,
    path: '/dang-nhap',
    act: async (page) => {
      await page.getByLabel(/tên đăng nhập/i).fill('ai.do');
      await page.locator('input[type=password]').first().fill('không đúng đâu');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(800);
    },
  },
  { name: 'lien-ket-het-han', as: undefined, path: '/moi/khong-con-dung-duoc' },
  { name: 'hom-nay-ghi-chep', as: 'thon.cam', path: '/' },
  { name: 'hom-nay-can-bo', as: 'can.bo', path: '/' },
  { name: 'hom-nay-lanh-dao', as: 'lanh.dao', path: '/' },
  { name: 'hom-nay-tinh', as: 'can.bo.tinh', path: '/' },
  { name: 'hom-nay-kiem-tra', as: 'kiem.tra', path: '/' },
  { name: 'hom-nay-quan-tri', as: 'quan.tri', path: '/' },
  { name: 'so', as: 'can.bo', path: '/so' },
  { name: 'so-tuan-tra', as: 'can.bo', path: '/so/patrol' },
  { name: 'so-hoa-giai', as: 'lanh.dao', path: '/so/mediation' },
  { name: 'so-mo-hinh', as: 'can.bo', path: '/so/modelSite' },
  { name: 'so-hop', as: 'can.bo', path: '/so/meeting' },
  { name: 'so-vu-viec', as: 'can.bo', path: '/so/incident' },
  { name: 'so-vu-viec-moi', as: 'thon.cam', path: '/so/incident/moi' },
  { name: 'so-kiem-tra', as: 'can.bo', path: '/so/inspection' },
  { name: 'so-tham-hoi', as: 'can.bo', path: '/so/visit' },
  { name: 'so-tin-bao', as: 'can.bo', path: '/so/tip' },
  { name: 'so-ghi-nhanh', as: 'can.bo', path: '/so/patrol/ghi' },
  { name: 'so-muc-moi', as: 'thon.cam', path: '/so/patrol/moi' },
  { name: 'so-muc', as: 'can.bo', path: recordOf('form=patrol&state=verified') },
  { name: 'so-muc-cho-duyet', as: 'lanh.dao', path: recordOf('state=submitted') },
  { name: 'so-muc-bi-tra-lai', as: 'thon.cam', path: recordOf('state=returned') },
  { name: 'mo', as: 'can.bo', path: '/so/mo' },
  { name: 'nhap', as: 'can.bo', path: '/so/nhap' },
  { name: 'thuc-dia', as: 'can.bo', path: '/so/thuc-dia' },
  { name: 'dien-thoai', as: 'can.bo', path: '/so/dien-thoai' },
  { name: 'nhap-xong', as: 'can.bo', path: importPath },
  { name: 'so-lieu', as: 'can.bo', path: '/so-lieu' },
  { name: 'so-lieu-2024', as: 'can.bo', path: figures2024 },
  { name: 'so-lieu-so-sanh', as: 'can.bo', path: figuresCompared },
  { name: 'so-lieu-tinh', as: 'can.bo.tinh', path: '/so-lieu' },
  { name: 'bao-cao', as: 'can.bo', path: '/bao-cao' },
  { name: 'bao-cao-mot', as: 'can.bo', path: reportPath },
  { name: 'dia-ban', as: 'can.bo', path: '/dia-ban' },
  { name: 'dia-ban-mot', as: 'can.bo', path: areaPath },
  { name: 'tai-khoan', as: 'can.bo', path: '/tai-khoan' },
  { name: 'quan-tri', as: 'quan.tri', path: '/quan-tri' },
  { name: 'quan-tri-moi', as: 'quan.tri', path: '/quan-tri/moi' },
  { name: 'quan-tri-nguoi', as: 'quan.tri', path: userPath },
  { name: 'quan-tri-nhat-ky', as: 'kiem.tra', path: '/quan-tri/nhat-ky' },
  { name: 'tro-giup', as: 'can.bo', path: '/tro-giup' },
  { name: 'khong-co-trang', as: 'can.bo', path: '/khong-co-trang-nay' },
  { name: 'menu-nguoi', as: 'can.bo', path: '/', act: pressed(/Nguyễn Thị Hạnh/), windowOnly: true },
];

async function chooseHiepHoa(page: Page): Promise<void> {
  await page.getByRole('combobox').first().fill('luong phong');
  await page.getByRole('option').first().waitFor();
}

const forward = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.waitForTimeout(300);
};

/** The steps of the first set-up, one after the other on the same page. */
export const wizardSteps: readonly { name: string; act: (page: Page) => Promise<void> }[] = [
  { name: 'cai-dat-1', act: async () => undefined },
  { name: 'cai-dat-1-tim', act: chooseHiepHoa },
  { name: 'cai-dat-1-chon', act: (page) => page.getByRole('option').first().click() },
  { name: 'cai-dat-2', act: forward },
  { name: 'cai-dat-3', act: forward },
];

/** Fills in the last step and ends the wizard. */
export async function endWizard(page: Page, password: string): Promise<void> {
  await page.locator('#setup-name').fill('Nguyễn Thị Hạnh');
  await page.locator('#setup-username').fill('can.bo');
  await page.locator('#setup-password').fill(password);
  await page.getByRole('button', { name: /Hoàn tất/ }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** What a fresh installation shows: nothing is there yet, and the first workbook has just been checked. */
export const emptyShots: readonly Shot[] = [
  { name: 'trong-hom-nay', as: 'can.bo', path: '/' },
  { name: 'trong-so', as: 'can.bo', path: '/so' },
  { name: 'trong-so-tuan-tra', as: 'can.bo', path: '/so/patrol' },
  { name: 'trong-nhap', as: 'can.bo', path: '/so/nhap' },
  { name: 'trong-so-lieu', as: 'can.bo', path: '/so-lieu' },
  { name: 'trong-bao-cao', as: 'can.bo', path: '/bao-cao' },
  { name: 'trong-dia-ban', as: 'can.bo', path: '/dia-ban' },
];

export const dryRunShot: Shot = { name: 'nhap-kiem-tra', as: 'can.bo', path: importPath };

/** Asks in the name of whoever the requests belong to. */
export function askBy(requests: APIRequestContext, address: string): Ask {
  return {
    async get<T>(path: string): Promise<T> {
      const reply = await requests.get(`${address}/api/v1/${path}`);
      if (!reply.ok()) throw new Error(`GET ${path}: ${reply.status()} ${await reply.text()}`);
      return (await reply.json()) as T;
    },
  };
}
