import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import {
  disableAccount,
  enableAccount,
  endAccountSessions,
  getAccount,
  grantRole,
  inviteAccount,
  listAccounts,
  renewInvitation,
  resetAccount,
  revokeRole,
} from '../accounts.contract.ts';
import {
  areaIdOf,
  asSystem,
  completeSetup,
  type SignedUp,
  signUp,
  testPassword,
} from '../accounts.factory.ts';
import { confirmTotp, getMe, startTotp } from '../me.contract.ts';
import { acceptLink, getLink, signIn } from '../sign-in.contract.ts';
import { openBrowser } from '../testing/browser.ts';
import { addUser } from './accounts.service.ts';

let app: TestApp;
let admin: SignedUp;
let hiepHoa: string;
let bacNinh: string;
let elsewhere: string;
beforeAll(async () => {
  app = await startTestApp();
  hiepHoa = await areaIdOf(app, '07840');
  bacNinh = await areaOf(`select ancestor_id as id from area_path_today p join area a on a.id = p.ancestor_id
    where p.area_id = '${hiepHoa}' and a.kind = 'province'`);
  elsewhere = await areaOf(`select a.id from area a join area_path_today p on p.area_id = a.id
    where a.kind = 'commune' and a.closed_on is null and p.ancestor_id = '${bacNinh}' and a.id <> '${hiepHoa}' limit 1`);
  admin = await completeSetup(app, hiepHoa);
});
afterAll(() => app.close());

async function areaOf(query: string): Promise<string> {
  const found = await asSuperuser(app.database.ownerUrl, (client) => client.query<{ id: string }>(query));
  return found.rows[0]?.id ?? '';
}

const tokenOf = (path: string) => path.split('/').at(-1) ?? '';
const fresh = 'ba con trâu gặm cỏ';

async function inviteOfficer(username: string) {
  const body = {
    username,
    displayName: 'Trần Văn Tuấn',
    assignments: [{ role: 'officer' as const, areaId: hiepHoa }],
  };
  return app.call(inviteAccount, { body }, admin.token);
}

test('an invited officer chooses a password by a link that works once', async () => {
  const { status, body } = await inviteOfficer('tuan.tran');
  expect(status).toBe(201);
  expect(body.account).toMatchObject({
    username: 'tuan.tran',
    state: 'invited',
    beyond: false,
    assignments: [{ role: 'officer', areaId: hiepHoa }],
    can: { manage: true, grant: true },
  });
  expect(body.link.path).toMatch(/^\/moi\/[\w-]{43}$/);
  expect(body.link.url).toBe(`http://localhost:8080${body.link.path}`);
  expect((await inviteOfficer('Tuan.Tran')).body).toMatchObject({
    code: 'alreadyExists',
    fields: [{ path: 'username', code: 'taken' }],
  });

  // The administrator sends a second link: the first one dies.
  const renewed = await app.call(renewInvitation, { params: { id: body.account.id } }, admin.token);
  const newcomer = openBrowser(app);
  const look = (path: string) => newcomer.visit(getLink, { params: { token: tokenOf(path) } });
  expect((await look(body.link.path)).code).toBe('linkUsedUp');
  expect((await look(renewed.body.path)).body).toEqual({
    kind: 'invitation',
    username: 'tuan.tran',
    displayName: 'Trần Văn Tuấn',
  });

  const params = { token: tokenOf(renewed.body.path) };
  const weak = await newcomer.visit(acceptLink, { params, body: { password: 'tuan.tran.1' } });
  expect(weak.body).toMatchObject({ code: 'invalidInput', fields: [{ path: 'password', code: 'likeName' }] });
  const accepted = await newcomer.visit(acceptLink, {
    params,
    body: { password: fresh, displayName: 'Trần Tuấn' },
  });
  expect(accepted.body).toEqual({ next: 'signedIn' });
  expect((await newcomer.visit(getMe)).body).toMatchObject({
    username: 'tuan.tran',
    displayName: 'Trần Tuấn',
  });
  expect((await newcomer.visit(acceptLink, { params, body: { password: fresh } })).code).toBe('linkUsedUp');
  const again = await app.call(renewInvitation, { params: { id: body.account.id } }, admin.token);
  expect(again.code).toBe('notPossibleNow');
});

test('who forgot the password comes back by a link; everything opened before is closed', async () => {
  const officer = await signUp(app, { role: 'officer', username: 'hoa.forgot' });
  const made = await app.call(resetAccount, { params: { id: officer.userId }, body: {} }, admin.token);
  expect(made.body.path).toMatch(/^\/dat-lai\//);
  expect(Date.parse(made.body.expiresAt) - Date.now()).toBeLessThanOrEqual(86_400_000);
  // Until the link is used, nothing changes for its owner.
  expect((await app.call(getMe, {}, officer.token)).status).toBe(200);
  const browser = openBrowser(app);
  const body = { password: fresh };
  expect((await browser.visit(acceptLink, { params: { token: tokenOf(made.body.path) }, body })).status).toBe(
    200,
  );
  expect((await app.call(getMe, {}, officer.token)).code).toBe('signInNeeded');
  const old = { username: 'hoa.forgot', password: testPassword };
  expect((await openBrowser(app).visit(signIn, { body: old })).code).toBe('wrongCredentials');

  const late = await app.call(resetAccount, { params: { id: officer.userId }, body: {} }, admin.token);
  await asSuperuser(app.database.ownerUrl, (client) =>
    client.query(`update one_time_link set expires_at = now() where used_at is null`),
  );
  const tooLate = await browser.visit(getLink, { params: { token: tokenOf(late.body.path) } });
  expect(tooLate.code).toBe('linkUsedUp');
});

test('who lost the phone as well gets in by a link that takes the second step away', async () => {
  const officer = await signUp(app, { role: 'officer', username: 'lan.phone' });
  const { secret } = (await app.call(startTotp, { body: {} }, officer.token)).body;
  const code = generateSync({ secret });
  await app.call(confirmTotp, { body: { code } }, officer.token);
  const reset = async (removeSecondStep: boolean) => {
    const params = { id: officer.userId };
    const made = await app.call(resetAccount, { params, body: { removeSecondStep } }, admin.token);
    const browser = openBrowser(app);
    const link = { token: tokenOf(made.body.path) };
    return { browser, reply: await browser.visit(acceptLink, { params: link, body: { password: fresh } }) };
  };
  // A new password alone does not get around the authenticator.
  const kept = await reset(false);
  expect(kept.reply.body).toMatchObject({ next: 'totp' });
  expect((await kept.browser.visit(getMe)).code).toBe('signInNeeded');
  const removed = await reset(true);
  expect(removed.reply.body).toEqual({ next: 'signedIn' });
  expect((await removed.browser.visit(getMe)).body.security.hasTotp).toBe(false);
});

test('a closed account is out at once and comes back with what it had', async () => {
  const officer = await signUp(app, { role: 'leader', username: 'vinh.closed' });
  const params = { id: officer.userId };
  expect((await app.call(disableAccount, { params }, admin.token)).body.state).toBe('disabled');
  expect((await app.call(getMe, {}, officer.token)).code).toBe('signInNeeded');
  const body = { username: 'vinh.closed', password: testPassword };
  expect((await openBrowser(app, { address: '192.0.2.1' }).visit(signIn, { body })).code).toBe(
    'wrongCredentials',
  );
  expect((await app.call(resetAccount, { params, body: {} }, admin.token)).code).toBe('notPossibleNow');
  expect((await app.call(enableAccount, { params }, admin.token)).body.state).toBe('active');
  const browser = openBrowser(app, { address: '192.0.2.2' });
  expect((await browser.visit(signIn, { body })).status).toBe(200);
  expect((await app.call(endAccountSessions, { params }, admin.token)).body).toEqual({ ended: 1 });
  expect((await browser.visit(getMe)).code).toBe('signInNeeded');
});

test('a role is given and taken back, and both count at the next request', async () => {
  const officer = await signUp(app, { role: 'officer', username: 'minh.roles' });
  const params = { id: officer.userId };
  const granted = await app.call(
    grantRole,
    { params, body: { role: 'leader', areaId: hiepHoa } },
    admin.token,
  );
  expect(granted.body.assignments.map((one) => one.role)).toEqual(['officer', 'leader']);
  const twice = await app.call(grantRole, { params, body: { role: 'leader', areaId: hiepHoa } }, admin.token);
  expect(twice.body.assignments).toHaveLength(2);
  const wrong = await app.call(
    grantRole,
    { params, body: { role: 'recorder', areaId: hiepHoa } },
    admin.token,
  );
  expect(wrong.body).toMatchObject({ code: 'invalidInput', fields: [{ code: 'roleDoesNotFitArea' }] });

  for (const { id } of granted.body.assignments) {
    const reply = await app.call(revokeRole, { params: { ...params, assignmentId: id } }, admin.token);
    expect(reply.status).toBe(200);
  }
  expect((await app.call(getMe, {}, officer.token)).body.permissions).toEqual([]);
  // Without any role the account still stands in the list, so that it can get one again.
  expect((await app.call(getAccount, { params }, admin.token)).body.assignments).toEqual([]);
});

test('the last administrator stays, however two of them go about it', async () => {
  const me = (await app.call(getAccount, { params: { id: admin.userId } }, admin.token)).body;
  const mine = { id: admin.userId, assignmentId: me.assignments[0]?.id ?? '' };
  expect((await app.call(revokeRole, { params: mine }, admin.token)).code).toBe('lastAdministrator');
  expect((await app.call(disableAccount, { params: mine }, admin.token)).code).toBe('lastAdministrator');

  const second = await signUp(app, { role: 'administrator', username: 'quantri2' });
  const theirs = (await app.call(getAccount, { params: { id: second.userId } }, admin.token)).body;
  const [one, two] = await Promise.all([
    app.call(revokeRole, { params: mine }, second.token),
    app.call(
      revokeRole,
      { params: { id: second.userId, assignmentId: theirs.assignments[0]?.id ?? '' } },
      admin.token,
    ),
  ]);
  expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
  const left = await asSuperuser(app.database.ownerUrl, (client) =>
    client.query(`select user_id from role_assignment where role = 'administrator' and revoked_at is null`),
  );
  expect(left.rows).toHaveLength(1);
  await asSuperuser(app.database.ownerUrl, (client) =>
    client.query(`update role_assignment set revoked_at = null where role = 'administrator'`),
  );
});

test('an administrator sees and touches the people of his areas only', async () => {
  const neighbour = await signUp(app, { role: 'officer', areaId: elsewhere, username: 'neighbour' });
  const params = { id: neighbour.userId };
  expect((await app.call(getAccount, { params }, admin.token)).code).toBe('notFound');
  expect((await app.call(disableAccount, { params }, admin.token)).code).toBe('notFound');
  const there = [{ role: 'officer' as const, areaId: elsewhere }];
  const invited = { username: 'outside', displayName: 'Ngoài xã', assignments: there };
  expect((await app.call(inviteAccount, { body: invited }, admin.token)).code).toBe('outOfArea');

  // Somebody of the province who also serves here is seen here; the account as a whole is not the commune's.
  const staff = await signUp(app, { role: 'staff', areaId: bacNinh, username: 'staff.both' });
  await asSystem(app, async (context) => {
    await context.tx
      .insertInto('role_assignment')
      .values({
        id: staff.userId,
        user_id: staff.userId,
        role: 'officer',
        area_id: hiepHoa,
        granted_by: 'system',
      })
      .execute();
  });
  const seen = await app.call(getAccount, { params: { id: staff.userId } }, admin.token);
  expect(seen.body).toMatchObject({ beyond: true, can: { manage: false } });
  expect(seen.body.assignments.map((one) => one.role)).toEqual(['officer']);
  const reset = await app.call(resetAccount, { params: { id: staff.userId }, body: {} }, admin.token);
  expect(reset.code).toBe('outOfArea');

  // The administrator of the province manages both, and nobody without the permission manages anybody.
  const above = await signUp(app, { role: 'administrator', areaId: bacNinh, username: 'admin.province' });
  expect((await app.call(getAccount, { params }, above.token)).body.can.manage).toBe(true);
  expect((await app.call(getAccount, { params: { id: staff.userId } }, above.token)).body.beyond).toBe(false);
  expect((await app.call(listAccounts, {}, neighbour.token)).code).toBe('forbidden');
});

test('the list is searched without diacritics, filtered, and read page by page', async () => {
  await asSystem(app, async (context) => {
    for (const n of [1, 2, 3, 4, 5]) {
      const assignments = [{ role: 'officer' as const, areaId: hiepHoa }];
      await addUser(context, { username: `list.${n}`, displayName: `Đặng Hữu Phước ${n}`, assignments });
    }
  });
  const find = async (query: object) => (await app.call(listAccounts, { query }, admin.token)).body;
  const found = await find({ search: 'dang huu phuoc', limit: 2 });
  expect(found.total).toBe(5);
  expect(found.items.map((one) => one.username)).toEqual(['list.1', 'list.2']);
  const rest = await find({ search: 'PHƯỚC đặng', limit: 200, after: found.next ?? '' });
  expect(rest.items.map((one) => one.username)).toEqual(['list.3', 'list.4', 'list.5']);
  expect(rest.next).toBeNull();
  expect((await find({ search: '%' })).total).toBe(0);
  expect((await find({ search: 'list.', state: 'active' })).total).toBe(0);
  expect(
    (await find({ role: 'leader' })).items.every((one) => one.assignments.some((a) => a.role === 'leader')),
  ).toBe(true);
  expect((await find({ areaId: elsewhere })).total).toBe(0);
});
