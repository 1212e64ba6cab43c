import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../../../platform/server/authorize.ts';
import { system } from '../../../platform/server/caller.ts';
import { type Context, inTransaction, makeClock } from '../../../platform/server/context.ts';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import * as api from '../activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../activities.factory.ts';
import { findKnownHashes, type ImportedRow, insertImported, removeImported } from './import.service.ts';

let app: TestApp;
let world: TestWorld;
let officer: TestPerson;
const clock = makeClock('2026-06-15');

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  world = await makeWorld(app.database.ownerUrl);
  officer = await makePerson(app.database.ownerUrl, 'officer', world.commune, 'Trần Văn Mõ');
});
afterAll(() => app.close());

const asSystem = <T>(work: (context: Context) => Promise<T>) =>
  inTransaction(app.database.db, { caller: system, access: 'signedIn', clock }, work);

function rowsOf(count: number): ImportedRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    form: 'patrol',
    values: patrol(world.hamlets[index % 2 === 0 ? 0 : 1], {
      day: index % 3 === 0 ? '2025-06-30' : '2025-07-01',
      content: `Dòng ${index}`,
    }).values,
    notes: { 'Cột lạ': '=1+1' },
    sourceHash: `hash ${index}`,
  }));
}

async function totals(): Promise<{ records: number; revisions: number; facts: number; told: number }> {
  return asOwner(app.database.ownerUrl, async (client) => {
    const found = await client.query(`select (select count(*)::int from activity) as records,
      (select count(*)::int from activity_revision) as revisions,
      (select coalesce(sum(a), 0)::int from fact, unnest(amounts) a) as facts,
      (select coalesce(sum(a), 0)::int from figure_delta, unnest(amounts) a) as told`);
    return found.rows[0];
  });
}

const load = (rows: readonly ImportedRow[], importId: string) =>
  asSystem(async (context) => {
    const authorized = await authorize(context, 'imports.use', world.commune);
    await insertImported(context, authorized, rows, { importId, by: officer.id });
  });
const remove = (importId: string) =>
  asSystem(async (context) =>
    removeImported(context, await authorize(context, 'imports.use', world.commune), importId),
  );

test('an import of many rows is stored whole, known again by its hashes, and taken back without a trace', async () => {
  const importId = uuidv7();
  const rows = rowsOf(2500);
  await load(rows, importId);
  // Each patrol: 1 session, 5 people, 1 at night.
  expect(await totals()).toEqual({ records: 2500, revisions: 2500, facts: 17_500, told: 17_500 });
  const list = await app.call(api.listActivities, { query: { importId, limit: 1 } }, officer.token);
  expect(list.body.total).toEqual({ count: 2500, more: false });
  expect(list.body.items[0]).toMatchObject({
    notes: { 'Cột lạ': '=1+1' },
    createdBy: { name: 'Trần Văn Mõ' },
    importId,
  });
  const provinces = await asOwner(app.database.ownerUrl, (client) =>
    client.query('select distinct day, province_id from activity order by day'),
  );
  expect(provinces.rows).toEqual([
    { day: '2025-06-30', province_id: world.oldProvince },
    { day: '2025-07-01', province_id: world.province },
  ]);

  const known = await asSystem((context) => findKnownHashes(context, world.commune, ['hash 7', 'hash 9999']));
  expect([...known]).toEqual([['hash 7', rows[7]?.id]]);
  expect((await asSystem((context) => findKnownHashes(context, world.neighbour, ['hash 7']))).size).toBe(0);

  expect(await remove(importId)).toEqual({ removed: 2500 });
  expect(await totals()).toEqual({ records: 0, revisions: 0, facts: 0, told: 0 });
});

test('an import on which somebody worked is not taken back, and says on which row', async () => {
  const importId = uuidv7();
  const rows = rowsOf(3);
  await load(rows, importId);
  const id = rows[1]?.id ?? '';
  const body = { action: 'verify' as const, baseRevision: 1 };
  expect((await app.call(api.changeActivityState, { params: { id }, body }, officer.token)).status).toBe(200);
  expect(await remove(importId)).toEqual({
    workedOn: [{ id, form: 'patrol', day: '2025-07-01', revision: 2 }],
    count: 1,
  });
  expect((await totals()).records).toBe(3);
});

test('a row outside of the import’s area is refused, and nothing of the import is stored', async () => {
  const before = await totals();
  const [row] = rowsOf(1);
  const rows = [{ ...row, values: patrol(world.neighbourHamlet).values }] as ImportedRow[];
  await expect(load(rows, uuidv7())).rejects.toMatchObject({ code: 'outOfArea' });
  expect(await totals()).toEqual(before);
});

test('the list goes out as CSV and as a workbook, and no cell of it is run as a formula', async () => {
  const values = { route: '=HYPERLINK("http://x")', content: '@chợ' };
  await app.call(
    api.saveActivity,
    { params: { id: uuidv7() }, body: patrol(world.hamlets[0], values) },
    officer.token,
  );
  const query = { form: 'patrol', q: 'hyperlink', format: 'csv' as const };
  const csv = await app.call(api.exportActivities, { query }, officer.token);
  expect(csv.raw.toString('utf8')).toBe(
    '\uFEFFNgày,Thôn,Từ giờ,Đến giờ,Số người,"Tuyến, khu vực",Số vụ việc,Nội dung,Ảnh,Ghi âm,Ghi chú,Trạng thái,Người nhập\r\n' +
      `07/03/2026,Thôn Đông,21:30,23:00,5,"'=HYPERLINK(""http://x"")",,'@chợ,,,,Đã gửi,Trần Văn Mõ\r\n`,
  );
  const book = await app.call(api.exportActivities, { query: { ...query, format: 'xlsx' } }, officer.token);
  expect([book.status, book.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  const neighbour = await makePerson(app.database.ownerUrl, 'officer', world.neighbour);
  const theirs = await app.call(api.exportActivities, { query }, neighbour.token);
  expect(theirs.raw.toString('utf8').split('\r\n')).toHaveLength(2);
});
