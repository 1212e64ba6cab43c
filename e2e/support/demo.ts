import { type BrowserContext, expect } from '@playwright/test';
import { startProgram } from './program.ts';

/** The demo that runs, and how one signs in to it. */
export interface Demo {
  readonly address: string;
  readonly passwords: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/** Starts the demo; one that runs already (SHOTS_ADDRESS) with its accounts (SHOTS_ACCOUNTS, name:password,…) is taken as it is. */
export async function startDemo(): Promise<Demo> {
  const { SHOTS_ADDRESS: there, SHOTS_ACCOUNTS: given = '' } = process.env;
  if (there !== undefined) {
    const pairs = given.split(',').map((pair) => pair.split(':') as [string, string]);
    return { address: there, passwords: new Map(pairs), stop: async () => undefined };
  }
  const program = await startProgram({ args: ['--demo'] });
  await expect.poll(program.output, { timeout: 20_000 }).toMatch(/^ {2}quan\.tri +\S+/m);
  const lines = program.output().matchAll(/^ {2}([\w.]+) +([\w-]+) {2}/gm);
  const passwords = new Map([...lines].map(([, name = '', password = '']) => [name, password]));
  return { address: program.address, passwords, stop: program.stop };
}

/** Signs in to the demo as one of its people, on a device of one's own. */
export async function signIn(context: BrowserContext, demo: Demo, username: string): Promise<void> {
  const reply = await context.request.post(`${demo.address}/api/v1/sessions`, {
    data: { username, password: demo.passwords.get(username), device: 'own' },
    headers: { origin: demo.address },
  });
  expect(reply.status(), await reply.text()).toBe(200);
}
