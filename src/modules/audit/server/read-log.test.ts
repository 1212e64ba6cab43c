import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction, makeClock } from '../../../platform/server/context.ts';
import { jobContext } from '../../../platform/server/jobs.ts';
import { makeLogger } from '../../../platform/server/logger.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { asSuperuser } from '../../../platform/server/testing/database.ts';
import { makeVault } from '../../../platform/server/vault.ts';
import { areaIdOf, asSystem, type SignedUp, signUp } from '../../accounts/accounts.factory.ts';
import { checkReadings, listReadings } from '../read-log.contract.ts';
import type { ChainHead } from '../read-log.rules.ts';
import { logReading, verifyReadLog } from './read-log.service.ts';
import { noteReadLogHead, readAnchors } from './read-log-anchors.service.ts';

const vault = makeVault(randomBytes(32));
const folder = mkdtempSync(path.join(tmpdir(), 'tiengmo-read-log-'));
let app: TestApp;
let officer: SignedUp;
let leader: SignedUp;
beforeAll(async () => {
  app = await startTestApp();
  officer = await signUp(app, { role: 'officer', displayName: 'Nguyễn Thị Thủy' });
  leader = await signUp(app, { role: 'leader' });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Statements of somebody who has the whole database in his hands. */
const tamper = (...statements: string[]): Promise<void> =>
  asSuperuser(app.database.ownerUrl, async (client) => {
    await client.query(`alter table read_log disable trigger user`);
    for (const statement of statements) await client.query(statement);
    await client.query(`alter table read_log enable trigger user`);
  });

function read(who: SignedUp, subjectId: string, words = ''): Promise<number> {
  const assignments = [{ role: 'officer', areaId: who.areaId, areaKind: 'commune' }] as const;
  const caller = { kind: 'user', id: who.userId, assignments } as const;
  return inTransaction(app.database.db, { caller, access: 'signedIn', clock: makeClock() }, (context) =>
    logReading(context, vault, {
      what: 'tip.report',
      subjectId,
      label: '17/2026',
      areaId: who.areaId,
      reason: 'duty',
      words,
    }),
  );
}

const verify = (anchors: readonly ChainHead[] = []) =>
  asSystem(app, (context) => verifyReadLog(context, vault, anchors));

beforeEach(async () => {
  await tamper(`delete from read_log`, `update read_log_head set seq = 0, hash = '', seal = ''`);
  for (const subject of ['một', 'hai', 'ba', 'bốn', 'năm']) await read(officer, subject);
});

test('five readings, five lines, each in its place; many at once come one after the other', async () => {
  expect(await verify()).toMatchObject({ ok: true, lines: 5, faults: [] });
  await Promise.all(Array.from({ length: 12 }, (_, i) => read(officer, `cùng lúc ${i}`)));
  expect(await verify()).toMatchObject({ ok: true, lines: 17 });
});

test('an untouched empty log is whole', async () => {
  await tamper(`delete from read_log`, `update read_log_head set seq = 0, hash = '', seal = ''`);
  expect(await verify()).toMatchObject({ ok: true, lines: 0 });
});

test.each([
  ['removed in the middle', [`delete from read_log where seq = 3`], { seq: 3, fault: 'missing' }],
  ['removed at the beginning', [`delete from read_log where seq = 1`], { seq: 1, fault: 'missing' }],
  ['removed at the end', [`delete from read_log where seq = 5`], { seq: 5, fault: 'missing' }],
  [
    'removed at the end, the head with it',
    [
      `update read_log_head set seq = 4, hash = (select hash from read_log where seq = 4)`,
      `delete from read_log where seq = 5`,
    ],
    { seq: 4, fault: 'headForged' },
  ],
  ['changed', [`update read_log set reader = 'ai đó' where seq = 2`], { seq: 2, fault: 'changed' }],
  [
    'moved to another minute',
    [`update read_log set at = at + interval '1 minute' where seq = 2`],
    { seq: 2, fault: 'changed' },
  ],
  [
    'moved to another place',
    [
      `update read_log set seq = 100 where seq = 2`,
      `update read_log set seq = 2 where seq = 4`,
      `update read_log set seq = 4 where seq = 100`,
    ],
    { seq: 2, fault: 'changed' },
  ],
  ['all removed', [`delete from read_log`], { seq: 1, fault: 'missing' }],
  [
    'the head removed',
    [`delete from read_log_head`, `delete from read_log where seq > 2`],
    { seq: 2, fault: 'headMissing' },
  ],
])('tampering is found: %s', async (_name, statements, fault) => {
  await tamper(...statements);
  const found = await verify();
  expect(found.ok).toBe(false);
  expect(found.faults).toContainEqual(fault);
  await tamper(`insert into read_log_head (seq, hash, seal) values (0, '', '') on conflict do nothing`);
});

test('an older state of log and head together is known by what was noted outside of the database', async () => {
  const logger = makeLogger('silent');
  const job = jobContext(app.database, makeClock(), logger, folder);
  const [head] = await asSuperuser(
    app.database.ownerUrl,
    async (client) => (await client.query('select * from read_log_head')).rows,
  );
  await read(officer, 'sáu');
  await noteReadLogHead(job);
  await noteReadLogHead(job);
  const anchors = await readAnchors(folder);
  expect(anchors.map((one) => one.seq)).toEqual([6]);
  expect(await verify(anchors)).toMatchObject({ ok: true });
  await tamper(
    `delete from read_log where seq = 6`,
    `update read_log_head set seq = 5, hash = '${head.hash}', seal = '${head.seal}'`,
  );
  expect(await verify()).toMatchObject({ ok: true });
  expect((await verify(anchors)).faults).toEqual([{ seq: 6, fault: 'rolledBack' }]);
});

test('the program itself can neither change nor remove a line', async () => {
  for (const statement of [`update read_log set reader = 'x'`, `delete from read_log`, `truncate read_log`]) {
    const refused = asSuperuser(app.database.appUrl, async (client) => {
      await client.query(`select set_config('app.caller', 'system', false)`);
      await client.query(statement);
    });
    await expect(refused).rejects.toMatchObject({ code: '42501' });
    const owner = asSuperuser(app.database.ownerUrl, (client) => client.query(statement));
    await expect(owner).rejects.toMatchObject({ code: '42501' });
  }
});

test('the superior sees who opened what and why; the reader himself and another commune do not', async () => {
  await read(officer, 'sáu', 'Gọi lại để hỏi thêm về giờ giấc');
  const { items } = (await app.call(listReadings, { query: { limit: 2 } }, leader.token)).body;
  expect(items).toMatchObject([
    {
      seq: 6,
      reader: { id: officer.userId, name: 'Nguyễn Thị Thủy' },
      what: 'tip.report',
      subjectId: 'sáu',
      label: '17/2026',
      reason: 'duty',
      words: 'Gọi lại để hỏi thêm về giờ giấc',
      area: { id: leader.areaId },
    },
    { seq: 5 },
  ]);
  const rest = await app.call(
    listReadings,
    { query: { before: 3, what: 'tip', reader: officer.userId } },
    leader.token,
  );
  expect(rest.body.items.map((line) => line.seq)).toEqual([2, 1]);
  const stranger = await signUp(app, { role: 'leader', areaId: await areaIdOf(app, '12025') });
  expect((await app.call(listReadings, {}, stranger.token)).body.items).toEqual([]);
  expect((await app.call(listReadings, {}, officer.token)).code).toBe('forbidden');
  const administrator = await signUp(app, { role: 'administrator' });
  expect((await app.call(listReadings, {}, administrator.token)).code).toBe('forbidden');
});

test('whoever may read the log may ask whether all of it is whole', async () => {
  await tamper(`delete from read_log where seq = 2`);
  const { body } = await app.call(checkReadings, {}, leader.token);
  expect(body).toMatchObject({ ok: false, lines: 4 });
  expect(body.faults).toContainEqual({ seq: 2, fault: 'missing' });
});
