import { type BrowserContext, chromium, expect, type Page, type TestInfo } from '@playwright/test';
import { type Demo, signIn } from './demo.ts';
import type { Office } from './office.ts';

/** A small Android phone. */
export const phoneShape = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const pin = '482917';

/** A browser of its own on a folder of its own: it can be killed and started again as a phone is. */
export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  /** As a dead battery does: nobody is asked, nothing is written any more. */
  kill(): Promise<void>;
}

/** Starts the browser of a phone on its folder, with a processor that is so many times slower than this machine's. */
export async function startPhone(
  how: Pick<TestInfo['project']['use'], 'launchOptions' | 'locale' | 'timezoneId'>,
  folder: string,
  options: { slower?: number; clock?: number; args?: readonly string[] } = {},
): Promise<Phone> {
  const { launchOptions, locale, timezoneId } = how;
  const context = await chromium.launchPersistentContext(folder, {
    ...phoneShape,
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), ...(options.args ?? [])],
    ...(locale === undefined ? {} : { locale }),
    ...(timezoneId === undefined ? {} : { timezoneId }),
  });
  if (options.clock !== undefined) await context.clock.install({ time: options.clock });
  const page = context.pages()[0] ?? (await context.newPage());
  if (options.slower !== undefined) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: options.slower });
  }
  return { context, page, kill: () => kill(context) };
}

async function kill(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('the browser is gone already');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const id = processInfo.find(({ type }) => type === 'browser')?.id;
  if (id === undefined) throw new Error('the browser does not say which process it is');
  const closed = context.waitForEvent('close');
  process.kill(id, 'SIGKILL');
  await closed;
}

/** A code for somebody who records, made by the officer at his desk. */
export async function codeFor(
  office: Office,
  at: number,
): Promise<{ code: string; name: string; userId: string }> {
  const { people } = await office.call<{ people: { id: string; name: string }[] }>('GET', 'phones');
  const person = people[at];
  if (!person) throw new Error('nobody records in the demo');
  const { code } = await office.call<{ code: string }>('POST', 'phones/codes', { userId: person.id });
  return { code, name: person.name, userId: person.id };
}

/** Signs the officer of the demo in at a desk of his own. */
export async function deskOf(desk: BrowserContext, demo: Demo): Promise<BrowserContext> {
  await signIn(desk, demo, 'can.bo');
  return desk;
}

/** Binds the phone as whoever got the code by a QR picture does. */
export async function bind(page: Page, address: string, code: string): Promise<void> {
  await page.goto(`${address}/field/#${code}`);
  await page.getByLabel('Tên máy').fill('Máy của tổ 2');
  await choosePin(page);
}

/** Adds somebody to a phone that is bound and locked. */
export async function bindAnother(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Thêm người dùng máy này' }).click();
  await page.getByLabel('Mã của xã').fill(code);
  await choosePin(page);
}

async function choosePin(page: Page): Promise<void> {
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByLabel('Gõ lại mã PIN').fill(pin);
  await page.getByRole('button', { name: 'Gắn máy' }).click();
  await page.getByRole('button', { name: 'Hòa giải' }).waitFor();
}

/** Opens the app as one of its people; the name is asked for where there are several. */
export async function unlock(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const choice = page.getByRole('button', { name, exact: true });
  if (await choice.isVisible()) await choice.click();
  await page.getByLabel('Mã PIN của bạn').fill(pin);
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await home(page).waitFor();
}

/** Puts the phone away: back to the PIN. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Máy này', exact: true }).click();
  await page.getByRole('button', { name: 'Khóa máy' }).click();
  await page.getByRole('heading', { name: /Bạn là ai|Mã PIN của/ }).waitFor();
}

export function home(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('button', { name: /Bắt đầu tuần tra|Đang tuần tra/ });
}

/** Four taps; `happened` is what is written where something did. */
export async function patrol(page: Page, happened?: string): Promise<void> {
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).click();
  await page.getByRole('button', { name: 'Đi thôi' }).click();
  await page.getByRole('button', { name: happened ? 'Có việc' : 'Không có việc gì', exact: true }).click();
  if (happened) await page.getByLabel(/Việc gì/).fill(happened);
  await page.getByRole('button', { name: 'Kết thúc tuần tra' }).click();
  await page.getByRole('button', { name: 'Bắt đầu tuần tra' }).waitFor();
}

/** Everything of the person who is unlocked has reached the commune. */
export async function isQuiet(page: Page): Promise<void> {
  await expect(page.getByText('Mọi bản ghi đã đến xã')).toBeVisible({ timeout: 60_000 });
}
