import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, request, test } from '@playwright/test';
import { askBy, type Visit } from './pages/visit.ts';
import { visits } from './pages/visits.ts';
import { addSecondStep, type Demo, signIn, startDemo } from './support/demo.ts';
import { shapeFaults, violationsOf, watch } from './support/watch.ts';

// Every page in both widths and both themes, as whoever uses it sees it: usable by everybody, quiet behind.
let demo: Demo;
const people = new Map<string | undefined, { page: Page; watched: ReturnType<typeof watch> }>();

// Each of those who look at once starts a program of his own.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  demo = await startDemo();
});
test.afterAll(async () => {
  for (const { page } of people.values()) await page.context().close();
  // Whoever comes back to this file later starts anew.
  people.clear();
  await demo.stop();
});

/** Whose pages show people. */
const openReports = ['can.bo', 'lanh.dao'];

/** The page of somebody, signed in once. */
async function pageOf(browser: Browser, as: string | undefined) {
  const known = people.get(as);
  if (known) return known;
  const context = await browser.newContext({ baseURL: demo.address, reducedMotion: 'reduce' });
  if (as !== undefined) await signIn(context, demo, as);
  if (as !== undefined && openReports.includes(as)) await addSecondStep(context, demo);
  const page = await context.newPage();
  const mine = { page, watched: watch(page) };
  people.set(as, mine);
  return mine;
}

async function addressOf(context: BrowserContext, { at, route }: Visit): Promise<string> {
  if (typeof at !== 'function') return at ?? route;
  const requests = await request.newContext({
    baseURL: `${demo.address}/api/v1/`,
    storageState: await context.storageState(),
    extraHTTPHeaders: { origin: demo.address },
  });
  try {
    return await at(askBy(requests));
  } finally {
    await requests.dispose();
  }
}

async function open(page: Page, where: string, visit: Visit, width: number): Promise<void> {
  await widen(page, width);
  await page.goto(where);
  await settled(page);
  if (visit.act === undefined) return;
  await visit.act(page);
  await settled(page);
}

function widen(page: Page, width: number): Promise<void> {
  return page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

/** Another theme without loading again; colours on their way to it are let arrive. */
async function dress(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(async (chosen) => {
    document.documentElement.dataset.theme = chosen;
    for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    await Promise.allSettled(document.getAnimations().map((each) => each.finished));
  }, theme);
}

function choose(page: Page, key: string, value: string): Promise<void> {
  return page.evaluate(([name = '', choice = '']) => localStorage.setItem(name, choice), [key, value]);
}

test('every page of the program is in the table', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../src/app/web.routes.tsx'), 'utf8');
  const routes = [...source.matchAll(/\bpage\(\s*'([^']+)'/g)].map((match) => match[1]);
  expect(routes.length).toBeGreaterThan(20);
  expect([...new Set(visits.map(({ route }) => route))].toSorted()).toEqual(routes.toSorted());
});

for (const visit of visits) {
  const name = [visit.route, visit.as ?? 'nobody', visit.state].filter(Boolean).join(', ');
  test(name, async ({ browser }) => {
    const { page, watched } = await pageOf(browser, visit.as);
    if (visit.anew && visit.as !== undefined) await signIn(page.context(), demo, visit.as);
    const where = await addressOf(page.context(), visit);
    watched.take();
    const [first = 360, ...others] = visit.widths ?? (visit.state === undefined ? [360, 1440] : [360]);
    await open(page, where, visit, first);
    for (const width of [first, ...others]) {
      // The window is drawn wider, as a phone is turned: nothing is loaded again.
      if (width !== first) await Promise.all([widen(page, width), dress(page, 'light')]);
      await settled(page);
      expect.soft(await shapeFaults(page), `shape at ${width}`).toEqual([]);
      expect.soft(await violationsOf(page), `light at ${width}`).toEqual([]);
      await dress(page, 'dark');
      expect.soft(await violationsOf(page, 'colours'), `dark at ${width}`).toEqual([]);
      expect.soft(watched.take(visit.refused), `behind the page at ${width}`).toEqual([]);
    }
  });
}

test('the chosen theme, text size and language hold from the first paint on every page', async ({
  browser,
}) => {
  const { page, watched } = await pageOf(browser, 'lanh.dao');
  await page.goto('/');
  await choose(page, 'tiengmo.theme', 'dark');
  await choose(page, 'tiengmo.textSize', 'large');
  await choose(page, 'tiengmo.language', 'en');
  const root = page.locator('html');
  for (const where of ['/', '/so', '/so/patrol', '/so-lieu', '/bao-cao', '/dia-ban', '/tai-khoan']) {
    for (const width of [360, 1440]) {
      await open(page, where, { route: where, as: 'lanh.dao' }, width);
      await expect(root).toHaveAttribute('data-theme', 'dark');
      await expect(root).toHaveAttribute('data-text-size', 'large');
      await expect(root).toHaveAttribute('lang', 'en');
      expect.soft(await shapeFaults(page), `${where} at ${width}`).toEqual([]);
      if (width === 360) expect.soft(await violationsOf(page), where).toEqual([]);
    }
  }
  expect.soft(watched.take()).toEqual([]);
});

test('text at 200 % stays on the page', async ({ browser }) => {
  const { page, watched } = await pageOf(browser, 'can.bo');
  for (const where of [
    '/',
    '/so',
    '/so/patrol',
    '/so/patrol/moi',
    '/so-lieu',
    '/bao-cao',
    '/dia-ban',
    '/so/nhap',
  ]) {
    for (const width of [720, 1440]) {
      await open(page, where, { route: where, as: 'can.bo' }, width);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      expect.soft(await shapeFaults(page), `${where} at ${width}`).toEqual([]);
    }
  }
  expect.soft(watched.take()).toEqual([]);
});
