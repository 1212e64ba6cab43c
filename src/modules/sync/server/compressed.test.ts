import { gzipSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { signUp } from '../../accounts/accounts.factory.ts';
import { makeWorld, patrol, type TestWorld } from '../../activities/activities.factory.ts';
import { bindTestPhone, type TestPhone } from '../sync.factory.ts';

let app: TestApp;
let world: TestWorld;
let phone: TestPhone;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22' });
  world = await makeWorld(app.database.ownerUrl);
  const officer = await signUp(app, { role: 'officer', areaId: world.commune });
  const { userId } = await signUp(app, { role: 'recorder', areaId: world.hamlets[0] });
  phone = await bindTestPhone(app, { officer: officer.token, userId });
});
afterAll(() => app.close());

function send(payload: Buffer) {
  return app.server.inject({
    method: 'POST',
    url: '/api/v1/sync/commands',
    headers: {
      authorization: `Bearer ${phone.token}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'accept-encoding': 'gzip',
    },
    payload,
  });
}

function push(count: number): Buffer {
  const now = new Date().toISOString();
  const commands = Array.from({ length: count }, () => ({
    id: uuidv7(),
    kind: 'activity.save',
    recordId: uuidv7(),
    payload: patrol(world.hamlets[0], { day: '2026-11-20' }),
    madeAt: now,
  }));
  return Buffer.from(JSON.stringify({ phoneId: phone.id, sentAt: now, waiting: 0, commands }));
}

test('a phone sends its entries compressed, and gets the answers so', async () => {
  const plain = push(20);
  const packed = gzipSync(plain);
  expect(packed.length).toBeLessThan(plain.length / 3);
  const reply = await send(packed);
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-encoding']).toBe('gzip');
});

test('what is cut off, no gzip at all, or grows beyond all bounds is refused', async () => {
  const packed = gzipSync(push(5));
  const cut = await send(packed.subarray(0, packed.length / 2));
  expect(cut.statusCode).toBeGreaterThanOrEqual(400);
  expect(cut.statusCode).toBeLessThan(500);
  expect((await send(Buffer.from('không phải gzip'))).statusCode).toBe(400);
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
  expect(bomb.length).toBeLessThan(100_000);
  expect((await send(bomb)).statusCode).toBe(413);
});
