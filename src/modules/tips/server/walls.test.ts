import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '../../../platform/permissions.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { fileReportAt, foundOffice, memberOf, nextKey, type TestMember } from '../testing/offices.ts';

let app: TestApp;
let application: pg.Client;
let areaId: string;
let administrator: SignedUp;
let member: TestMember;
let colleague: SignedUp;
let tipId: string;

/** What belongs to one report, and what belongs to somebody's key. */
const reports = ['tip', 'tip_message', 'tip_file', 'tip_contact'];
const secrets = ['tip_office_wrap', 'tip_member_lock', 'tip_recovery_share', 'tip_recovery_wrap'];

beforeAll(async () => {
  app = await startTestApp({ today: '2026-11-20' });
  areaId = await areaIdOf(app, '07840');
  administrator = await completeSetup(app, areaId);
  member = await memberOf(app, areaId);
  // An officer of the same commune who is nobody's member.
  colleague = await signUp(app, { role: 'officer', areaId });
  const office = await foundOffice(app, { areaId, administrator, members: [member] });
  const custodians = [await memberOf(app, areaId), await memberOf(app, areaId)];
  await nextKey(app, office, member, { people: custodians, threshold: 2 });
  await fileReportAt(app, office.id, { contact: '0912 345 678' });
  application = new pg.Client({ connectionString: app.database.appUrl });
  await application.connect();
  const found = await asSuperuser(app.database.ownerUrl, (client) => client.query('select id from tip'));
  tipId = found.rows[0].id;
});
afterAll(async () => {
  await application.end();
  await app.close();
});

/** Runs a statement as the application's role for somebody, and takes it back. */
async function as(
  who: { caller: string; access: string; tip?: string },
  query: string,
): Promise<pg.QueryResult['rows'] | string> {
  await application.query('begin');
  try {
    await application.query(
      `select set_config('app.caller', $1, true), set_config('app.scope', $2, true), set_config('app.access', $3, true),
        set_config('app.tip', $4, true)`,
      [who.caller, `{${areaId}}`, who.access, who.tip ?? ''],
    );
    return await application.query(query).then(
      ({ rows, rowCount }) => (rows.length > 0 ? rows : Array(rowCount ?? 0).fill({})),
      (error: pg.DatabaseError) => error.code ?? 'unknown',
    );
  } finally {
    await application.query('rollback');
  }
}

const count = async (who: Parameters<typeof as>[0], table: string) =>
  Number(((await as(who, `select count(*)::int as n from ${table}`)) as { n: number }[])[0]?.n);

test('a member reads the report of his office, with the permission in hand and with no other', async () => {
  for (const table of reports) {
    expect([table, await count({ caller: member.userId, access: 'tips.work' }, table)]).toEqual([table, 1]);
    for (const access of ['activities.read', 'areas.read', 'signedIn', 'public', 'tips.offices'])
      expect([table, access, await count({ caller: member.userId, access }, table)]).toEqual([
        table,
        access,
        0,
      ]);
  }
});

test('nobody else reads it: no colleague, no administrator, nobody unknown, with whatever permission', async () => {
  for (const caller of [colleague.userId, administrator.userId, 'anonymous'])
    for (const access of ['public', 'signedIn', ...permissions])
      for (const table of [...reports, ...secrets])
        expect([caller, access, table, await count({ caller, access }, table)]).toEqual([
          caller,
          access,
          table,
          0,
        ]);
});

test('the report in hand of a receipt is read, and no other one', async () => {
  const stranger = { caller: 'anonymous', access: 'public' };
  expect(await count({ ...stranger, tip: tipId }, 'tip')).toBe(1);
  expect(await count({ ...stranger, tip: '11111111-1111-4111-8111-111111111111' }, 'tip')).toBe(0);
  for (const table of secrets) expect(await count({ ...stranger, tip: tipId }, table)).toBe(0);
});

test('a member sees what was sealed for him and not the locks or wraps of others', async () => {
  const mine = { caller: member.userId, access: 'tips.work' };
  const wraps = await as(mine, 'select distinct user_id from tip_office_wrap');
  expect(wraps).toEqual([{ user_id: member.userId }]);
  const locks = await as(mine, 'select distinct user_id from tip_member_lock');
  expect(locks).toEqual([{ user_id: member.userId }]);
});

test('nobody writes himself into an office, exchanges its key or takes a report away', async () => {
  const attempts = [
    `update tip_office_member set state = 'active', user_id = '${colleague.userId}'`,
    `insert into tip_office_member (office_id, user_id, state, named_by) select id, '${colleague.userId}', 'active', 'x' from tip_office`,
    `update tip_office_epoch set recipient = 'age1pq1x'`,
    `insert into tip_office_epoch (office_id, epoch, recipient, verify_key, made_by) select id, 9, 'x', 'x', 'x' from tip_office`,
    `update tip_member_key set recipient = 'age1pq1x' where user_id <> '${colleague.userId}'`,
    `update tip set office_id = office_id, received_on = '2020-01-01'`,
    'delete from tip_contact',
    'delete from tip_file',
    'delete from tip',
    'delete from tip_office_wrap',
  ];
  for (const access of ['tips.work', 'signedIn', 'activities.write'])
    for (const query of attempts) {
      const done = await as({ caller: colleague.userId, access }, query);
      expect([access, query, done === '42501' || done.length === 0]).toEqual([access, query, true]);
    }
});
