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
