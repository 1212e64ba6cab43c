import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until the control has the focus, as somebody without a mouse does. Fails where Tab does not reach it. */
export async function tabTo(page: Page, wanted: Locator, most = 150): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < most; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

/** Goes to the control by Tab and presses Enter. */
export async function enterOn(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** Goes to the field by Tab and types, replacing what stands there. */
export async function typeInto(page: Page, wanted: Locator, text: string): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Goes into the table by Tab and to its last cell by Control+End, as in a spreadsheet; Enter there. */
export async function enterLastCell(page: Page, table: Locator, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  const isInside = () => table.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < 80 && !(await isInside()); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+End');
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}
