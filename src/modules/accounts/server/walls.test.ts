import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access } from '../../../platform/permissions.ts';
import { anonymous, type Caller } from '../../../platform/server/caller.ts';
import { inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { areaIdOf, completeSetup, type SignedUp, signUp } from '../accounts.factory.ts';

let app: TestApp;
let officer: SignedUp;
let admin: SignedUp;
beforeAll(async () => {
  app = await startTestApp();
  admin = await completeSetup(app, await areaIdOf(app, '07840'));
  officer = await signUp(app, { role: 'officer' });
});
afterAll(() => app.close());

const tables = [
  'user_account',
  'role_assignment',
  'user_session',
  'passkey',
  'recovery_code',
  'one_time_link',
  'known_device',
  'sign_in_challenge',
  'audit_entry',
];

/** How many rows of each table direct SQL finds as this caller with this permission in hand. */
async function rowsSeen(caller: Caller, access: Access): Promise<Record<string, number>> {
  return inTransaction(app.database.db, { caller, access, clock: makeClock() }, async ({ tx }) => {
    const seen: Record<string, number> = {};
    for (const table of tables) {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
      seen[table] = found.rows[0]?.n ?? -1;
    }
    return seen;
  });
}

const callerOf = (who: SignedUp, role: 'officer' | 'administrator'): Caller => ({
  kind: 'user',
  id: who.userId,
  assignments: [{ role, areaId: who.areaId, areaKind: 'commune' }],
});

test('whoever is not signed in lists no account, by no way', async () => {
  const seen = await rowsSeen(anonymous, 'public');
  expect(Object.values(seen).every((n) => n === 0)).toBe(true);
});

test('whoever is signed in reads his own account and nobody else’s', async () => {
  for (const access of ['signedIn', 'activities.read', 'activities.write'] as const) {
    const seen = await rowsSeen(callerOf(officer, 'officer'), access);
    expect(seen).toMatchObject({
      user_account: 1,
      role_assignment: 1,
      user_session: 1,
      audit_entry: 0,
      one_time_link: 0,
    });
  }
});

test('an administrator reads the accounts only with the permission in hand', async () => {
  const caller = callerOf(admin, 'administrator');
  expect((await rowsSeen(caller, 'figures.read')).user_account).toBe(1);
  expect((await rowsSeen(caller, 'accounts.manage')).user_account).toBe(2);
  expect((await rowsSeen(caller, 'accounts.manage')).recovery_code).toBe(0);
});

test('nobody gives himself a role or opens a session for somebody else', async () => {
  const as = (caller: Caller, access: Access, query: string) =>
    inTransaction(app.database.db, { caller, access, clock: makeClock() }, ({ tx }) =>
      sql.raw(query).execute(tx),
    );
  const grant = `insert into role_assignment (id, user_id, role, area_id, granted_by)
    values (gen_random_uuid(), '${officer.userId}', 'administrator', '${officer.areaId}', 'x')`;
  const session = `insert into user_session (id, token_hash, user_id, strength, expires_at)
    values (gen_random_uuid(), 'x', '${admin.userId}', 'password', now() + interval '1 day')`;
  for (const query of [grant, session]) {
    await expect(as(callerOf(officer, 'officer'), 'activities.write', query)).rejects.toThrow(
      /row-level security/,
    );
    await expect(as(anonymous, 'public', query)).rejects.toThrow(/row-level security/);
  }
  const steal = await as(
    callerOf(officer, 'officer'),
    'signedIn',
    `update user_account set password_hash = 'x' where id = '${admin.userId}'`,
  );
  expect(steal.numAffectedRows).toBe(0n);
  const forge = `insert into audit_entry (id, caller, action, subject, subject_id) values (gen_random_uuid(), '${admin.userId}', 'x', 'x', 'x')`;
  await expect(as(callerOf(officer, 'officer'), 'signedIn', forge)).rejects.toThrow(/row-level security/);
  await expect(as(callerOf(admin, 'administrator'), 'audit.read', 'delete from audit_entry')).rejects.toThrow(
    /permission denied/,
  );
});
