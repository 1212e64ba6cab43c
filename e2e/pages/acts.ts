import type { Page } from '@playwright/test';

export const press =
  (name: RegExp | string) =>
  (page: Page): Promise<void> =>
    page.getByRole('main').getByRole('button', { name }).first().click();

export const menuThen =
  (menu: string, item: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: menu, exact: true }).first().click();
    await page
      .getByRole('menuitem', { name: item })
      .or(page.getByRole('button', { name: item }))
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
  };

export async function dialogOpen(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
}

export const drawer =
  (name: RegExp | string) =>
  async (page: Page): Promise<void> => {
    await press(name)(page);
    await dialogOpen(page);
  };

/** The first hamlet of the demo with households, with the way to it. */
