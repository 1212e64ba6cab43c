import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../platform/server/testing/app.ts';
import { readWorkbook, type WorkbookRow } from '../../../platform/server/workbook/read.ts';
import { temporaryFolder } from '../../../platform/server/workbook/testing.ts';
import { saveActivity } from '../../activities/activities.contract.ts';
import {
  asOwner,
  makePerson,
  makeWorld,
  patrol,
  type TestPerson,
  type TestWorld,
} from '../../activities/activities.factory.ts';
import { addReportedFigure, exportFigures, removeReportedFigure } from '../figures.contract.ts';

let app: TestApp;
let world: TestWorld;
let officer: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ today: '2026-06-15' });
  const { ownerUrl } = app.database;
  world = await makeWorld(ownerUrl);
  officer = await makePerson(ownerUrl, 'officer', world.commune);
  // Nobody names a hamlet so; a list that was loaded might.
  await asOwner(ownerUrl, (client) =>
    client.query(`update area set full_name = '=HYPERLINK("x") thôn' where id = $1`, [world.hamlets[1]]),
  );
  for (const body of [
    patrol(world.hamlets[0], { day: '2026-03-07', patrollers: 1250 - 900 }),
    patrol(world.hamlets[1], { day: '2026-03-08', patrollers: 7 }),
  ])
    await app.call(saveActivity, { params: { id: uuidv7() }, body }, officer.token);
});
afterAll(() => app.close());

const body = () => ({
  areaIds: [world.commune],
  indicators: ['patrol.sessions', 'patrol.attendance', 'mediation.successRate'],
  from: '2025-12-15',
  to: '2026-12-14',
  by: 'area' as const,
  compare: ['lastYear' as const],
});

const report = (who: TestPerson, id: string, value: number, source: string) =>
  app.call(
    addReportedFigure,
    {
      params: { id },
      body: { areaId: world.commune, indicator: 'patrol.sessions', value, asOf: '2026-03-31', source },
    },
    who.token,
  );

async function rowsOf(file: Buffer): Promise<WorkbookRow[]> {
  const path = join(await temporaryFolder(), 'so-lieu.xlsx');
  await writeFile(path, file);
  const rows: WorkbookRow[] = [];
  for await (const row of readWorkbook(path)) rows.push(row);
  return rows;
}

test('two sources that disagree stand side by side, and are never added to what is counted', async () => {
  const [first, second] = [uuidv7(), uuidv7()];
  expect((await report(officer, first, 40, '=Báo cáo quý I')).status).toBe(200);
  expect((await report(officer, second, 44, 'Công an xã')).status).toBe(200);
  expect((await report(officer, first, 40, '=Báo cáo quý I')).body.id).toBe(first);
  expect((await report(officer, uuidv7(), 41, 'Công an xã')).code).toBe('alreadyExists');
  const recorder = await makePerson(app.database.ownerUrl, 'recorder', world.hamlets[0]);
  expect((await report(recorder, uuidv7(), 1, 'Tự nhớ')).code).toBe('forbidden');

  const reply = await app.call(exportFigures, { query: { format: 'xlsx' }, body: body() }, officer.token);
  expect(reply.status).toBe(200);
  const rows = await rowsOf(reply.raw);
  const counted = rows.filter((row) => row.sheet === 'Số liệu');
  const values = counted.map((row) => row.cells.map((cell) => cell.value));
  expect(values[1]?.[0]).toContain('Xã Hiệp Hòa thử · 15/12/2025–14/12/2026 · theo địa bàn trực thuộc');
  expect(values[0]?.[0]).toContain('15/06/2026');
  expect(values[2]?.slice(0, 5)).toEqual([
    'Địa bàn, kỳ hoặc nhóm',
    'Từ ngày',
    'Đến ngày',
    'Số buổi tuần tra (buổi)',
    'Số buổi tuần tra (buổi), cùng kỳ',
  ]);
  expect(values.find((row) => row[0] === 'Thôn Đông')).toEqual([
    'Thôn Đông',
    '2025-12-15',
    '2026-12-14',
    1,
    0,
    350,
    0,
  ]);
  expect(values.find((row) => row[0] === '=HYPERLINK("x") thôn')?.[5]).toBe(7);
  expect(values.at(-1)?.slice(0, 6)).toEqual(['Tổng', '2025-12-15', '2026-12-14', 2, 0, 357]);
  const reported = rows.filter((row) => row.sheet === 'Số liệu được báo cáo');
  expect(reported.slice(-2).map((row) => row.cells.map((cell) => cell.value).slice(3, 6))).toEqual([
    [40, '2026-03-31', '=Báo cáo quý I'],
    [44, '2026-03-31', 'Công an xã'],
  ]);

  expect((await app.call(removeReportedFigure, { params: { id: second } }, officer.token)).status).toBe(204);
  const neighbour = await makePerson(app.database.ownerUrl, 'officer', world.neighbour);
  expect((await app.call(removeReportedFigure, { params: { id: first } }, neighbour.token)).code).toBe(
    'notFound',
  );
});

test('as text with commas each row says what it is of, and no cell is a formula', async () => {
  const query = { format: 'csv', language: 'en' } as const;
  const reply = await app.call(exportFigures, { query, body: body() }, officer.token);
  const lines = reply.raw.toString('utf8').split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFF"Area, period or group",From,To,Patrol sessions (sessions),"Patrol sessions (sessions), same period last year",Patrol attendance (attendances),"Patrol attendance (attendances), same period last year",Mediation success rate (%),"Mediation success rate (%), same period last year",Areas counted,Made on',
  );
  expect(lines[1]).toBe(
    '"\'=HYPERLINK(""x"") thôn",2025-12-15,2026-12-14,1,0,7,0,,,as the areas are today,2026-06-15',
  );
});

test('nobody exports figures of places that are not his', async () => {
  const neighbour = await makePerson(app.database.ownerUrl, 'officer', world.neighbour);
  const reply = await app.call(exportFigures, { query: { format: 'csv' }, body: body() }, neighbour.token);
  expect(reply.code).toBe('outOfArea');
});
