import { randomUUID } from 'node:crypto';
import { type BrowserContext, expect, test } from '@playwright/test';
import { type Demo, startDemo } from './support/demo.ts';
import { codeFor, deskOf } from './support/field.ts';
import { Office } from './support/office.ts';
import { shapeFaults, violationsOf } from './support/watch.ts';

let demo: Demo;
let desk: BrowserContext;
test.beforeAll(async ({ browser }) => {
  demo = await startDemo();
  desk = await deskOf(await browser.newContext(), demo);
});
test.afterAll(() => demo.stop());

test('a file is taken in at the commune: what it may not say is told with its reason, what waits names who brought it', async ({
  browser,
}) => {
  const office = new Office(desk, demo);
  const { code, name } = await codeFor(office, 1);
  const phoneId = randomUUID();
  const elsewhere = await browser.newContext();
  await new Office(elsewhere, demo).call('POST', 'phones/bindings', { code, phoneId, name: 'Máy của tổ 2' });
  await elsewhere.close();
  const command = (kind: string, payload: object) => ({
    ...{ id: randomUUID(), kind, recordId: randomUUID(), payload },
    madeAt: new Date().toISOString(),
  });
  const content = JSON.stringify({
    ...{ format: 'tiengmo-phone', version: 1, phoneId },
    commands: [
      command('gong.sound', { kind: 'fire' }),
      command('activity.save', { form: 'mauCu', formVersion: 3, values: { content: 'Chép tay' } }),
    ],
  });
  const page = await desk.newPage();
  await page.goto(`${demo.address}/so/dien-thoai`);
  const file = { name: 'may.json', mimeType: 'application/json', buffer: Buffer.from(content) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(
    page.getByText(/Ghi mới 0, đã có 0, chờ trả lời 1\. Không nhận 1: .*chính điện thoại/u),
  ).toBeVisible();
  const card = page.getByRole('article').filter({ hasText: 'mauCu' });
  await expect(
    card.getByText(new RegExp(`mang đến bằng tệp .* không chứng minh ${name} đã ghi`, 'u')),
  ).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await shapeFaults(page)).toEqual([]);
  }
});
