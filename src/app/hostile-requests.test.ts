import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areaIdOf, type SignedUp, signUp, testPassword } from '../modules/accounts/accounts.factory.ts';
import { listActivities, saveActivity } from '../modules/activities/activities.contract.ts';
import { patrol } from '../modules/activities/activities.factory.ts';
import { searchAreas } from '../modules/areas/areas.contract.ts';
import { makeHamlet } from '../modules/areas/areas.factory.ts';
import { createHamlets } from '../modules/areas/hamlets.contract.ts';
import { queryFigures } from '../modules/figures/figures.contract.ts';
import { startTestApp, type TestApp } from '../platform/server/testing/app.ts';
import { serveWeb } from '../platform/server/web-files.ts';
import { type Raw, sendRaw } from './testing/raw.ts';

let app: TestApp;
let officer: SignedUp;
let administrator: SignedUp;
let commune: string;
let hamlet: string;
beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-22', withJobs: true });
  await serveWeb(app.server);
  commune = await areaIdOf(app, '07840');
  hamlet = (await makeHamlet(app.database.db, commune, 'Thôn Cấm')).id;
  officer = await signUp(app, { role: 'officer', areaCode: '07840' });
  administrator = await signUp(app, { role: 'administrator', areaCode: '07840' });
});
afterAll(() => app.close());

const send = (request: Raw) => sendRaw(app, request);

const json = { 'content-type': 'application/json' };
const signIn = { method: 'POST', url: '/api/v1/sessions' } as const;

describe('requests that other sites start', () => {
  const body = () => ({
    ...signIn,
    payload: JSON.stringify({ username: officer.username, password: testPassword }),
  });

  test('what changes something is refused from a foreign page, with or without a session', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:8080.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const refused = await send({ ...body(), headers: { ...json, ...headers } });
      expect([headers, refused.status, refused.code]).toEqual([headers, 403, 'originRefused']);
      expect(refused.cookies).toEqual([]);
      const write = { method: 'DELETE', url: '/api/v1/me/sessions', token: officer.token } as const;
      expect((await send({ ...write, headers })).code).toBe('originRefused');
    }
  });

  test('the program’s own pages and programs without a browser are let in', async () => {
    const ours: Record<string, string>[] = [
      {},
      { origin: 'http://localhost:8080' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' },
    ];
    for (const headers of ours)
      expect((await send({ ...body(), headers: { ...json, ...headers } })).status).toBe(200);
  });

  test('no page of another origin is told that it may read anything', async () => {
    const asked = await send({
      method: 'OPTIONS',
      url: '/api/v1/activities',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
    });
    expect(asked.status).toBe(404);
    const read = await send({
      url: '/api/v1/me',
      token: officer.token,
      headers: { origin: 'https://evil.example' },
    });
    for (const reply of [asked, read])
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(read.headers['cross-origin-resource-policy']).toBe('same-origin');
  });
});

describe('the session cookie', () => {
  test('no script reads it and no other site sends it with a write', async () => {
    const { cookies } = await send({
      ...signIn,
      headers: json,
      payload: JSON.stringify({ username: officer.username, password: testPassword }),
    });
    expect(cookies.map(({ name }) => name).sort()).toEqual(['device', 'session']);
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  });

  test('made-up, empty and endless tokens are nobody', async () => {
    for (const token of ['x', '%00', `'; drop table user_session; --`, 'a'.repeat(8000)])
      expect((await send({ url: '/api/v1/me', token })).code).toBe('signInNeeded');
  });
});

describe('bodies that nobody types', () => {
  const put = (payload: string | Buffer, headers: Record<string, string> = json) =>
    send({ method: 'PUT', url: `/api/v1/activities/${uuidv7()}`, headers, payload, token: officer.token });

  test('too large', async () => {
    const large = await put(JSON.stringify({ values: { content: 'x'.repeat(5 * 1024 * 1024) } }));
    expect([large.status, large.code]).toEqual([413, 'tooLarge']);
  });

  test('too deep', async () => {
    const deep = (open: string, close: string, levels = 200_000) =>
      open.repeat(levels) + close.repeat(levels);
    const bodies = [
      deep('[', ']'),
      deep('{"a":', '}').replace('{"a":}', '{"a":1}'),
      `{"form":"patrol","formVersion":1,"state":"draft","values":{"content":${deep('[', ']')}}}`,
    ];
    for (const body of bodies) expect((await put(body)).status).toBeGreaterThanOrEqual(400);
    for (const body of bodies) expect((await put(body)).status).toBeLessThan(500);
    const items = `{"items":[{"id":"${uuidv7()}","x":${deep('[', ']')}}]}`;
    const batch = await send({
      method: 'POST',
      url: '/api/v1/activities/batch',
      headers: json,
      payload: items,
      token: officer.token,
    });
    expect(batch.status).toBeLessThan(500);
  });

  test('of another type, cut off, empty, or not UTF-8', async () => {
    const whole = JSON.stringify(patrol(hamlet));
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'x',
    ]) {
      const { status, code } = await put(whole, { 'content-type': type });
      expect([type, [400, 422].includes(status), typeof code]).toEqual([type, true, 'string']);
    }
    for (const payload of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      whole.slice(0, -3),
      Buffer.from([0xff, 0xfe, 0x7b]),
    ]) {
      const { status, code } = await put(payload);
      expect([String(payload), status >= 400 && status < 500, typeof code]).toEqual([
        String(payload),
        true,
        'string',
      ]);
    }
  });

  test('keys that reach for the prototypes change nothing for anybody', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const inner = key === 'constructor' ? '{"prototype":{"polluted":true}}' : '{"polluted":true}';
      const body = JSON.stringify(patrol(hamlet)).replace(
        '"values":{',
        `"${key}":${inner},"values":{"${key}":${inner},`,
      );
      expect((await put(body)).status).toBeLessThan(500);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    }
    const odd = [
      '/api/v1/activities?form=constructor',
      '/api/v1/activities?form=toString&choice=constructor:x',
      '/api/v1/activities?__proto__[x]=1&choice=valueOf:__proto__',
      '/api/v1/activities/export?form=constructor',
      '/api/v1/import-templates/constructor.xlsx',
      '/api/v1/import-templates/toString.xlsx',
      `/api/v1/figures/records?areaId=${hamlet}&indicator=constructor.name&from=2026-01-01&to=2026-02-01`,
    ];
    for (const url of odd)
      expect([url, (await send({ url, token: officer.token })).status]).toEqual([url, expect.any(Number)]);
    for (const url of odd) expect((await send({ url, token: officer.token })).status).toBeLessThan(500);
    const asked = {
      areaIds: [hamlet],
      indicators: ['patrol.sessions'],
      from: '2026-01-01',
      to: '2026-02-01',
    };
    for (const scheme of ['constructor', '__proto__', 'toString']) {
      const reply = await app.call(
        queryFigures,
        { body: { ...asked, scheme, by: 'period' as const } },
        officer.token,
      );
      expect([scheme, reply.status]).toEqual([scheme, 422]);
    }
  });

  test('characters that no text has are refused or taken out, never an error of ours', async () => {
    const nasty = [
      '\u0000',
      'a\u0000b',
      '\u0007\u001b[31m',
      '\u202Etxt.exe',
      '\ud800',
      '\udfff x',
      'e\u0301\u0323'.repeat(400),
    ];
    for (const text of nasty) {
      const save = { params: { id: uuidv7() }, body: patrol(hamlet, { content: text }) };
      const record = await app.call(saveActivity, save, officer.token);
      expect([text, record.status < 500]).toEqual([text, true]);
      const named = { params: { id: commune }, body: { hamlets: [{ fullName: `Thôn ${text}` }] } };
      const place = await app.call(createHamlets, named, officer.token);
      expect([text, place.status < 500]).toEqual([text, true]);
      for (const query of [{ q: text }, { cursor: text }])
        expect([text, (await app.call(listActivities, { query }, officer.token)).status < 500]).toEqual([
          text,
          true,
        ]);
      expect([text, (await app.call(searchAreas, { query: { q: text } })).status < 500]).toEqual([
        text,
        true,
      ]);
    }
  });
});

describe('paths and methods', () => {
  test('an unknown path under /api is a problem, not a page', async () => {
    for (const url of ['/api', '/api/', '/api/v1/none', '/api/v2/activities', '/api/v1/activities/x/y/z']) {
      const { status, code } = await send({ url });
      expect([url, status, code]).toEqual([url, 404, 'notFound']);
    }
  });

  test('HEAD asks like GET and gets no body; other methods find nothing', async () => {
    const head = await send({ method: 'HEAD', url: '/api/v1/setup' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect((await send({ method: 'HEAD', url: '/api/v1/activities' })).status).toBe(401);
    for (const method of ['POST', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const { status, code } = await send({ method, url: '/api/v1/installation', token: officer.token });
      expect([method, status, code]).toEqual([method, 404, 'notFound']);
    }
  });

  test('identifiers that are none are refused before anything is asked', async () => {
    for (const id of ['1', `' or 1=1`, '00000000', '..'])
      expect(
        (await send({ url: `/api/v1/activities/${encodeURIComponent(id)}x`, token: officer.token })).status,
      ).toBe(422);
    for (const cursor of ['x', '{}', '%00', '2026-13-45_x'])
      expect(
        (await send({ url: `/api/v1/activities?cursor=${cursor}`, token: officer.token })).status,
      ).toBeLessThan(500);
    for (const after of ['x', "'"])
      expect(
        (await send({ url: `/api/v1/accounts?after=${after}`, token: administrator.token })).status,
      ).toBe(200);
  });
});

test('who asks without end is told to wait, in words and in a header', async () => {
  const url = '/api/v1/setup/check?token=x';
  for (let n = 0; n < 120; n += 1) expect((await send({ url })).status).toBe(200);
  const late = await send({ url });
  expect([late.status, late.code]).toEqual([429, 'tooManyRequests']);
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  // Another route and another caller are not concerned.
  expect((await send({ url: '/api/v1/setup' })).status).toBe(200);
  expect((await send({ url, token: officer.token })).status).toBe(200);
});

test('the address that a proxy names counts only where the proxy is trusted', async () => {
  const behind = await startTestApp({ trustProxy: '127.0.0.1' });
  const ask = (server: TestApp, address: string) =>
    server.server.inject({
      url: '/api/v1/setup/check?token=y',
      headers: { 'x-forwarded-for': address },
      remoteAddress: '127.0.0.1',
    });
  for (let n = 0; n < 120; n += 1) await ask(behind, '203.0.113.7');
  expect((await ask(behind, '203.0.113.7')).statusCode).toBe(429);
  expect((await ask(behind, '203.0.113.8')).statusCode).toBe(200);
  await behind.close();
  // By itself nobody is believed: another made-up address is no way around the limit that was reached above.
  expect((await ask(app, '203.0.113.9')).statusCode).toBe(429);
});
