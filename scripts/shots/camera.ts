import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { ensureTools } from '../tools.mjs';
import { askBy, type Shot } from './pages.ts';

export const shotsFolder = path.resolve(import.meta.dirname, '../../shots');
export const widths = [360, 1440] as const;
export const themes = ['light', 'dark'] as const;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
  const { chromium: executablePath, env } = await ensureTools({ chromium: true });
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: flags,
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

export function fileOf(name: string, width: number, theme: string): string {
  return `${name}-${width}-${theme}.png`;
}

/** One visitor: his own cookies, Vietnamese, the time of Vietnam. */
export function newVisitor(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
}

export async function signInAs(
  visitor: BrowserContext,
  address: string,
  username: string,
  password: string,
): Promise<void> {
  const reply = await visitor.request.post(`${address}/api/v1/sessions`, {
    data: { username, password, device: 'own' },
    headers: { origin: address },
  });
  if (!reply.ok()) throw new Error(`${username} can't sign in: ${reply.status()} ${await reply.text()}`);
}

/** Takes a page at every width in both themes; what goes wrong is said and gives no picture. */
export async function takeShot(
  visitor: BrowserContext,
  address: string,
  shot: Shot,
): Promise<string | undefined> {
  const page = await visitor.newPage();
  try {
    const where =
      typeof shot.path === 'string' ? shot.path : await shot.path(askBy(visitor.request, address));
    for (const width of widths) {
      for (const theme of themes) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.goto(`${address}${where}`, { waitUntil: 'networkidle' });
        await page.locator('h1').first().waitFor({ timeout: 10_000 });
        await shot.act?.(page);
        await snap(page, fileOf(shot.name, width, theme), shot.windowOnly !== true);
      }
    }
    return undefined;
  } catch (error) {
    return `${shot.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  } finally {
    await page.close();
  }
}

/** The page as it stands, at every width in both themes, without loading it again. */
export async function snapAsIs(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    for (const theme of themes) {
      await page.evaluate((wanted) => {
        document.documentElement.dataset.theme = wanted;
      }, theme);
      await snap(page, fileOf(name, width, theme), true);
    }
  }
}

async function snap(page: Page, name: string, whole: boolean): Promise<void> {
  mkdirSync(shotsFolder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const file = path.join(shotsFolder, name);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const window = page.viewportSize();
  // The window grows to the page, so that what sticks to its edges is at the edges; a page of a thousand rows is no picture.
  if (whole && window && height > window.height) {
    await page.setViewportSize({ width: window.width, height: Math.min(height, 6000) });
    await page.screenshot({ path: file, animations: 'disabled' });
    await page.setViewportSize(window);
  } else await page.screenshot({ path: file, animations: 'disabled' });
}
