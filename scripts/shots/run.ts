import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { startProgram } from '../../e2e/support/program.ts';
import { newVisitor, openBrowser, signInAs, snapAsIs, takeShot } from './camera.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { demoShots, dryRunShot, emptyShots, endWizard, type Shot, wizardSteps } from './pages.ts';

const book = path.resolve(import.meta.dirname, '../../src/modules/imports/fixtures/luong-phong-2024.xlsx');
const password = 'cối xay gạo bên sông';
const words = process.argv.slice(2);
const isWanted = ({ name }: { name: string }): boolean =>
  words.length === 0 || words.some((word) => name.includes(word));
const failures: string[] = [];

async function main(): Promise<void> {
  const browser = await openBrowser();
  try {
    if (demoShots.some(isWanted)) await photographDemo(browser);
    if ([...wizardSteps, ...emptyShots, dryRunShot].some(isWanted)) await photographEmpty(browser);
  } finally {
    await browser.close();
  }
  const names = [...demoShots, ...wizardSteps, ...emptyShots, dryRunShot].map((shot) => shot.name);
  process.stdout.write(`${writeContactSheet(names, failures)}\n`);
  for (const failure of failures) process.stderr.write(`✗ ${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

/** The demo with its accounts; one that runs already where the environment names it. */
async function photographDemo(browser: Browser): Promise<void> {
  const { SHOTS_ADDRESS: there, SHOTS_ACCOUNTS: given } = process.env;
  const program = there === undefined ? await startProgram({ args: ['--demo'] }) : undefined;
  const address = program?.address ?? there ?? '';
  try {
    const passwords = program ? passwordsIn(await printed(program.output)) : passwordsGiven(given ?? '');
    await photograph(browser, address, passwords, demoShots);
  } finally {
    await program?.stop();
  }
}

/** A fresh installation: the wizard, pages with nothing on them, the first workbook. */
async function photographEmpty(browser: Browser): Promise<void> {
  const program = await startProgram();
  try {
    const visitor = await newVisitor(browser);
    const page = await visitor.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(program.setupLink ?? program.address, { waitUntil: 'networkidle' });
    for (const { name, act } of wizardSteps) {
      await act(page);
      if (isWanted({ name })) await snapAsIs(page, name);
    }
    await endWizard(page, password);
    await page.close();
    for (const shot of emptyShots.filter(isWanted)) note(await takeShot(visitor, program.address, shot));
    if (isWanted(dryRunShot)) {
      await upload(visitor, program.address);
      note(await takeShot(visitor, program.address, dryRunShot));
    }
    await visitor.close();
  } finally {
    await program.stop();
  }
}

async function upload(visitor: BrowserContext, address: string): Promise<void> {
  const area = await visitor.request.get(`${address}/api/v1/areas/by-code/before:07846`);
  const { id } = (await area.json()) as { id: string };
  const file = {
    name: 'luong-phong-2024.xlsx',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(book),
  };
  const sent = await visitor.request.post(`${address}/api/v1/imports?areaId=${id}`, {
    multipart: { file },
    headers: { origin: address },
  });
  if (!sent.ok()) note(`upload: ${sent.status()} ${await sent.text()}`);
  const { id: importId } = (await sent.json()) as { id: string };
  for (let round = 0; round < 300; round += 1) {
    const now = await visitor.request.get(`${address}/api/v1/imports/${importId}`);
    const { state } = (await now.json()) as { state: string };
    if (state !== 'uploaded' && state !== 'checking') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function photograph(
  browser: Browser,
  address: string,
  passwords: ReadonlyMap<string, string>,
  shots: readonly Shot[],
): Promise<void> {
  for (const [as, some] of Map.groupBy(shots.filter(isWanted), (shot) => shot.as)) {
    const visitor = await newVisitor(browser);
    if (as !== undefined) await signInAs(visitor, address, as, passwords.get(as) ?? '');
    for (const shot of some) note(await takeShot(visitor, address, shot));
    await visitor.close();
  }
}

function note(failure: string | undefined): void {
  if (failure !== undefined) failures.push(failure);
}

/** What the program printed once the last account is there. */
async function printed(output: () => string): Promise<string> {
  for (let round = 0; round < 100 && !output().includes('quan.tri'); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return output();
}

function passwordsIn(output: string): Map<string, string> {
  const lines = output.matchAll(/^ {2}([a-z.]+) +([a-z0-9-]{14}) /gm);
  return new Map([...lines].map(([, name = '', word = '']) => [name, word]));
}

function passwordsGiven(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((pair) => {
      const [name = '', word = ''] = pair.split(':');
      return [name, word] as const;
    }),
  );
}

await main();
