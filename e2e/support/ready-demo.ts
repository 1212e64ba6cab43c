import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';
import { type Program, startProgram } from './program.ts';

/** A demo that was filled in, and stopped: who signs in to it with what, and where its data lie. */
export interface ReadyDemo {
  readonly dataFolder: string;
  readonly passwords: readonly (readonly [string, string])[];
}

/** Before all tests one demo is filled in, which takes half a minute; each file that needs one starts on a copy of it. */
export default async function makeReady(): Promise<() => void> {
  if (process.env.SHOTS_ADDRESS !== undefined) return () => undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-e2e-demo-'));
  const dataFolder = path.join(folder, 'data');
  const { program, passwords } = await fillDemo({ dataFolder });
  await program.stop();
  const ready: ReadyDemo = { dataFolder, passwords: [...passwords] };
  process.env.TIENGMO_E2E_DEMO = JSON.stringify(ready);
  return () => removeFolder(folder);
}

/** A copy of the demo that is ready; undefined where none was made. */
export function copyReady(): ReadyDemo | undefined {
  const { TIENGMO_E2E_DEMO: said } = process.env;
  if (said === undefined) return undefined;
  const { dataFolder: from, passwords } = JSON.parse(said) as ReadyDemo;
  const dataFolder = path.join(mkdtempSync(path.join(tmpdir(), 'tiengmo-e2e-')), 'data');
  // With their owner: as root the database belongs to somebody else.
  const copied = process.platform === 'win32' ? undefined : spawnSync('cp', ['-a', from, dataFolder]);
  if (copied?.status !== 0) cpSync(from, dataFolder, { recursive: true, preserveTimestamps: true });
  return { dataFolder, passwords };
}

/** Starts the program on an empty folder and lets it fill in the demo. */
export async function fillDemo(
  options: Parameters<typeof startProgram>[0],
): Promise<{ program: Program; passwords: ReadonlyMap<string, string> }> {
  const program = await startProgram({ ...options, args: ['--demo'] });
  for (let attempt = 0; attempt < 600 && !/^ {2}quan\.tri +\S+/m.test(program.output()); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const lines = program.output().matchAll(/^ {2}([\w.]+) +([\w-]+) {2}/gm);
  const passwords = new Map([...lines].map(([, name = '', password = '']) => [name, password]));
  if (passwords.size === 0) throw new Error(`The demo names no accounts:\n${program.output()}`);
  return { program, passwords };
}
