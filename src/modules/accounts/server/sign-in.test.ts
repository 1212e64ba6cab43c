import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp, testPassword } from '../accounts.factory.ts';
import { freeFailures } from '../attempts.rules.ts';
import {
  changePassword,
  endOtherSessions,
  endSession,
  getMe,
  listSessions,
  startTotp,
  updateMe,
} from '../me.contract.ts';
import { getInstallation } from '../setup.contract.ts';
import { signIn, signOut } from '../sign-in.contract.ts';
import { openBrowser, type TestBrowser } from '../testing/browser.ts';

let app: TestApp;
let officer: SignedUp;
beforeAll(async () => {
  app = await startTestApp();
  await completeSetup(app, await areaIdOf(app, '07840'));
  officer = await signUp(app, { role: 'officer', username: 'thuy.nguyen', displayName: 'Nguyễn Thị Thủy' });
});
afterAll(() => app.close());

const asOwner = (query: string) => asSuperuser(app.database.ownerUrl, (client) => client.query(query));
const tryWith = (browser: TestBrowser, password: string, username = officer.username) =>
  browser.visit(signIn, { body: { username, password } });

test('an officer signs in, sees who she is, and signs out', async () => {
  const browser = openBrowser(app);
  expect((await tryWith(browser, testPassword, ' Thuy.Nguyen ')).body).toEqual({ next: 'signedIn' });
  const me = (await browser.visit(getMe)).body;
  expect(me).toMatchObject({
    username: 'thuy.nguyen',
    assignments: [{ role: 'officer', areaId: officer.areaId, areaKind: 'commune' }],
    security: { hasTotp: false, passkeys: 0, secondStep: 'required' },
    session: { strength: 'password' },
  });
  expect(me.permissions).toContain('activities.verify');
  expect(me.permissions).not.toContain('accounts.manage');
  expect((await browser.visit(getInstallation)).body).toMatchObject({ placeName: 'Hiệp Hòa' });

  await browser.visit(updateMe, { body: { displayName: 'Thủy', language: 'en' } });
  expect((await browser.visit(getMe)).body).toMatchObject({ displayName: 'Thủy', language: 'en' });

  const session = browser.cookies.get('session') ?? '';
  expect((await browser.visit(signOut)).status).toBe(204);
  expect(browser.cookies.has('session')).toBe(false);
  browser.cookies.set('session', session);
  expect((await browser.visit(getMe)).code).toBe('signInNeeded');
});

test('a wrong password and a name that does not exist look the same', async () => {
  const wrong = await tryWith(openBrowser(app, { address: '198.51.102.1' }), 'not the password');
  const nobody = await tryWith(
    openBrowser(app, { address: '198.51.102.1' }),
    'not the password',
    'nobody.here',
  );
  expect(wrong.status).toBe(401);
  expect(nobody.body).toEqual(wrong.body);
  expect((await tryWith(openBrowser(app), testPassword, '../../etc')).code).toBe('wrongCredentials');
});

test('a thief who guesses elsewhere locks himself out, never the owner', async () => {
  const known = openBrowser(app, { address: '203.0.113.20' });
  await tryWith(known, testPassword);
  await known.visit(signOut);

  const thief = openBrowser(app, { address: '198.51.100.66' });
  for (let n = 1; n < freeFailures; n += 1)
    expect((await tryWith(thief, `guess ${n}`)).code).toBe('wrongCredentials');
  const last = await tryWith(thief, 'guess last');
  expect(last.body).toMatchObject({ code: 'wrongCredentials', retryAfterSeconds: 30 });
  // Now even the right password waits there, and in the neighbourhood of that address.
  expect((await tryWith(thief, testPassword)).code).toBe('tooManyAttempts');
  const neighbour = await tryWith(openBrowser(app, { address: '198.51.100.70' }), testPassword);
  expect(neighbour.body).toMatchObject({ code: 'tooManyAttempts', retryAfterSeconds: expect.any(Number) });

  // The owner on her known PC does not notice, not even from the thief's own network, nor on a new phone elsewhere.
  expect((await tryWith(known, testPassword)).body).toEqual({ next: 'signedIn' });
  const sameNetwork = openBrowser(app, { address: '198.51.100.66' });
  sameNetwork.cookies.set('device', known.cookies.get('device') ?? '');
  expect((await tryWith(sameNetwork, testPassword)).body).toEqual({ next: 'signedIn' });
  expect((await tryWith(openBrowser(app, { address: '192.0.2.9' }), testPassword)).status).toBe(200);

  // Somebody else's known device is none for her.
  const other = openBrowser(app, { address: '198.51.100.66' });
  other.cookies.set('device', 'a'.repeat(43));
  expect((await tryWith(other, testPassword)).code).toBe('tooManyAttempts');

  // When the time is over, the thief's network may try again.
  await asOwner(`update sign_in_attempt set blocked_until = now() - interval '1 second'`);
  expect((await tryWith(openBrowser(app, { address: '198.51.100.66' }), testPassword)).status).toBe(200);
});

test('a hundred guesses at the same time count as a hundred', async () => {
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      tryWith(openBrowser(app, { address: '198.51.101.1' }), `guess ${n}`),
    ),
  );
  const codes = replies.map((reply) => reply.code);
  expect(codes.filter((code) => code === 'wrongCredentials')).toHaveLength(freeFailures);
  expect(codes.filter((code) => code === 'tooManyAttempts')).toHaveLength(30 - freeFailures);
});

test('failures are kept without address or name, and counted by day', async () => {
  const attempts = await asOwner('select * from sign_in_attempt');
  expect(attempts.rows.length).toBeGreaterThan(0);
  const everything = JSON.stringify([
    attempts.rows,
    (await asOwner('select * from user_session')).rows,
    (await asOwner('select * from known_device')).rows,
    (await asOwner('select * from audit_entry')).rows,
  ]);
  for (const trace of ['198.51.', '203.0.', '192.0.2', 'Mozilla', 'nobody.here', 'thuy.nguyen'])
    expect([trace, everything.includes(trace)]).toEqual([trace, false]);
  expect(everything).toContain('Chrome/Windows');
  const tally = await asOwner('select outcome, number from sign_in_tally');
  expect(Object.fromEntries(tally.rows.map((row) => [row.outcome, row.number]))).toMatchObject({
    signedIn: expect.any(Number),
    wrongCredentials: expect.any(Number),
    blocked: expect.any(Number),
  });
});

test('she sees her sessions, ends one from another device, then all others', async () => {
  await asOwner('update user_session set ended_at = now()');
  const pc = openBrowser(app);
  const phone = openBrowser(app, { userAgent: 'Mozilla/5.0 (Linux; Android 15) Firefox/140.0' });
  await tryWith(pc, testPassword);
  await phone.visit(signIn, { body: { username: officer.username, password: testPassword, device: 'own' } });
  const { items } = (await pc.visit(listSessions)).body;
  expect(items.map((one) => [one.device.vi, one.current]).sort()).toEqual([
    ['Chrome trên Windows', true],
    ['Firefox trên Android', false],
  ]);
  const [own, shared] = [items.find((one) => !one.current), items.find((one) => one.current)];
  expect(Date.parse(own?.expiresAt ?? '') - Date.parse(own?.createdAt ?? '')).toBe(30 * 86_400_000);
  expect(Date.parse(shared?.expiresAt ?? '') - Date.parse(shared?.createdAt ?? '')).toBe(12 * 3_600_000);

  await pc.visit(endSession, { params: { id: own?.id ?? '' } });
  expect((await phone.visit(getMe)).code).toBe('signInNeeded');
  await tryWith(phone, testPassword);
  expect((await pc.visit(endOtherSessions)).body).toEqual({ ended: 1 });
  expect((await phone.visit(getMe)).code).toBe('signInNeeded');
  expect((await pc.visit(getMe)).status).toBe(200);
});

test('a shared PC that nobody used for two hours asks again; so does a session after its time', async () => {
  const pc = openBrowser(app);
  await tryWith(pc, testPassword);
  await asOwner(
    `update user_session set last_seen_at = now() - interval '1 hour 59 minutes' where ended_at is null`,
  );
  expect((await pc.visit(getMe)).status).toBe(200);
  await asOwner(
    `update user_session set last_seen_at = now() - interval '2 hours 1 minute' where ended_at is null`,
  );
  expect((await pc.visit(getMe)).code).toBe('signInNeeded');
  await tryWith(pc, testPassword);
  await asOwner(`update user_session set expires_at = now() where ended_at is null`);
  expect((await pc.visit(getMe)).code).toBe('signInNeeded');
});

test('she changes her password with the old one; sensitive changes on an old session ask for it', async () => {
  const next = 'ba con trâu gặm cỏ';
  const pc = openBrowser(app);
  const phone = openBrowser(app);
  await tryWith(pc, testPassword);
  await tryWith(phone, testPassword);
  const change = (oldPassword: string, newPassword: string) =>
    pc.visit(changePassword, { body: { oldPassword, newPassword } });
  expect((await change('wrong one', next)).code).toBe('wrongPassword');
  expect((await change(testPassword, 'matkhau123')).body).toMatchObject({
    fields: [{ path: 'newPassword', code: 'tooCommon' }],
  });
  expect((await change(testPassword, next)).status).toBe(204);
  expect((await phone.visit(getMe)).code).toBe('signInNeeded');
  expect((await tryWith(openBrowser(app, { address: '192.0.2.77' }), testPassword)).code).toBe(
    'wrongCredentials',
  );
  expect((await tryWith(phone, next)).status).toBe(200);

  await asOwner(`update user_session set created_at = now() - interval '11 minutes' where ended_at is null`);
  expect((await pc.visit(startTotp, { body: {} })).code).toBe('passwordNeeded');
  expect((await pc.visit(startTotp, { body: { password: 'wrong one' } })).code).toBe('wrongPassword');
  expect((await pc.visit(startTotp, { body: { password: next } })).status).toBe(200);
});
