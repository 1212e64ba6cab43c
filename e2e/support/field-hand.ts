import { type BrowserContext, chromium, expect, type Page, type TestInfo } from '@playwright/test';
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
  info: TestInfo,
  folder: string,
  options: { slower?: number; clock?: number; args?: readonly string[] } = {},
): Promise<Phone> {
  const { launchOptions, locale, timezoneId } = info.project.use;
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

/**
 * One thing that a thumb does: taps the button of that name, types into the only field there is, looks for a button, goes
 * on until that question is asked, or goes on until all of them have been.
 */
export type Step =
  | { readonly tap: string }
  | { readonly type: string }
  | { readonly see: string }
  | { readonly ask: string }
  | { readonly goOn: 'to the end' };

/**
 * A thumb that is as quick as the app: each step waits until what it needs is there, and no longer. For the many; what a
 * finger on the glass does is tried with Playwright's own taps.
 */
export async function quickly(page: Page, steps: readonly Step[]): Promise<void> {
  await page.evaluate(async (all) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const until = async <T>(look: () => T | undefined, what: string): Promise<T> => {
      for (let frames = 0; frames < 1500; frames += 1) {
        const found = look();
        if (found) return found;
        await frame();
      }
      throw new Error(`${what} does not come: ${document.body.textContent.slice(0, 300)}`);
    };
    const buttons = () => [...document.querySelectorAll('button')];
    const nameOf = (button: HTMLButtonElement) => (button.firstChild?.textContent ?? '').trim();
    const asked = () => document.querySelector('main form legend, main form label')?.textContent;
    const goOn = async () => {
      const [before, where] = [asked(), window.location.hash];
      document.querySelector<HTMLButtonElement>('main form button[type=submit]')?.click();
      await until(() => asked() !== before || window.location.hash !== where || undefined, `after ${before}`);
    };
    for (const step of all) {
      if ('see' in step)
        await until(() => buttons().find((one) => one.textContent.startsWith(step.see)), step.see);
      if ('tap' in step)
        (
          await until(() => buttons().find((one) => !one.disabled && nameOf(one) === step.tap), step.tap)
        ).click();
      if ('ask' in step) {
        await until(asked, step.ask);
        while (!asked()?.startsWith(step.ask)) await goOn();
      }
      if ('goOn' in step) while (asked() && window.location.hash.startsWith('#/ghi')) await goOn();
      if ('type' in step) {
        const look = () => document.querySelector<HTMLInputElement>('main textarea, main form input');
        const field = await until(() => look() ?? undefined, 'a field');
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, step.type);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
      }
    }
  }, steps);
}
