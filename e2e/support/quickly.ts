import type { Page } from '@playwright/test';

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
    // It looks when something has changed, not in every frame: a slow processor has better things to do.
    const until = <T>(look: () => T | undefined, what: string): Promise<T> =>
      new Promise((resolve, reject) => {
        const found = look();
        if (found) return resolve(found);
        const changed = new MutationObserver(() => again());
        const end = (): void => {
          changed.disconnect();
          window.removeEventListener('hashchange', again);
          window.clearTimeout(patience);
        };
        const again = (): void => {
          const now = look();
          if (!now) return;
          end();
          resolve(now);
        };
        const patience = window.setTimeout(() => {
          end();
          reject(new Error(`${what} does not come: ${document.body.textContent.slice(0, 300)}`));
        }, 30_000);
        window.addEventListener('hashchange', again);
        changed.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
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
      if ('tap' in step) {
        const look = () => buttons().find((one) => !one.disabled && nameOf(one) === step.tap);
        const button = await until(look, step.tap);
        button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        button.click();
      }
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
