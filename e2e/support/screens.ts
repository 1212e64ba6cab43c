import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { shapeFaults, violationsOf } from './watch.ts';

/** Controls without a name, as a screen reader would come upon them. */
export async function nameless(page: Page): Promise<string[]> {
  const seen = await page.locator('body').ariaSnapshot();
  const control = /^\s*- (button|link|textbox|checkbox|combobox|spinbutton|radio|slider)(?! ")/u;
  return seen.split('\n').filter((line) => control.test(line));
}

/** Controls that Tab does not come to. */
async function unreached(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]'),
    ];
    const wanted = all.filter(
      (one) =>
        one.checkVisibility() &&
        !one.matches(':disabled, h1, [aria-hidden=true]') &&
        !one.closest('details:not([open]) > :not(summary)'),
    );
    for (const one of wanted) one.setAttribute('data-awaited', '');
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof Element) target.removeAttribute('data-awaited');
    });
    (document.activeElement as HTMLElement | null)?.blur();
    return wanted.length;
  });
  const left = page.locator('[data-awaited]');
  for (let presses = 0; presses < 5 * count + 5 && (await left.count()) > 0; presses += 3)
    for (let time = 0; time < 3; time += 1) await page.keyboard.press('Tab');
  return left.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 100)));
}

async function textSize(page: Page, size: '' | '200%'): Promise<void> {
  await page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize;
  }, size);
}

const pictures = process.env.FIELD_SHOTS;

/** Holds a screen of the field app against what every screen owes whoever uses it, by its name and in its language. */
export async function lookAt(page: Page, name: string, language: 'vi' | 'en'): Promise<void> {
  const where = `${language} ${name}`;
  expect.soft(await shapeFaults(page), `${where}: shape`).toEqual([]);
  expect.soft(await violationsOf(page), `${where}: axe`).toEqual([]);
  expect.soft(await nameless(page), `${where}: controls without a name`).toEqual([]);
  if (pictures) await page.screenshot({ path: path.join(pictures, `${where}.png`), fullPage: true });
  await textSize(page, '200%');
  expect.soft(await shapeFaults(page), `${where}: letters of twice the size`).toEqual([]);
  if (pictures && language === 'vi')
    await page.screenshot({ path: path.join(pictures, `${where}-200.png`), fullPage: true });
  await textSize(page, '');
  expect.soft(await unreached(page), `${where}: not by keyboard`).toEqual([]);
}

/** The same screen in both languages: it is loaded anew in the other one, as whoever has chosen that finds it. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  await lookAt(page, name, 'vi');
  const heading = (await page.locator('h1').first().textContent()) ?? '';
  for (const language of ['en', 'vi'] as const) {
    await page.evaluate((chosen) => window.localStorage.setItem('tiengmo.language', chosen), language);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.locator('h1').first().waitFor();
    if (language === 'en') {
      await expect(page.locator('h1').first()).not.toHaveText(heading);
      await lookAt(page, name, language);
    }
  }
}

/** A screen of somebody who is unlocked, at its place behind the #, in both languages. */
export async function lookInside(page: Page, hash: string, name: string): Promise<void> {
  for (const language of ['en', 'vi'] as const) {
    await go(page, 'may');
    await page.getByRole('button', { name: language === 'en' ? 'English' : 'Tiếng Việt' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await go(page, hash);
    await lookAt(page, name, language);
  }
}

/** Opens a screen of somebody who is unlocked. */
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((where) => {
    window.location.hash = `#/${where}`;
  }, hash);
  await page.locator('h1').first().waitFor();
  await expect(page.locator('main')).not.toBeEmpty();
}
