import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { todayInVietnam } from '../src/platform/dates.ts';
import { type Demo, signIn, startDemo } from './support/demo.ts';
import { bind, codeFor, phoneShape } from './support/field.ts';
import { Office } from './support/office.ts';
import { quickly } from './support/quickly.ts';
import { lookInside } from './support/screens.ts';

/** So many records, of which some are changed in the same field by two. */
const RECORDS = 50;
const bySameField = { people: (n: number) => n % 5 === 0, note: (n: number) => n % 5 === 1 };

let demo: Demo;
let desk: BrowserContext;
let officer: Office;
let volunteer: Office;
test.beforeAll(async ({ browser }) => {
  demo = await startDemo();
  desk = await browser.newContext();
  await signIn(desk, demo, 'can.bo');
  officer = new Office(desk, demo);
  const own = await browser.newContext();
  await signIn(own, demo, 'thon.cam');
  volunteer = new Office(own, demo);
});
test.afterAll(() => demo.stop());

interface Stored {
  readonly id: string;
  readonly revision: number;
  readonly values: Record<string, unknown>;
}

test('two phones and the commune change the same fifty records: what is disjoint is merged, what is not is asked, nothing is lost', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { assignments } = await volunteer.call<{ assignments: { areaId: string }[] }>('GET', 'me');
  const base = {
    day: todayInVietnam(new Date().toISOString()),
    place: { areaId: assignments[0]?.areaId },
    patrollers: 4,
    route: 'Đường trục thôn',
    content: 'Yên tĩnh',
    note: 'Ghi lúc đầu',
  };
  const { forms } = await volunteer.call<{ forms: { code: string; version: number }[] }>('GET', 'forms');
  const formVersion = forms.find(({ code }) => code === 'patrol')?.version;
  const save = { form: 'patrol', formVersion, state: 'submitted' };
  const ids = Array.from({ length: RECORDS }, () => uuidv7());
  for (const id of ids) await volunteer.call('PUT', `activities/${id}`, { ...save, values: base });

  // Both phones fetch them and lose the network.
  const phones: { context: BrowserContext; page: Page }[] = [];
  for (let n = 0; n < 2; n += 1) {
    const context = await browser.newContext(phoneShape);
    const page = await context.newPage();
    await bind(page, demo.address, (await codeFor(officer, 1)).code);
    await open(page, 'da-ghi');
    await expect(page.getByRole('button', { name: 'Mở ra sửa' }).nth(RECORDS - 1)).toBeAttached();
    await context.setOffline(true);
    phones.push({ context, page });
  }
  const [one, two] = phones;
  if (!one || !two) throw new Error('no phones');
  for (const [n, id] of ids.entries()) {
    const patrollers = bySameField.people(n) ? 9 : 4;
    const values = { ...base, patrollers, incidents: 1 };
    await officer.call('PUT', `activities/${id}`, { ...save, values, baseRevision: 1 });
    await change(one.page, id, [
      ...(bySameField.people(n) ? [['Số người', '7'] as const] : []),
      ['Tuyến, khu vực', `Đường của máy một, bản ghi ${n}`],
      ...(bySameField.note(n) ? [['Ghi chú', 'Lời của máy một'] as const] : []),
    ]);
    await change(two.page, id, [
      ['Nội dung', `Việc của máy hai, bản ghi ${n}`],
      ...(bySameField.note(n) ? [['Ghi chú', 'Lời của máy hai'] as const] : []),
    ]);
  }
  await expect(one.page.getByText(`${RECORDS} bản ghi đang ở trên máy này`)).toBeVisible();

  // One after the other comes back; what two have said differently is asked, with both values.
  await one.context.setOffline(false);
  await expect(one.page.getByText(/^10 bản ghi cần bạn xem/)).toBeVisible({ timeout: 60_000 });
  await two.context.setOffline(false);
  await expect(two.page.getByText(/^10 bản ghi cần bạn xem/)).toBeVisible({ timeout: 60_000 });
  const now = await storedOf(ids);
  for (const [n, { values }] of now.entries()) {
    expect(values).toMatchObject({
      incidents: 1,
      route: `Đường của máy một, bản ghi ${n}`,
      content: `Việc của máy hai, bản ghi ${n}`,
      patrollers: bySameField.people(n) ? 9 : 4,
      note: bySameField.note(n) ? 'Lời của máy một' : 'Ghi lúc đầu',
    });
  }
  const { items } = await officer.call<{ items: { id: string; recordId: string }[] }>('GET', 'sync/items');
  const asked = ids.filter((_, n) => bySameField.people(n) || bySameField.note(n));
  expect(items.map(({ recordId }) => recordId).toSorted()).toEqual(asked.toSorted());

  // The first phone's person chooses each; of the second's, the commune settles what is left.
  await lookInside(one.page, 'hom-thu', 'mail-conflicts');
  for (let left = 10; left > 0; left -= 1) {
    const card = one.page.getByRole('listitem').filter({ hasText: 'Giữ bên nào?' }).first();
    await expect(card.getByRole('button', { name: /^9/ })).toBeVisible();
    await card.getByRole('button', { name: /^7/ }).click();
    await card.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await expect(one.page.getByText('Giữ bên nào?')).toHaveCount(left - 1);
  }
  const page = await desk.newPage();
  await page.goto(`${demo.address}/so/dien-thoai`);
  for (let left = 10; left > 0; left -= 1) {
    const card = page.getByRole('article').filter({ hasText: 'Lời của máy hai' }).first();
    await expect(card.getByText('Lời của máy một')).toBeVisible();
    await card.getByRole('radio', { name: /Lời của máy hai/ }).check();
    await card.getByRole('button', { name: 'Ghi giá trị đã chọn' }).click();
    await expect(page.getByText('Lời của máy hai')).toHaveCount(left - 1);
  }
  await open(one.page, '');
  await expect(one.page.getByText('Mọi bản ghi đã đến xã')).toBeVisible({ timeout: 60_000 });
  for (const [n, { values }] of (await storedOf(ids)).entries()) {
    expect(values.patrollers).toBe(bySameField.people(n) ? 7 : 4);
    expect(values.note).toBe(bySameField.note(n) ? 'Lời của máy hai' : 'Ghi lúc đầu');
  }
  expect((await officer.call<{ items: unknown[] }>('GET', 'sync/items')).items).toEqual([]);
  for (const { context } of phones) await context.close();
});

async function open(page: Page, screen: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = `#/${hash}`;
  }, screen);
}

/** Opens a record of the phone and answers some of its questions anew, in their order. */
async function change(
  page: Page,
  id: string,
  answers: readonly (readonly [string, string])[],
): Promise<void> {
  await open(page, `ghi/patrol/${id}`);
  const steps = answers.flatMap(([ask, type]) => [{ ask }, { type }]);
  await quickly(page, [...steps, { goOn: 'to the end' }, { see: 'Bắt đầu tuần tra' }]);
}

async function storedOf(ids: readonly string[]): Promise<Stored[]> {
  const all: Stored[] = [];
  for (const id of ids) all.push(await officer.call<Stored>('GET', `activities/${id}`));
  return all;
}

test('what is refused stays visible with its reason on both sides, holds up nothing, and is put right on the phone or at the commune', async ({
  browser,
}) => {
  const { assignments } = await officer.call<{ assignments: { areaId: string }[] }>('GET', 'me');
  const commune = assignments[0]?.areaId ?? '';
  const hamletId = uuidv7();
  const made = { id: hamletId, fullName: 'Thôn Sắp Chia', openedOn: null };
  await officer.call('POST', `areas/${commune}/hamlets`, { hamlets: [made] });
  const context = await browser.newContext(phoneShape);
  const page = await context.newPage();
  // A phone of long ago knows a book that the program has no more.
  await context.route('**/api/v1/forms', async (route) => {
    const reply = await route.fetch();
    const { forms } = (await reply.json()) as { forms: { code: string }[] };
    const old = forms
      .filter(({ code }) => code === 'mediation')
      .map((form) => ({ ...form, code: 'soCu', name: { vi: 'Sổ cũ', en: 'Old book' } }));
    await route.fulfill({ response: reply, json: { forms: [...forms, ...old] } });
  });
  await bind(page, demo.address, (await codeFor(officer, 0)).code);
  await context.setOffline(true);
  const end = [{ goOn: 'to the end' }, { see: 'Bắt đầu tuần tra' }] as const;
  const settled = [{ ask: 'Kết quả' }, { tap: 'Hòa giải thành' }, { ask: 'Ghi chú' }] as const;
  await quickly(page, [{ tap: 'Hòa giải' }, ...settled, { type: 'Bản ghi tốt' }, ...end]);
  await quickly(page, [{ tap: 'Sổ cũ' }, ...settled, { type: 'Ghi ở sổ cũ' }, ...end]);
  const longAgo = [
    { ask: 'Ngày' },
    { type: '2024-01-15' },
    { ask: 'Nội dung' },
    { type: 'Lớp năm nào' },
  ] as const;
  await quickly(page, [{ tap: 'Tập huấn' }, ...longAgo, ...end]);
  const there = [{ ask: 'Thôn' }, { tap: 'Thôn Sắp Chia' }] as const;
  await quickly(page, [{ tap: 'Hòa giải' }, ...there, ...settled, { type: 'Ở thôn đã chia' }, ...end]);
  await expect(page.getByText('4 bản ghi đang ở trên máy này')).toBeVisible();
  await officer.call('POST', 'area-operations/reorganisation', {
    on: todayInVietnam(new Date().toISOString()),
    instrument: '20/NQ-HĐND',
    step: {
      kind: 'split',
      areaId: hamletId,
      into: [{ fullName: 'Thôn Chia Một' }, { fullName: 'Thôn Chia Hai' }],
    },
  });

  await context.setOffline(false);
  await expect(page.getByText(/^3 bản ghi cần bạn xem/)).toBeVisible({ timeout: 60_000 });
  const notes = (
    await officer.call<{ items: Stored[] }>('GET', 'activities?form=mediation&q=ban%20ghi%20tot')
  ).items;
  expect(notes).toHaveLength(1);
  const reasons = {
    'Sổ cũ': 'một mẫu có trong chương trình',
    'Tập huấn': 'ngày không quá 400 ngày trước',
    'Ở thôn đã chia': 'Thôn Chia Hai; Thôn Chia Một',
  };
  await lookInside(page, 'hom-thu', 'mail-refused');
  const onPhone = (words: string) => page.getByRole('listitem').filter({ hasText: words });
  const office = await desk.newPage();
  await office.goto(`${demo.address}/so/dien-thoai`);
  const atDesk = (words: string) => office.getByRole('article').filter({ hasText: words });
  for (const reason of Object.values(reasons)) {
    await expect(onPhone(reason)).toHaveCount(1);
    await expect(onPhone(reason).getByText('Cần bạn xem')).toBeVisible();
    await expect(atDesk(reason)).toHaveCount(1);
  }

  // On the phone the day is put right; the commune asks and says which half it was, and answers what has no book.
  await onPhone(reasons['Tập huấn']).getByRole('button', { name: 'Sửa lại' }).click();
  await quickly(page, [{ ask: 'Ngày' }, { tap: 'Hôm nay' }, ...end]);
  await expect(page.getByText(/^2 bản ghi cần bạn xem/)).toBeVisible({ timeout: 60_000 });
  const divided = atDesk(reasons['Ở thôn đã chia']);
  await divided.getByRole('button', { name: 'Sửa và ghi vào sổ' }).click();
  await divided.getByText('Thôn Chia Hai', { exact: true }).click();
  await divided.getByRole('button', { name: 'Ghi vào sổ', exact: true }).click();
  await expect(divided).toHaveCount(0);
  const old = atDesk(reasons['Sổ cũ']);
  await old.getByRole('button', { name: 'Không nhận' }).click();
  await old.getByLabel('Lý do, để người ghi biết').fill('Sổ này đã bỏ, ghi vào sổ hòa giải');
  await old.getByRole('button', { name: 'Không nhận' }).click();
  await expect(old).toHaveCount(0);

  await page.getByRole('button', { name: 'Hòa giải', exact: true }).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByText('Mọi bản ghi đã đến xã')).toBeVisible({ timeout: 60_000 });
  await open(page, 'hom-thu');
  await expect(page.getByText('Xã không nhận: Sổ này đã bỏ, ghi vào sổ hòa giải')).toBeVisible();
  const found = await officer.call<{ items: Stored[] }>(
    'GET',
    `activities?form=mediation&q=${encodeURIComponent('Thôn Chia Hai')}`,
  );
  expect(found.items).toHaveLength(1);
  expect((await officer.call<{ items: unknown[] }>('GET', 'sync/items')).items).toEqual([]);
  await context.close();
});
