import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { listAccounts } from '../accounts.contract.ts';
import { areaIdOf, asSystem, testPassword } from '../accounts.factory.ts';
import { getMe } from '../me.contract.ts';
import { checkSetupLink, getInstallation, getSetup, setUp } from '../setup.contract.ts';
import { openBrowser } from '../testing/browser.ts';
import { makeSetupLink } from './setup.service.ts';

let app: TestApp;
let hiepHoa: string;
beforeAll(async () => {
  app = await startTestApp();
  hiepHoa = await areaIdOf(app, '07840');
});
afterAll(() => app.close());

const wanted = (token: string) => ({
  token,
  areaId: hiepHoa,
  agencyName: 'Công an xã Hiệp Hòa',
  parentAgencyName: 'Công an tỉnh Bắc Ninh',
  placeName: 'Hiệp Hòa',
  administrator: { username: ' QuanTri ', displayName: 'Nguyễn  Thị Quản', password: testPassword },
});

test('the first link sets the place up once and signs its administrator in', async () => {
  const browser = openBrowser(app);
  expect((await browser.visit(getSetup)).body).toEqual({ isSetUp: false });

  // First the link: a second start makes another, and the old one dies.
  const old = (await asSystem(app, makeSetupLink)) ?? '';
  const link = (await asSystem(app, makeSetupLink)) ?? '';
  const check = async (token: string) => (await browser.visit(checkSetupLink, { query: { token } })).body;
  expect(await check(old)).toEqual({ good: false });
  expect(await check('no such link')).toEqual({ good: false });
  expect(await check(link)).toEqual({ good: true });
  expect((await browser.visit(setUp, { body: wanted(old) })).code).toBe('linkUsedUp');

  // Then the wizard: a district of the past can't be served, a weak password is sent back, the link stays good.
  const district = { ...wanted(link), areaId: await areaIdOf(app, 'before:07846') };
  expect((await browser.visit(setUp, { body: district })).code).toBe('invalidInput');
  const weak = wanted(link);
  weak.administrator.password = 'hiephoa2025';
  const refused = await app.call(setUp, { body: weak });
  expect(refused.body).toMatchObject({ fields: [{ path: 'administrator.password', code: 'likeName' }] });
  expect(await check(link)).toEqual({ good: true });

  // Two people press the button at once: one of them sets it up.
  const both = await Promise.all([1, 2].map(() => openBrowser(app).visit(setUp, { body: wanted(link) })));
  expect(both.map((reply) => reply.status).sort()).toEqual([
    201,
    expect.toSatisfy((n) => n === 409 || n === 410),
  ]);
  expect((await browser.visit(setUp, { body: wanted(link) })).code).toBe('alreadySetUp');
  expect((await browser.visit(getSetup)).body).toEqual({ isSetUp: true });
  expect(await asSystem(app, makeSetupLink)).toBeUndefined();
});

test('the administrator finds the place, himself in it, and the audit log knows', async () => {
  const users = await asSuperuser(app.database.ownerUrl, (client) =>
    client.query('select username, display_name, password_hash, state from user_account'),
  );
  expect(users.rows).toEqual([
    {
      username: 'quantri',
      display_name: 'Nguyễn Thị Quản',
      password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
      state: 'active',
    },
  ]);
  const lines = await asSuperuser(app.database.ownerUrl, (client) =>
    client.query('select caller, action, area_id from audit_entry order by at, id'),
  );
  expect(lines.rows.map((row) => [row.caller === 'system', row.action])).toEqual([
    [true, 'installation.setUp'],
    [false, 'session.started'],
  ]);
  expect((await app.call(getMe)).code).toBe('signInNeeded');
  expect((await app.call(getInstallation)).code).toBe('signInNeeded');
  expect((await app.call(listAccounts)).code).toBe('signInNeeded');
});
