import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '../../../platform/permissions.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { makeHamlet } from '../../areas/areas.factory.ts';
import { offer, someSealed, step, takeDown } from '../testing/desk-work.ts';
import { type OfficeWorld, officeWorld } from '../testing/office-world.ts';

let world: OfficeWorld;
let application: pg.Client;
let colleague: SignedUp;
let recorder: SignedUp;
/** A report by the page; one that the recorder took down, with who reported. */
let filed: string;
let taken: string;
const tables = ['tip_work', 'tip_event', 'tip_redaction', 'tip_reporter'] as const;

beforeAll(async () => {
  world = await officeWorld('2026-03-20');
  const { app, office, officer } = world;
  colleague = await signUp(app, { role: 'officer', areaId: officer.areaId });
  const hamlet = await makeHamlet(app.database.db, officer.areaId, 'Thôn Cấm');
  recorder = await signUp(app, { role: 'recorder', areaId: hamlet.id });
  const tip = await world.newTip();
  filed = tip.id;
  taken = (await takeDown(app, recorder, office.id, { day: '2026-03-20', hour: 0, reporter: someSealed })).id;
  for (const id of [filed, taken]) {
    await step(app, officer, id, { step: 'register', note: someSealed });
    await step(app, officer, id, { step: 'redact', redacted: someSealed });
  }
  await offer(app, officer, filed, { from: office, to: world.other, thread: tip.keys.thread });
  application = new pg.Client({ connectionString: app.database.appUrl });
  await application.connect();
});
afterAll(async () => {
  await application.end();
  await world.app.close();
});

/** Does it as the application's role for somebody with a permission in hand and his commune, and takes it back. */
async function asRole<T>(
  who: { userId: string; areaId: string },
  access: string,
  work: () => Promise<T>,
): Promise<T> {
  await application.query('begin');
  try {
    await application.query(
      `select set_config('app.caller', $1, true), set_config('app.scope', $2, true), set_config('app.access', $3, true)`,
      [who.userId, `{${who.areaId}}`, access],
    );
    return await work();
  } finally {
    await application.query('rollback');
  }
}

const count = async (table: string): Promise<number> =>
  Number((await application.query(`select count(*)::int as n from ${table}`)).rows[0].n);
const attempt = (query: string, values: unknown[]): Promise<string | number> =>
  application.query(query, values).then(
    (done) => done.rowCount ?? 0,
    (error: pg.DatabaseError) => error.code ?? 'unknown',
  );

test('direct SQL shows the work on reports to members alone, whatever permission somebody else has in hand', async () => {
  const { officer, administrator } = world;
  const nobody = { userId: 'anonymous', areaId: officer.areaId };
  for (const who of [colleague, recorder, administrator, nobody])
    for (const access of ['public', 'signedIn', ...permissions])
      for (const table of tables)
        expect([table, access, await asRole(who, access, () => count(table))]).toEqual([table, access, 0]);
  for (const access of ['signedIn', 'activities.read', 'audit.read', 'tips.offices'])
    expect(await asRole(officer, access, () => count('tip_work'))).toBe(0);
  for (const table of tables)
    expect([table, (await asRole(officer, 'tips.work', () => count(table))) > 0]).toEqual([table, true]);
});

test('whom a report is offered sees its work, and nothing of the vault or the versions', async () => {
  const { stranger } = world;
  const seen = async (table: string) => asRole(stranger, 'tips.work', () => count(table));
  expect(await seen('tip_work')).toBe(1);
  expect(await seen('tip_event')).toBeGreaterThan(0);
  expect(await seen('tip_redaction')).toBe(0);
  expect(await seen('tip_reporter')).toBe(0);
});

test('nobody but a member changes it, by statement or through the narrow doors', async () => {
  const { stranger } = world;
  for (const who of [colleague, recorder, stranger]) {
    const refused = async (query: string, values: unknown[]) =>
      asRole(who, 'tips.work', () => attempt(query, values));
    expect(await refused(`update tip_work set state = 'closed'`, [])).toBe(0);
    expect(await refused('delete from tip_reporter', [])).toBe(0);
    expect(await refused('select empty_tip($1)', [taken])).toBe('42501');
    expect(await refused('select accept_tip($1, $2)', [taken, world.other.id])).toBe('42501');
    expect(await refused('select drop_offered($1, $2)', [taken, world.other.id])).toBe('42501');
    expect(await refused('select next_tip_number($1, 2026)', [world.office.id])).toBe(1);
  }
  const numbers = await asSuperuser(world.app.database.ownerUrl, (client) =>
    client.query('select last from tip_register'),
  );
  expect(numbers.rows).toEqual([{ last: 2 }]);
  // The register itself is closed even to members: numbers come through the door alone.
  expect(await asRole(world.officer, 'tips.work', () => attempt('select * from tip_register', []))).toBe(
    '42501',
  );
});

test('whoever took a report down learns how far it is, through the door, of that one alone', async () => {
  const progress = async (who: { userId: string; areaId: string }) =>
    asRole(who, 'tips.intake', async () => {
      const found = await application.query('select * from tip_progress($1)', [[filed, taken]]);
      return found.rows.map((row) => [row.tip_id, row.state]);
    });
  expect(await progress(recorder)).toEqual([[taken, 'registered']]);
  expect(await progress(colleague)).toEqual([]);
});
