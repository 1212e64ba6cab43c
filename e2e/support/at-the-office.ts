import { type BrowserContext, test } from '@playwright/test';
import { type Demo, startDemo } from './demo.ts';
import { deskOf } from './field.ts';
import { Office } from './office.ts';

/** The demo with its officer at his desk. */
export interface AtTheOffice {
  readonly demo: Demo;
  readonly desk: BrowserContext;
  readonly office: Office;
}

/** Starts the demo before the tests of a file and stops it after them; what it gives is filled in once they run. */
export function atTheOffice(): AtTheOffice {
  const here = {} as { -readonly [K in keyof AtTheOffice]: AtTheOffice[K] };
  test.beforeAll(async ({ browser }) => {
    here.demo = await startDemo();
    here.desk = await deskOf(await browser.newContext(), here.demo);
    here.office = new Office(here.desk, here.demo);
  });
  test.afterAll(async () => {
    await here.desk?.close();
    await here.demo?.stop();
  });
  return here;
}
