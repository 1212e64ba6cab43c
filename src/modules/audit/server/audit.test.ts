import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { grantRole, listAccounts } from '../../accounts/accounts.contract.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { getMe, updateMe } from '../../accounts/me.contract.ts';
import { signIn } from '../../accounts/sign-in.contract.ts';
import { listAudit, listSignInCounts } from '../audit.contract.ts';

let app: TestApp;
let admin: SignedUp;
let officer: SignedUp;
let auditor: SignedUp;
beforeAll(async () => {
  app = await startTestApp();
  admin = await completeSetup(app, await areaIdOf(app, '07840'));
  officer = await signUp(app, { role: 'officer', displayName: 'Nguyễn Thị Thủy' });
  auditor = await signUp(app, { role: 'auditor', displayName: 'Phạm Thanh Tra' });
});
afterAll(() => app.close());

const read = async (query: object) => (await app.call(listAudit, { query }, auditor.token)).body;

test('the auditor reads who did what to whom, and where', async () => {
  await app.call(
    grantRole,
    { params: { id: officer.userId }, body: { role: 'leader', areaId: officer.areaId } },
    admin.token,
  );
  const { items } = await read({ action: 'role.granted' });
  expect(items).toEqual([
    {
      id: expect.any(String),
      at: expect.any(String),
      caller: admin.userId,
      callerName: 'Nguyễn Thị Quản',
      action: 'role.granted',
      subject: 'account',
      subjectId: officer.userId,
      subjectName: 'Nguyễn Thị Thủy',
      areaId: officer.areaId,
      areaName: expect.stringContaining('Hiệp Hòa'),
      details: { role: 'leader' },
    },
  ]);
});

test('he reads the log and nothing else; without the permission nobody reads it', async () => {
  expect((await app.call(getMe, {}, auditor.token)).body.permissions).toEqual([
    'readings.read',
    'audit.read',
  ]);
  expect((await app.call(listAccounts, {}, auditor.token)).code).toBe('forbidden');
  expect((await app.call(listAudit, {}, officer.token)).code).toBe('forbidden');
  expect((await app.call(listAudit)).code).toBe('signInNeeded');
});

test('the log is filtered and read page by page, each line once', async () => {
  for (const language of ['en', 'vi', 'en', 'vi', 'en'] as const)
    await app.call(updateMe, { body: { language } }, officer.token);
  const all = await read({ limit: 200 });
  expect(all.items.length).toBeGreaterThanOrEqual(9);
  expect(all.actions).toContain('account.profileChanged');
  const seen: string[] = [];
  let after: string | null | undefined;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read({ limit: 2, ...(after ? { after } : {}) });
    seen.push(...page.items.map((line) => line.id));
    after = page.next;
  } while (after);
  expect(seen).toEqual(all.items.map((line) => line.id));

  const mine = await read({ caller: officer.userId, action: 'account', limit: 200 });
  expect(mine.items.every((line) => line.action.startsWith('account.'))).toBe(true);
  expect(mine.items).toHaveLength(5);
  expect((await read({ subjectId: officer.userId, subject: 'nothing' })).items).toEqual([]);
  expect((await read({ to: '2020-01-01' })).items).toEqual([]);
  expect((await read({ from: '2020-01-01', limit: 200 })).items).toHaveLength(all.items.length);
  const nonsense = await app.call(listAudit, { query: { after: 'nonsense' } }, auditor.token);
  expect(nonsense.code).toBe('badRequest');
});

test('an auditor of another commune sees none of it', async () => {
  const found = await asSuperuser(app.database.ownerUrl, (client) =>
    client.query<{ id: string }>(
      `select id from area where kind = 'commune' and closed_on is null and id <> '${officer.areaId}' limit 1`,
    ),
  );
  const stranger = await signUp(app, { role: 'auditor', areaId: found.rows[0]?.id ?? '' });
  expect((await app.call(listAudit, {}, stranger.token)).body.items).toEqual([]);
});

test('sign-ins are counted by day, without names', async () => {
  await app.call(signIn, { body: { username: 'nobody', password: 'wrong' } });
  const { items } = (await app.call(listSignInCounts, {}, auditor.token)).body;
  expect(items).toEqual([
    { day: expect.any(String), signedIn: expect.any(Number), wrongCredentials: 1, wrongCode: 0, blocked: 0 },
  ]);
  expect(items[0]?.signedIn).toBeGreaterThanOrEqual(3);
});
