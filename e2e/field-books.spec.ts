import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type Demo, signIn, startDemo } from './support/demo.ts';
import { violationsOf } from './support/watch.ts';

const pin = '482917';
const recorder = 'Đỗ Văn Nhàn';
let demo: Demo;
test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

async function ask<T>(desk: BrowserContext, where: string): Promise<T> {
  return (await (await desk.request.get(`${demo.address}/api/v1/${where}`)).json()) as T;
}

async function codeFor(desk: BrowserContext, name: string): Promise<string> {
  const { people } = await ask<{ people: { id: string; name: string }[] }>(desk, 'phones');
  const reply = await desk.request.post(`${demo.address}/api/v1/phones/codes`, {
    data: { userId: people.find((one) => one.name === name)?.id },
    headers: { origin: demo.address },
  });
  return ((await reply.json()) as { code: string }).code;
}

/** How far the campaign has come, as the commune sees it. */
async function coverage(desk: BrowserContext): Promise<{ signed: number; withdrawn: number; id: string }> {
  const { assignments } = await ask<{ assignments: { areaId: string }[] }>(desk, 'me');
  const areaId = assignments[0]?.areaId ?? '';
  interface Listed {
    readonly campaigns: { id: string; state: string; coverage: { signed: number; withdrawn: number } }[];
  }
  const { campaigns } = await ask<Listed>(desk, `pledge-campaigns?areaId=${areaId}`);
  const open = campaigns.find(({ state }) => state === 'open');
  return { signed: 0, withdrawn: 0, ...open?.coverage, id: open?.id ?? '' };
}

/** The officer wants a model of the recorder's hamlet checked. */
async function plan(desk: BrowserContext, hamlet: BrowserContext): Promise<void> {
  const { assignments } = await ask<{ assignments: { areaId: string }[] }>(hamlet, 'me');
  const where = `model-sites?areaId=${assignments[0]?.areaId}&state=active&state=dormant&state=launched`;
  const { items } = await ask<{ items: { id: string }[] }>(desk, where);
  const reply = await desk.request.put(`${demo.address}/api/v1/model-sites/${items[0]?.id}/tasks`, {
    data: { kind: 'check', dueOn: new Date().toISOString().slice(0, 10) },
    headers: { origin: demo.address },
  });
  expect(reply.status(), await reply.text()).toBe(200);
}

const meetings = async (desk: BrowserContext): Promise<number> =>
  (await ask<{ total: { count: number } }>(desk, 'activities?form=meeting&limit=1')).total.count;

async function go(page: Page, where: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = `#/${hash}`;
  }, where);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const onward = (page: Page): Promise<void> => page.locator('form button[type=submit]').click();
const pick = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Answers what is left of a form, question by question, and waits until it is written down. */
async function toTheEnd(page: Page, answer?: () => Promise<void>): Promise<void> {
  for (let isLast = false; !isLast; ) {
    await answer?.();
    const [at, all] =
      ((await page.getByText(/Câu \d+/u).textContent()) ?? '').match(/\d+/gu)?.slice(-2) ?? [];
    isLast = at === all;
    await onward(page);
    if (!isLast) await page.getByText(new RegExp(`Câu ${Number(at) + 1}\\b`, 'u')).waitFor();
  }
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
}

/** A meeting, question by question. */
async function meeting(page: Page): Promise<void> {
  await pick(page, 'Họp, sinh hoạt');
  await onward(page);
  await onward(page);
  await pick(page, 'Họp tổ, đội');
  await onward(page);
  await onward(page);
  await page.getByLabel('Nữ').fill('6');
  await page.getByLabel('Nam').fill('9');
  await onward(page);
  await page.getByLabel('Nội dung').fill('Phân công tuần tra dịp Tết');
  await toTheEnd(page);
}

/** A check: every line gets its verdict by hand; nothing is answered beforehand. */
async function check(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Kiểm tra .*hạn/u })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^Kiểm tra mô hình/u }).waitFor();
  await toTheEnd(page, async () => {
    const good = page.getByRole('button', { name: 'Đạt', exact: true });
    if (await good.isVisible()) await good.click();
  });
}

/** Draws something in the box. */
async function drawn(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: 'Chữ ký' }).boundingBox();
  if (!box) throw new Error('no box to sign in');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (const [x, y] of [
    [90, 20],
    [140, 90],
    [220, 30],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
}

async function isClean(page: Page, where: string): Promise<void> {
  expect([where, await violationsOf(page, 'everything')]).toEqual([where, []]);
  const widths: number[] = [];
  for (const size of ['200%', '']) {
    const width = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      return document.documentElement.scrollWidth;
    }, size);
    widths.push(width);
  }
  expect([where, Math.max(...widths)]).toEqual([where, 360]);
}

test('a meeting, a check and five pledges are written down without a signal, and arrive', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const hamlet = await browser.newContext();
  await signIn(hamlet, demo, 'thon.cam');
  await plan(desk, hamlet);
  const [pledgesBefore, meetingsBefore] = [await coverage(desk), await meetings(desk)];
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${demo.address}/field/#${await codeFor(desk, recorder)}`);
  await page.getByLabel('Tên máy').fill('Máy của tổ 2');
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByLabel('Gõ lại mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  const campaign = page.getByRole('button', { name: /^Ký cam kết:/u });
  await campaign.waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);

  await context.setOffline(true);
  await meeting(page);
  await check(page);

  await campaign.click();
  await page.getByText(/\d+\/\d+ hộ đã ký/u).waitFor();
  const list = await page.evaluate(() => window.location.hash.slice(2));
  await isClean(page, 'campaign');
  const [signedBefore = 0, all = 0] =
    ((await page.getByText(/\d+\/\d+ hộ đã ký/u).textContent()) ?? '').match(/\d+/gu)?.map(Number) ?? [];
  // Somebody is found without accents, and withdraws a pledge that the commune has.
  await pick(page, 'Tất cả');
  const house = page
    .getByRole('listitem')
    .filter({ hasText: /đã ký$/u })
    .first();
  const name =
    ((await house.textContent()) ?? '')
      .replace(/đã ký$/u, '')
      .split(' · ')
      .at(-1) ?? '';
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  await page.getByLabel(/không cần dấu/u).fill(plain.toLowerCase());
  await page
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ hasText: /đã ký$/u })
    .first()
    .getByRole('button')
    .click();
  await pick(page, 'Hộ này rút cam kết');
  await pick(page, 'Chạm lần nữa để ghi là rút');
  await go(page, list);

  await page
    .getByRole('listitem')
    .filter({ hasText: /chưa ký$/u })
    .first()
    .getByRole('button')
    .click();
  await pick(page, 'Ghi là đã ký');
  await expect(page.getByRole('alert')).toContainText('Chưa có chữ ký');
  await isClean(page, 'door');
  await drawn(page);
  await pick(page, 'Ghi là đã ký');
  for (const way of ['Đồng ý, bấm thay chữ ký', 'Đã ký vào bản giấy', 'Đã điểm chỉ vào bản giấy']) {
    await pick(page, 'Hộ tiếp theo');
    await pick(page, way);
    await pick(page, 'Ghi là đã ký');
    await page.getByText(/Đã ký ngày/u).waitFor();
  }
  // One that stands in no list.
  await go(page, `${list}/moi`);
  await isClean(page, 'new household');
  await page.getByLabel(/Số nhà/u).fill('127B');
  await pick(page, 'Thêm hộ rồi ký');
  await page.getByRole('heading', { level: 1, name: /127B/u }).waitFor();
  await pick(page, 'Đồng ý, bấm thay chữ ký');
  await pick(page, 'Ghi là đã ký');
  await page.getByText(/Đã ký ngày/u).waitFor();
  await go(page, list);
  await expect(page.getByText(`${signedBefore + 5 - 1}/${all + 1} hộ đã ký`)).toBeVisible();
  for (const where of ['', 'mo-hinh', 'da-ghi', 'hom-thu']) {
    await go(page, where);
    await isClean(page, where);
  }
  await go(page, 'may');
  await page.getByRole('button', { name: 'English' }).click();
  await go(page, list);
  await expect(page.getByText(/households have signed/u).first()).toBeVisible();
  await go(page, '');
  await expect(page.getByRole('button', { name: 'Start a patrol' })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText('Everything has reached the commune')).toBeVisible({ timeout: 60_000 });
  const after = await coverage(desk);
  expect(after.signed - pledgesBefore.signed).toBe(4);
  expect(after.withdrawn - pledgesBefore.withdrawn).toBe(1);
  expect(await meetings(desk)).toBe(meetingsBefore + 1);
  const waiting = await ask<{ items: unknown[] }>(desk, 'sync/items');
  expect(waiting.items).toEqual([]);
  await context.close();
  await hamlet.close();
  await desk.close();
});
