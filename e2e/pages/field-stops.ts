import type { Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';

/** What the addresses of screens need. */
export interface There {
  readonly campaign: string;
  readonly door: string;
  readonly task: string;
  readonly forms: readonly string[];
}

export interface Stop {
  readonly route: string;
  readonly hash: (there: There) => string;
  /** What a thumb does there to see another state of it. */
  readonly act?: (page: Page) => Promise<void>;
  readonly leave?: (page: Page) => Promise<void>;
  readonly state?: string;
}

const submit = 'main form button[type=submit]';

/** A drill is sounded, by two taps. */
async function alarmSounded(page: Page): Promise<void> {
  await page.locator('main fieldset button').first().click();
  await page.getByRole('checkbox').check();
  const sound = page.locator('main > button').last();
  await sound.click();
  await sound.press('Enter');
  await page.waitForURL(/#\/mo\/[\w-]+/u);
}

/** Every route of the app; `home` is what stands where none of them is named. */
export const stops: readonly Stop[] = [
  { route: 'home', hash: () => '' },
  { route: 'tuan-tra', hash: () => 'tuan-tra' },
  {
    route: 'tuan-tra',
    state: 'out',
    hash: () => 'tuan-tra',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Đi thôi|Let’s go)$/u }).click();
      await page.getByRole('button', { name: /^(Có việc|Something happened)$/u }).click();
      await page.locator('textarea').waitFor();
    },
    leave: async (page) => {
      await page.getByRole('button', { name: /^(Bỏ buổi này|Drop this patrol)$/u }).click();
      await page.locator('header').waitFor();
    },
  },
  { route: 'hom-thu', hash: () => 'hom-thu' },
  { route: 'cam-ket', hash: () => 'cam-ket' },
  { route: 'cam-ket', state: 'campaign', hash: ({ campaign }) => `cam-ket/${campaign}` },
  { route: 'cam-ket', state: 'door', hash: ({ campaign, door }) => `cam-ket/${campaign}/${door}` },
  { route: 'cam-ket', state: 'new', hash: ({ campaign }) => `cam-ket/${campaign}/moi` },
  { route: 'viec', hash: ({ task }) => `viec/${task}` },
  {
    route: 'viec',
    state: 'faulty',
    hash: ({ task }) => `viec/${task}`,
    act: async (page) => {
      await page.locator(submit).click();
      await page.locator(submit).click();
    },
  },
  { route: 'viec', state: 'gone', hash: () => `viec/${uuidv7()}` },
  { route: 'mo-hinh', hash: () => 'mo-hinh' },
  { route: 'da-ghi', hash: () => 'da-ghi' },
  { route: 'ghi', state: 'unknown', hash: () => 'ghi/khongCo' },
  { route: 'mo', hash: () => 'mo' },
  { route: 'mo', state: 'drill', hash: () => 'mo', act: alarmSounded },
  { route: 'mo', state: 'gone', hash: () => `mo/${uuidv7()}` },
  {
    route: 'may',
    hash: () => 'may',
    act: async (page) => {
      for (const more of await page.locator('summary').all()) await more.click();
    },
  },
];
