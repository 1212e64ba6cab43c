import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type Demo, signIn, startDemo } from './support/demo.ts';
import { violationsOf } from './support/watch.ts';

const pin = '482917';
const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
let demo: Demo;
test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

interface FieldPerson {
  readonly id: string;
  readonly name: string;
  readonly areaName: string;
}

/** A phone of this person's, bound with a code of the officer's. */
async function bound(desk: BrowserContext, context: BrowserContext, person: FieldPerson): Promise<Page> {
  const reply = await desk.request.post(`${demo.address}/api/v1/phones/codes`, {
    data: { userId: person.id },
    headers: { origin: demo.address },
  });
  const { code } = (await reply.json()) as { code: string };
  const page = await context.newPage();
  await page.goto(`${demo.address}/field/#${code}`);
  await page.getByLabel('Tên máy').fill('Máy của tổ');
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByLabel('Gõ lại mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
  return page;
}

async function isSound(page: Page): Promise<void> {
  expect(await violationsOf(page, 'everything')).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

test('an alarm is sounded by two taps, rings on the other phone, is answered, and the commune ends it', async ({
  browser,
}) => {
  const desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  const { people } = (await (await desk.request.get(`${demo.address}/api/v1/phones`)).json()) as {
    people: FieldPerson[];
  };
  const volunteer = people.find(({ areaName }) => /Thôn/u.test(areaName));
  const officer = people.find(({ areaName }) => /Xã|Phường/u.test(areaName));
  if (!volunteer || !officer) throw new Error('the demo has nobody who records');
  const [one, two] = [await browser.newContext(small), await browser.newContext(small)];
  const sounding = await bound(desk, one, volunteer);
  const hearing = await bound(desk, two, officer);
  const asked: number[] = [];
  hearing.on('request', (request) => {
    if (request.url().includes('/sync/changes')) asked.push(Date.now());
  });

  await sounding.getByRole('button', { name: /Đánh mõ báo động/ }).click();
  await sounding.getByRole('heading', { name: 'Có việc gì?' }).waitFor();
  await isSound(sounding);
  await sounding.getByRole('button', { name: 'Cháy' }).click();
  await sounding.getByLabel(/Ở chỗ nào/).fill('sau nhà văn hóa');
  // One tap sounds nothing.
  await sounding.getByRole('button', { name: 'Đánh mõ', exact: true }).click();
  await sounding.getByRole('button', { name: 'Bấm lần nữa để đánh mõ' }).press('Enter');
  await expect(sounding.getByRole('button', { name: /Báo nhầm, gọi lại/ })).toBeVisible();
  await isSound(sounding);

  const bar = hearing.getByRole('alert').filter({ hasText: 'Cháy' });
  await expect(bar).toBeVisible({ timeout: 50_000 });
  await bar.getByRole('button', { name: 'Mở' }).click();
  await expect(hearing.getByText('sau nhà văn hóa', { exact: true })).toBeVisible();
  await isSound(hearing);
  await hearing.getByRole('button', { name: 'Tôi đến ngay' }).click();
  await expect(bar).toBeHidden();
  await expect
    .poll(async () => {
      const reply = await desk.request.get(`${demo.address}/api/v1/gong/alarms?running=true`);
      const { alarms } = (await reply.json()) as { alarms: { answers: { reply: string }[] }[] };
      return alarms[0]?.answers.map(({ reply: said }) => said);
    })
    .toEqual(['coming']);
  const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
  // The first is that of opening the app; a round in the browser may begin a moment late, never early.
  for (const gap of gaps) expect(gap).toBeGreaterThan(29_500);

  // The alarm leads the officer's desk, and his page shows who comes.
  const office = await desk.newPage();
  await office.setViewportSize({ width: 360, height: 740 });
  await office.goto(demo.address);
  await office.getByRole('link', { name: /Xem mõ.*MÕ BÁO ĐỘNG: Cháy/ }).click();
  await expect(office.getByText('Tôi đến ngay')).toBeVisible();
  await isSound(office);
  await office.goto(`${demo.address}/so/mo`);
  await expect(office.getByText('Tôi đến ngay')).toBeVisible();
  await isSound(office);

  // What was last known stands without a network too.
  await two.setOffline(true);
  await expect(hearing.getByText('sau nhà văn hóa', { exact: true })).toBeVisible();
  await two.setOffline(false);
  await sounding.getByRole('button', { name: 'Xong việc' }).click();
  await expect(sounding.getByText(/Xong việc\. .* báo\./)).toBeVisible();
  for (const context of [one, two, desk]) await context.close();
});
