import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { signIn, startDemo } from '../e2e/support/demo.ts';
import { bind, codeFor, home, patrol, pin, startPhone } from '../e2e/support/field.ts';
import { Office } from '../e2e/support/office.ts';
import config from '../playwright.config.ts';
import { ensureTools } from '../scripts/tools.mjs';

const ROUNDS = 7;
const SLOWER = 4;

/** A browser that was started so long ago has done what it does for itself, on a machine with few processors (milliseconds). */
const BROWSER_RESTS = 4000;
/** So long nobody asks the page anything: a question would be work for it in the midst of its start (milliseconds). */
const UNDISTURBED = 5000;

/**
 * The field app on an old phone (a processor four times slower than this machine's) without a network: from the start of
 * the app to the first tap that it takes, from the PIN to the home screen, and a patrol on which nothing happened. Each
 * round is a browser of its own, of which the app's process is a new one; every other round does not wait until the
 * browser's own start is over.
 */
export async function benchField(say: (line: string) => void): Promise<void> {
  const { chromium = '' } = await ensureTools({ chromium: true, office: false });
  const demo = await startDemo();
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-field-'));
  const { launchOptions, locale, timezoneId } = config.use ?? {};
  const how = {
    launchOptions: { ...launchOptions, executablePath: chromium },
    ...(locale === undefined ? {} : { locale }),
    ...(timezoneId === undefined ? {} : { timezoneId }),
  };
  const phone = () => startPhone(how, folder, { slower: SLOWER });
  const times: Record<'start' | 'atOnce' | 'open' | 'patrol', number[]> = {
    ...{ start: [], atOnce: [], open: [], patrol: [] },
  };
  try {
    await settle(await phone(), demo);
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const rests = round % 2 === 0;
      const { context, page } = await phone();
      await context.setOffline(true);
      await page.addInitScript(noteFirstField);
      if (rests) await sleep(BROWSER_RESTS);
      await page.goto(`${demo.address}/field/`, { waitUntil: 'commit' });
      await sleep(UNDISTURBED);
      times[rests ? 'start' : 'atOnce'].push(await firstField(page));
      if (!rests) {
        await context.close();
        continue;
      }
      await page.getByLabel('Mã PIN của bạn').fill(pin);
      times.open.push(
        await timed(async () => {
          await page.getByRole('button', { name: 'Mở', exact: true }).click();
          await home(page).waitFor();
        }),
      );
      times.patrol.push(await timed(() => patrol(page)));
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await demo.stop();
  }
  const words = `on a processor ${SLOWER} times slower, without a network`;
  say(`field app: start to first tap ${seconds(times.start)} ${words} (aim ≤ 1.5)`);
  say(`field app: the same while the browser itself starts ${seconds(times.atOnce)} ${words}`);
  say(`field app: PIN to the home screen ${seconds(times.open)} ${words}`);
  say(`field app: a patrol without an event ${seconds(times.patrol)} in four taps ${words} (aim ≤ 15)`);
}

/** Installs the app on the phone and binds it. */
async function settle(
  { context, page }: Awaited<ReturnType<typeof startPhone>>,
  demo: Awaited<ReturnType<typeof startDemo>>,
): Promise<void> {
  const desk = await context.browser()?.newContext();
  if (!desk) throw new Error('no second window');
  await signIn(desk, demo, 'can.bo');
  await bind(page, demo.address, (await codeFor(new Office(desk, demo), 1)).code);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.close();
}

/** Runs in the page: remembers when the first field stood there, in milliseconds from the start of the page. */
function noteFirstField(): void {
  const look = (): void => {
    if (document.querySelector('main input:not([disabled])') === null) return;
    watcher.disconnect();
    // When it is drawn, it can be tapped.
    requestAnimationFrame(() => {
      Object.assign(window, { firstField: performance.now() });
    });
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true });
}

async function firstField(page: Page): Promise<number> {
  const found = await page.waitForFunction(
    () => (window as unknown as { firstField?: number }).firstField ?? false,
  );
  return Number(await found.jsonValue());
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function seconds(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    ((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000).toFixed(2);
  return `${at(0.5)} s (slowest ${at(1)})`;
}
