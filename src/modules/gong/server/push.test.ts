import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, type TestWorld } from '../../activities/activities.factory.ts';
import { wipePhone } from '../../sync/phones.contract.ts';
import { bindTestPhone, type TestPhone } from '../../sync/sync.factory.ts';
import { endGong, getGong, soundGong } from '../gong.contract.ts';
import { getPushKey, subscribePush, unsubscribePush } from '../push.contract.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A browser's side of a subscription. */
interface Browser {
  readonly phone: TestPhone;
  readonly ecdh: ECDH;
  readonly auth: Buffer;
}

let service: Server;
let origin: string;
let received: Received[] = [];
/** What the push service answers, by path; 201 unless said. */
const answers = new Map<string, number[]>();
let app: TestApp;
let world: TestWorld;
let officer: SignedUp;

beforeAll(async () => {
  service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, body: Buffer.concat(parts) });
      const status = answers.get(path)?.shift() ?? 201;
      response.writeHead(status, status === 302 ? { location: `${origin}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  app = await startTestApp({ withJobs: true, pushHosts: [origin, 'push.example.com', '*.example.org'] });
  world = await makeWorld(app.database.ownerUrl);
  officer = await signUp(app, { role: 'officer', areaId: world.commune });
});
afterAll(async () => {
  await app.close();
  await new Promise((closed) => service.close(closed));
});
beforeEach(() => {
  received = [];
});

async function newPhone(): Promise<TestPhone> {
  const person = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
  return bindTestPhone(app, { officer: officer.token, userId: person.userId });
}

const keysOf = ({ ecdh, auth }: Pick<Browser, 'ecdh' | 'auth'>) => ({
  p256dh: ecdh.getPublicKey('base64url', 'uncompressed'),
  auth: auth.toString('base64url'),
});

function subscribe(browser: Browser, endpoint: string) {
  const body = { endpoint, keys: keysOf(browser) };
  return app.call(subscribePush, { params: { phoneId: browser.phone.id }, body }, browser.phone.token);
}

async function subscribed(path: string): Promise<Browser> {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const browser = { phone: await newPhone(), ecdh, auth: randomBytes(16) };
  expect((await subscribe(browser, origin + path)).status).toBe(204);
  return browser;
}

async function sounded(isDrill = false): Promise<string> {
  const id = uuidv7();
  const body = {
    hamletIds: [world.hamlets[0]],
    kind: 'fire' as const,
    place: 'nhà ông Bá',
    isDrill,
    anyway: true,
  };
  const reply = await app.call(soundGong, { params: { id }, body }, officer.token);
  expect(reply.body.state).toBe('running');
  return id;
}

/** Opens a message as its browser does (RFC 8291 over RFC 8188). */
function opened({ ecdh, auth }: Browser, body: Buffer): unknown {
  const [salt, keyLength] = [body.subarray(0, 16), body[20] ?? 0];
  const sender = body.subarray(21, 21 + keyLength);
  const shared = ecdh.computeSecret(sender);
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, about, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const sealed = body.subarray(21 + keyLength);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
}

test('a message wakes up a phone; only its browser reads it, and it says neither where exactly nor who', async () => {
  const browser = await subscribed('/send/one');
  const id = await sounded();
  await vi.waitFor(() => expect(received).toHaveLength(1), 20_000);
  const [message] = received;
  if (!message) throw new Error('nothing came');
  expect(opened(browser, message.body)).toEqual({
    alarm: id,
    what: 'sounded',
    kind: 'fire',
    area: 'Thôn Đông',
    drill: false,
  });
  expect(message.headers).toMatchObject({
    ttl: '1800',
    urgency: 'high',
    'content-encoding': 'aes128gcm',
  });
  expect(message.body.toString('latin1')).not.toContain('fire');
  expect(await signedByUs(String(message.headers.authorization), browser)).toBe(true);
  await vi.waitFor(async () => {
    const { reach } = (await app.call(getGong, { params: { id } }, officer.token)).body;
    expect(reach).toMatchObject({ phones: 1, pushPhones: 1, pushed: 1 });
  }, 20_000);
  // Its end comes as well, and takes the first one's place.
  await app.call(endGong, { params: { id }, body: { why: 'falseAlarm' } }, officer.token);
  await vi.waitFor(() => expect(received).toHaveLength(2), 20_000);
  expect(opened(browser, received[1]?.body ?? Buffer.of())).toMatchObject({ alarm: id, what: 'falseAlarm' });
  await app.call(unsubscribePush, { params: { phoneId: browser.phone.id } }, browser.phone.token);
});

/** Checks the sender's token (RFC 8292) with the key that the endpoint gives to phones. */
async function signedByUs(header: string, browser: Browser): Promise<boolean> {
  const [, token = '', said] = /^vapid t=([^,]+), k=(.+)$/u.exec(header) ?? [];
  const { key } = (await app.call(getPushKey, {}, browser.phone.token)).body;
  expect(said).toBe(key);
  const [head = '', claims = '', signature = ''] = token.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: origin });
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  return verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

test('a service that fails is asked again, without calling the others twice; one that forgot the phone is not', async () => {
  const [good, slow, gone] = [
    await subscribed('/send/good'),
    await subscribed('/send/slow'),
    await subscribed('/send/gone'),
  ];
  answers.set('/send/slow', [503]);
  answers.set('/send/gone', [410]);
  const id = await sounded();
  const calls = (path: string) => received.filter((one) => one.path === path).length;
  await vi.waitFor(() => expect(calls('/send/slow')).toBe(2), 30_000);
  expect([calls('/send/good'), calls('/send/gone')]).toEqual([1, 1]);
  await vi.waitFor(async () => {
    const { reach } = (await app.call(getGong, { params: { id } }, officer.token)).body;
    expect(reach).toMatchObject({ pushed: 2, pushPhones: 2 });
  }, 20_000);
  // Whose phone is to be wiped is not woken up any more.
  await app.call(wipePhone, { params: { id: slow.phone.id } }, officer.token);
  received = [];
  await sounded(true);
  await vi.waitFor(() => expect(calls('/send/good')).toBe(1), 20_000);
  expect(opened(good, received[0]?.body ?? Buffer.of())).toMatchObject({ drill: true });
  expect([calls('/send/slow'), calls('/send/gone')]).toEqual([0, 0]);
  for (const one of [good, slow, gone])
    await app.call(unsubscribePush, { params: { phoneId: one.phone.id } }, one.phone.token);
});

test('a redirect is not followed', async () => {
  const browser = await subscribed('/send/away');
  answers.set('/send/away', [302]);
  await sounded();
  await vi.waitFor(() => expect(received).toHaveLength(1), 20_000);
  const again = await subscribed('/send/after');
  await sounded(true);
  await vi.waitFor(() => expect(received.map(({ path }) => path)).toContain('/send/after'), 20_000);
  expect(received.map(({ path }) => path)).not.toContain('/elsewhere');
  for (const one of [browser, again])
    await app.call(unsubscribePush, { params: { phoneId: one.phone.id } }, one.phone.token);
});

test('nobody makes the server call an address of its own network, nor writes for another’s phone', async () => {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const browser = { phone: await newPhone(), ecdh, auth: randomBytes(16) };
  const { port } = service.address() as AddressInfo;
  const hostile = [
    'http://push.example.com/x',
    'https://push.example.com:8443/x',
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    `http://localhost:${port}/x`,
    `http://127.0.0.1:${port + 1}/x`,
    'https://push.example.com.evil.test/x',
    'https://evil.test/push.example.com',
    'https://user:secret@push.example.com/x',
    'https://example.org/x',
    'https://notexample.org/x',
    'file:///etc/passwd',
    'ftp://push.example.com/x',
  ];
  for (const endpoint of hostile)
    expect([endpoint, (await subscribe(browser, endpoint)).status]).toEqual([endpoint, 422]);
  const stranger = await newPhone();
  const params = { phoneId: stranger.id };
  const body = { endpoint: `${origin}/x`, keys: keysOf(browser) };
  expect((await app.call(subscribePush, { params, body }, browser.phone.token)).code).toBe('notFound');
  expect((await subscribe(browser, 'https://a.example.org/x')).status).toBe(204);
  expect(received).toEqual([]);
});
