import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { addSecondStep, type Demo, startDemo } from './support/demo.ts';
import { bind, bindAnother, codeFor, deskOf, lock, patrol, startPhone } from './support/field.ts';
import { Office } from './support/office.ts';

let demo: Demo;
let desk: BrowserContext;
let office: Office;
test.beforeAll(async ({ browser }) => {
  demo = await startDemo();
  desk = await deskOf(await browser.newContext(), demo);
  await addSecondStep(desk, demo);
  office = new Office(desk, demo);
});
test.afterAll(async () => {
  await desk.close();
  await demo.stop();
});

test('who copies the phone’s memory, its battery dead or not, reads no word of what was written or fetched', async ({
  browserName: _chromium,
}, info) => {
  const folder = info.outputPath('phone');
  const words = {
    entry: 'đèn đường hỏng chỗ cây gạo',
    draft: 'nói về lừa đảo qua điện thoại nhà văn hóa',
    patrol: 'tiếng động lạ sau đình làng',
  };
  const own = await startPhone(info.project.use, folder);
  const { page, context } = own;
  const [first, second] = [await codeFor(office, 0), await codeFor(office, 1)];
  await bind(page, demo.address, first.code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByText('Mọi bản ghi đã đến xã').waitFor();
  await context.setOffline(true);
  await patrol(page, words.entry);
  await page.evaluate(() => {
    window.location.hash = '#/ghi/outreach';
  });
  await typeDraft(page, words.draft);
  await page.evaluate(() => {
    window.location.hash = '#/';
  });
  // A patrol that is under way when the battery dies.
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).click();
  await page.getByRole('button', { name: 'Có việc', exact: true }).click();
  await page.getByLabel(/Việc gì/).fill(words.patrol);
  // Kept on purpose, in the clear: the search has to be able to find what is there.
  const control = `đối chứng ${uuidv7()}`;
  await page.evaluate(
    (text) =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open('control', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('words');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const keeping = opening.result.transaction('words', 'readwrite');
          keeping.objectStore('words').put({ content: text }, 1);
          keeping.oncomplete = () => done();
        };
      }),
    control,
  );
  const tables = await page.evaluate(
    () =>
      new Promise<Record<string, number>>((done) => {
        const opening = indexedDB.open('tiengmo-field');
        opening.onsuccess = () => {
          const counts: Record<string, number> = {};
          const stores = [...opening.result.objectStoreNames];
          const reading = opening.result.transaction(stores);
          for (const store of stores) {
            const counting = reading.objectStore(store).count();
            counting.onsuccess = () => {
              counts[store] = counting.result;
            };
          }
          reading.oncomplete = () => {
            opening.result.close();
            done(counts);
          };
        };
      }),
  );
  // There is something to find: an entry, its envelope, and the sealed parts (patrol, draft, lists).
  expect(tables.outbox).toBeGreaterThan(0);
  expect(tables.envelopes).toBeGreaterThan(0);
  expect(tables.parts).toBeGreaterThan(4);
  await own.kill();
  // Names of who is bound stand on the screen that asks for the PIN, by design.
  const members = (await memberNames()).filter((name) => name !== first.name && name !== second.name);
  expect(members.length).toBeGreaterThan(0);
  expect(occurrences(folder, control)).toBeGreaterThan(0);
  for (const text of [...Object.values(words), ...members])
    expect([text, occurrences(folder, text)]).toEqual([text, 0]);

  // Started again: the patrol goes on with what was typed; the next person sees nothing of it.
  const again = await startPhone(info.project.use, folder);
  await again.page.goto(`${demo.address}/field/`);
  await again.page.getByLabel('Mã PIN của bạn').fill('482917');
  await again.page.getByRole('button', { name: 'Mở', exact: true }).click();
  await again.page.getByRole('button', { name: 'Đang tuần tra' }).click();
  await expect(again.page.getByLabel(/Việc gì/)).toHaveValue(words.patrol);
  await again.page.evaluate(() => {
    window.location.hash = '#/';
  });
  await lock(again.page);
  await bindAnother(again.page, second.code);
  await again.page.getByRole('button', { name: /Hòm thư/ }).click();
  await expect(again.page.getByText('Chưa có bản ghi nào trên máy này.')).toBeVisible();
  await again.context.close();
  expect(occurrences(folder, control)).toBeGreaterThan(0);
  for (const text of [...Object.values(words), ...members])
    expect([text, occurrences(folder, text)]).toEqual([text, 0]);
});

/** Types into the first question of the form that takes free text, going on from one to the next. */
async function typeDraft(page: Awaited<ReturnType<typeof startPhone>>['page'], text: string): Promise<void> {
  for (let asked = 0; asked < 20; asked += 1) {
    await page.locator('form :is(input, textarea, li button)').first().waitFor({ state: 'attached' });
    const field = page.locator('textarea');
    if (await field.isVisible()) return void (await field.fill(text));
    // What has to be chosen is chosen, so that the next question is asked.
    const choices = page.locator('form li button');
    if ((await choices.count()) > 0 && (await page.locator('form [aria-pressed="true"]').count()) === 0)
      await choices.first().click();
    await page.getByRole('button', { name: /^(Tiếp|Để trống)$/ }).click();
  }
  throw new Error('the form asks for no text');
}

/** People of the teams that the phone shows: names of the lists that it fetched. */
async function memberNames(): Promise<string[]> {
  const { assignments } = await office.call<{ assignments: { areaId: string }[] }>('GET', 'me');
  const names: string[] = [];
  for (const { areaId } of assignments) {
    const { teams } = await office.call<{ teams: { id: string }[] }>(
      'GET',
      `teams?areaId=${areaId}&limit=20`,
    );
    for (const { id } of teams.slice(0, 3)) {
      const team = await office.call<{ members: { person: { name: string } }[] }>('GET', `teams/${id}`);
      names.push(...team.members.map(({ person }) => person.name));
    }
  }
  return names;
}

/** In how many files of a folder a text stands, in the encodings that browsers keep text in. */
function occurrences(folder: string, text: string): number {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    }).length;
}
