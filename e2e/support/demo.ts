import path from 'node:path';
import { type BrowserContext, expect } from '@playwright/test';
import { generateSync } from 'otplib';
import { removeFolder } from '../../src/platform/server/testing/remove-folder.ts';
import { startProgram } from './program.ts';
import { copyReady, fillDemo } from './ready-demo.ts';

/** The demo that runs, and how one signs in to it. */
export interface Demo {
  readonly address: string;
  readonly passwords: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/** Starts the demo; one that runs already (SHOTS_ADDRESS) with its accounts (SHOTS_ACCOUNTS, name:password,…) is taken as it is. */
export async function startDemo(env: Record<string, string> = {}): Promise<Demo> {
  const { SHOTS_ADDRESS: there, SHOTS_ACCOUNTS: given = '' } = process.env;
  if (there !== undefined) {
    const pairs = given.split(',').map((pair) => pair.split(':') as [string, string]);
    return { address: there, passwords: new Map(pairs), stop: async () => undefined };
  }
  const ready = copyReady();
  if (!ready) {
    const { program, passwords } = await fillDemo({ env });
    return { address: program.address, passwords, stop: program.stop };
  }
  const { dataFolder, passwords } = ready;
  const program = await startProgram({ dataFolder, env });
  return {
    address: program.address,
    passwords: new Map(passwords),
    stop: async () => {
      await program.stop();
      removeFolder(path.dirname(dataFolder));
    },
  };
}

/** Signs in to the demo as one of its people, on a device of one's own. */
export async function signIn(
  context: BrowserContext,
  demo: Pick<Demo, 'address' | 'passwords'>,
  username: string,
): Promise<void> {
  const body = { username, password: demo.passwords.get(username), device: 'own' };
  expect(await post(context, demo, 'sessions', body)).toEqual({ next: 'signedIn' });
}

/** Adds an authenticator to the account that is signed in, as the pages that show people ask for. */
export async function addSecondStep(context: BrowserContext, demo: Demo): Promise<void> {
  const { secret } = await post(context, demo, 'me/totp', {});
  await post(context, demo, 'me/totp/confirmation', { code: generateSync({ secret: String(secret) }) });
}

async function post(
  context: BrowserContext,
  demo: Pick<Demo, 'address'>,
  where: string,
  data: object,
): Promise<Record<string, unknown>> {
  const reply = await context.request.post(`${demo.address}/api/v1/${where}`, {
    data,
    headers: { origin: demo.address },
  });
  expect(reply.status(), await reply.text()).toBeLessThan(300);
  return (await reply.json()) as Record<string, unknown>;
}
