import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Page,
  request,
} from '@playwright/test';
import { generateSync } from 'otplib';
import { signIn } from './demo.ts';
import type { Program } from './program.ts';

/** A program that runs, and the passwords of its people. */
export interface House extends Pick<Program, 'address' | 'dataFolder' | 'setupLink' | 'stop'> {
  readonly passwords: Map<string, string>;
  /** The program's clock, milliseconds. */
  now(): number;
}

/** Calls the program's API with somebody's session; throws where it refuses. */
export async function api<T>(
  requests: APIRequestContext,
  demo: House,
  method: 'GET' | 'POST' | 'PUT',
  where: string,
  data?: unknown,
): Promise<T> {
  const reply = await requests.fetch(`${demo.address}/api/v1/${where}`, {
    method,
    headers: { origin: demo.address },
    ...(data === undefined ? {} : { data }),
  });
  if (!reply.ok()) throw new Error(`${method} ${where}: ${reply.status()} ${await reply.text()}`);
  return (reply.status() === 204 ? undefined : await reply.json()) as T;
}

/** A signed-in browser of somebody, with a second step, as reports ask for. */
export async function strongContext(
  browser: Browser,
  demo: House,
  username: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: demo.address, reducedMotion: 'reduce' });
  await signIn(context, demo, username);
  const password = demo.passwords.get(username);
  const { secret } = await api<{ secret: string }>(context.request, demo, 'POST', 'me/totp', { password });
  const epoch = Math.floor(demo.now() / 1000);
  await api(context.request, demo, 'POST', 'me/totp/confirmation', { code: generateSync({ secret, epoch }) });
  return context;
}

/** Invites somebody, who chooses a password; he is in the demo's list afterwards. */
export async function invite(
  admin: APIRequestContext,
  demo: House,
  person: { username: string; displayName: string; role: string; areaId: string },
): Promise<void> {
  const { username, displayName, role, areaId } = person;
  const { link } = await api<{ link: { path: string } }>(admin, demo, 'POST', 'accounts', {
    username,
    displayName,
    assignments: [{ role, areaId }],
  });
  const password = `cối xay bên sông ${username}`;
  // In a context of its own: accepting signs in.
  const own = await request.newContext();
  await api(own, demo, 'POST', `links/${link.path.split('/').pop()}`, { password, device: 'own' });
  await own.dispose();
  demo.passwords.set(username, password);
}

/** Makes the person's key on the page of keys; gives the passphrase that the page suggested. */
export async function makeOwnKey(page: Page): Promise<string> {
  await page.goto('/tin-bao/chia-khoa');
  const phrase = page.locator('[translate=no]');
  await expect(phrase).toHaveText(/^\S+( \S+){5}$/);
  const words = (await phrase.textContent()) ?? '';
  await page.getByLabel('Gõ lại cụm từ').fill(words);
  await page.getByRole('button', { name: 'Tạo chìa khóa' }).click();
  await expect(page.getByText('Đang mở trên máy này')).toBeVisible({ timeout: 60_000 });
  return words;
}

/** Opens the key on whatever page asks for it. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Cụm từ mở khóa').fill(passphrase);
  await page.getByRole('button', { name: 'Mở chìa khóa' }).click();
  await expect(page.getByLabel('Cụm từ mở khóa')).toHaveCount(0, { timeout: 60_000 });
}
