import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { signUp, testPassword } from '../accounts.factory.ts';
import { challengeAttempts } from '../accounts.rules.ts';
import {
  addPasskey,
  confirmTotp,
  getMe,
  listPasskeys,
  passkeyOptions,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
  startTotp,
} from '../me.contract.ts';
import { passkeySignIn, passkeySignInOptions, signIn, signInTotp } from '../sign-in.contract.ts';
import { makeAuthenticator, type TestAuthenticator } from '../testing/authenticator.ts';
import { openBrowser, type TestBrowser } from '../testing/browser.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const origin = 'http://localhost:8080';
const asOwner = (query: string) => asSuperuser(app.database.ownerUrl, (client) => client.query(query));
/** The code that an authenticator shows, `steps` half minutes from now. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

async function newcomer(username: string): Promise<TestBrowser> {
  await signUp(app, { role: 'leader', username });
  const browser = openBrowser(app);
  await browser.visit(signIn, { body: { username, password: testPassword } });
  return browser;
}

async function enrol(browser: TestBrowser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.visit(startTotp, { body: {} })).body;
  const confirmed = await browser.visit(confirmTotp, { body: { code: codeOf(secret) } });
  return { secret, recoveryCodes: confirmed.body.recoveryCodes };
}

async function challenge(browser: TestBrowser, username: string): Promise<string> {
  const { body } = await browser.visit(signIn, { body: { username, password: testPassword } });
  if (body.next !== 'totp') throw new Error('no second step was asked for');
  return body.challengeId;
}

test('a leader adds an authenticator; from then on the password alone does not open the account', async () => {
  const browser = await newcomer('le.totp');
  const begun = (await browser.visit(startTotp, { body: {} })).body;
  expect(begun.uri).toMatch(/^otpauth:\/\/totp\//);
  expect(new URL(begun.uri).searchParams.get('secret')).toBe(begun.secret);
  expect((await browser.visit(confirmTotp, { body: { code: '000000' } })).code).toBe('wrongCode');
  const firstCode = codeOf(begun.secret);
  const confirmed = await browser.visit(confirmTotp, { body: { code: firstCode } });
  const { recoveryCodes } = confirmed.body;
  expect(new Set(recoveryCodes).size).toBe(10);
  expect((await browser.visit(getMe)).body.security).toMatchObject({ hasTotp: true, recoveryCodesLeft: 10 });
  expect((await browser.visit(startTotp, { body: {} })).code).toBe('notPossibleNow');
  // The code was a second proof: this session is as good as one that began with it.
  expect((await browser.visit(getMe)).body.session.strength).toBe('second');

  // Whoever steals the tables gets no secret out of them.
  expect(JSON.stringify((await asOwner('select * from user_account')).rows)).not.toContain(begun.secret);

  // With the password only, nobody is in.
  const other = openBrowser(app, { address: '192.0.2.1' });
  const challengeId = await challenge(other, 'le.totp');
  expect(other.cookies.has('session')).toBe(false);

  // A code works once: the one that confirmed the authenticator does not sign in.
  const use = (code: string, id = challengeId) =>
    other.visit(signInTotp, { body: { challengeId: id, code } });
  expect((await use(firstCode)).code).toBe('wrongCode');
  const code = codeOf(begun.secret, 1);
  expect((await use(` ${code.slice(0, 3)} ${code.slice(3)} `)).body).toEqual({ next: 'signedIn' });
  expect((await other.visit(getMe)).body.session.strength).toBe('second');
  expect((await use(codeOf(begun.secret, 1))).code).toBe('challengeExpired');
  expect((await use(code, await challenge(other, 'le.totp'))).code).toBe('wrongCode');

  // The clock of a phone may be half a minute ahead, not more.
  await asOwner('update user_account set totp_last_step = null');
  const id = await challenge(other, 'le.totp');
  expect((await use(codeOf(begun.secret, 3), id)).code).toBe('wrongCode');
  expect((await use(codeOf(begun.secret, 1), id)).status).toBe(200);
});

test('without the phone a recovery code opens once, typed as people type', async () => {
  const browser = await newcomer('le.recovery');
  const { recoveryCodes } = await enrol(browser);
  const [first = '', second = ''] = recoveryCodes;
  const use = async (code: string) =>
    browser.visit(signInTotp, { body: { challengeId: await challenge(browser, 'le.recovery'), code } });
  expect((await use(first.toUpperCase().replaceAll('-', ' '))).body).toEqual({ next: 'signedIn' });
  expect((await browser.visit(getMe)).body.security.recoveryCodesLeft).toBe(9);
  expect((await use(first)).code).toBe('wrongCode');

  const renewed = (await browser.visit(renewRecoveryCodes, { body: {} })).code;
  expect(renewed).toBe('signInNeeded');
  expect((await use(second)).status).toBe(200);
  const fresh = (await browser.visit(renewRecoveryCodes, { body: {} })).body.recoveryCodes;
  expect((await use(recoveryCodes[2] ?? '')).code).toBe('wrongCode');
  expect((await use(fresh[0] ?? '')).status).toBe(200);

  const stored = await asOwner('select * from recovery_code');
  for (const code of [...recoveryCodes, ...fresh]) expect(JSON.stringify(stored.rows)).not.toContain(code);
  await browser.visit(removeTotp, { body: {} });
  expect((await browser.visit(getMe)).body.security).toMatchObject({ hasTotp: false, recoveryCodesLeft: 0 });
  expect(
    (await browser.visit(signIn, { body: { username: 'le.recovery', password: testPassword } })).body,
  ).toEqual({
    next: 'signedIn',
  });
});

test('whoever has the password does not get to try codes without end', async () => {
  await enrol(await newcomer('le.codes'));
  const thief = openBrowser(app, { address: '198.51.100.5' });
  const id = await challenge(thief, 'le.codes');
  for (let n = 0; n < challengeAttempts; n += 1) {
    expect((await thief.visit(signInTotp, { body: { challengeId: id, code: '123456' } })).code).toBe(
      'wrongCode',
    );
  }
  expect((await thief.visit(signInTotp, { body: { challengeId: id, code: '123456' } })).code).toBe(
    'challengeExpired',
  );
  const elsewhere = openBrowser(app, { address: '192.0.2.200' });
  const again = { challengeId: await challenge(elsewhere, 'le.codes'), code: '123456' };
  expect((await elsewhere.visit(signInTotp, { body: again })).code).toBe('tooManyAttempts');
});

async function register(browser: TestBrowser, authenticator: TestAuthenticator, name: string) {
  const { challengeId, options } = (await browser.visit(passkeyOptions, { body: {} })).body;
  return browser.visit(addPasskey, { body: { challengeId, name, response: authenticator.create(options) } });
}

async function signInBy(browser: TestBrowser, authenticator: TestAuthenticator) {
  const { challengeId, options } = (await browser.visit(passkeySignInOptions)).body;
  return browser.visit(passkeySignIn, { body: { challengeId, response: authenticator.get(options) } });
}

test('a passkey is added, signs in on its own, gets a name, and goes', async () => {
  const browser = await newcomer('le.passkey');
  const phone = makeAuthenticator({ origin });
  const added = await register(browser, phone, 'Điện thoại của tôi');
  expect(added.status).toBe(201);
  expect((await register(browser, phone, 'Lần hai')).code).toBe('alreadyExists');

  const other = openBrowser(app, { address: '192.0.2.3' });
  expect((await signInBy(other, phone)).body).toEqual({ next: 'signedIn' });
  const me = (await other.visit(getMe)).body;
  expect(me).toMatchObject({
    username: 'le.passkey',
    session: { strength: 'passkey' },
    security: { passkeys: 1 },
  });

  const { id } = added.body;
  await other.visit(renamePasskey, { params: { id }, body: { name: 'Máy mới' } });
  expect((await other.visit(listPasskeys)).body.items).toEqual([
    { id, name: 'Máy mới', createdAt: expect.any(String), lastUsedAt: expect.any(String) },
  ]);
  const stranger = await newcomer('le.stranger');
  expect((await stranger.visit(removePasskey, { params: { id }, body: {} })).code).toBe('notFound');
  expect((await other.visit(removePasskey, { params: { id }, body: {} })).status).toBe(204);
  expect((await signInBy(openBrowser(app), phone)).code).toBe('passkeyRefused');
});

test('an answer to another question, of another page or a second time is refused', async () => {
  const browser = await newcomer('le.fraud');
  const phone = makeAuthenticator({ origin });
  await register(browser, phone, 'Điện thoại');
  const visitor = openBrowser(app, { address: '192.0.2.4' });
  const begin = async () => (await visitor.visit(passkeySignInOptions)).body;
  const finish = (challengeId: string, response: Record<string, unknown> & { id: string }) =>
    visitor.visit(passkeySignIn, { body: { challengeId, response } });

  const [one, two] = [await begin(), await begin()];
  expect((await finish(one.challengeId, phone.get(two.options))).code).toBe('passkeyRefused');
  const forged = { ...makeAuthenticator({ origin }).get(two.options), id: phone.get(two.options).id };
  expect((await finish(two.challengeId, forged)).code).toBe('passkeyRefused');
  const good = await begin();
  const answer = phone.get(good.options);
  expect((await finish(good.challengeId, answer)).status).toBe(200);
  expect((await finish(good.challengeId, answer)).code).toBe('challengeExpired');
  expect((await finish((await begin()).challengeId, { id: 'nonsense' })).code).toBe('passkeyRefused');

  const foreign = makeAuthenticator({ origin: 'https://tieng-mo.example.com' });
  expect((await register(browser, foreign, 'Trang giả')).code).toBe('passkeyRefused');
});

test('a passkey that asked for nothing on the device leaves the second step in place', async () => {
  const browser = await newcomer('le.button');
  const button = makeAuthenticator({ origin, verifies: false });
  await register(browser, button, 'Khóa USB');
  expect((await signInBy(openBrowser(app), button)).body).toEqual({ next: 'signedIn' });
  const { secret } = await enrol(browser);
  const visitor = openBrowser(app, { address: '192.0.2.6' });
  const reply = (await signInBy(visitor, button)).body;
  if (reply.next !== 'totp') throw new Error('no second step was asked for');
  const body = { challengeId: reply.challengeId, code: codeOf(secret, 1) };
  expect((await visitor.visit(signInTotp, { body })).body).toEqual({ next: 'signedIn' });
});
