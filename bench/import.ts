import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { areaByCode, asSystem } from '../src/modules/areas/areas.factory.ts';
import { createHamlets } from '../src/modules/areas/server/hamlets.service.ts';
import { importFile } from '../src/modules/imports/server/import-file.service.ts';
import { addDays } from '../src/platform/dates.ts';
import { authorizeInside } from '../src/platform/server/authorize.ts';
import { system } from '../src/platform/server/caller.ts';
import { makeClock } from '../src/platform/server/context.ts';
import { jobContext } from '../src/platform/server/jobs.ts';
import { makeLogger } from '../src/platform/server/logger.ts';
import { writeWorkbook } from '../src/platform/server/workbook/write.ts';
import type { Bench, BenchDatabase } from './lib/place.ts';

const rows = 100_000;

/** A workbook of 100,000 patrols: dry run and commit, against COPY of the same rows into the same tables. */
export async function benchImport(bench: Bench, say: (line: string) => void): Promise<void> {
  const database = await bench.open('imports');
  const communeId = await areaByCode(database.db, 'before:07846');
  const hamlets = Array.from({ length: 13 }, (_, n) => ({
    id: uuidv7(),
    fullName: `Thôn Sơn ${n + 1}`,
    openedOn: null,
  }));
  await asSystem(database.db, (context) =>
    createHamlets(context, authorizeInside(system, 'hamlets.write', communeId, true), hamlets),
  );
  const file = path.join(bench.folder, 'patrols.xlsx');
  await writeBook(file);
  const job = jobContext(database, makeClock(), makeLogger('silent'), bench.folder);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const done = await importFile(job, { path: file, areaId: communeId, commit: true });
  const seconds = (performance.now() - start) / 1000;
  const accepted = done.sheets.reduce((sum, sheet) => sum + sheet.accepted, 0);
  if (accepted !== rows || !done.committed) throw new Error(`accepted ${accepted} of ${rows}`);
  const copied = await copySame(database, bench.folder);
  say(
    `import of ${rows} rows, dry run and commit: ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows/s (aim ≥ 5000), memory +${((process.memoryUsage().rss - before) / 1024 ** 2).toFixed(0)} MB`,
  );
  say(`COPY of the same rows: ${copied.toFixed(1)} s: ratio ${(seconds / copied).toFixed(1)}`);
  await database.close();
}

async function writeBook(file: string): Promise<void> {
  const headers = [
    'STT',
    'Ngày',
    'Thôn',
    'Từ giờ',
    'Đến giờ',
    'Số người',
    'Tuyến, khu vực',
    'Số vụ việc',
    'Nội dung',
  ];
  const row = (n: number) => [
    n + 1,
    addDays('2023-01-01', n % 900),
    `Thôn Sơn ${(n % 13) + 1}`,
    '21h30',
    '23:00',
    (n % 9) + 1,
    'Khu trung tâm',
    n % 20 === 0 ? 1 : 0,
    `Buổi ${n}`,
  ];
  function* all() {
    for (let n = 0; n < rows; n += 1) yield row(n);
  }
  await writeWorkbook(file, [
    {
      name: 'Tuần tra',
      preface: ['CÔNG AN XÃ', 'SỔ TUẦN TRA', ''],
      columns: headers.map((header, n) => ({ header, ...(n === 1 ? { format: 'day' as const } : {}) })),
      rows: all(),
    },
  ]);
}

/** Seconds that COPY takes for the rows that the import made, into empty tables of the same shape, indexes included. */
async function copySame(database: BenchDatabase, folder: string): Promise<number> {
  const tables = ['activity', 'activity_revision', 'fact'];
  let total = 0;
  for (const table of tables) {
    const file = path.join(folder, 'postgres', `${table}.copy`);
    writeFileSync(file, '', { mode: 0o666 });
    await database.admin.query(`copy ${table} to '${file}' (format binary)`).catch(async () => {
      await database.admin.query(`copy ${table} to program 'cat > ${file}' (format binary)`);
    });
    await database.admin.query(`create table ${table}_copy (like ${table} including all)`);
    const start = performance.now();
    await database.admin.query(`copy ${table}_copy from '${file}' (format binary)`);
    total += performance.now() - start;
  }
  return total / 1000;
}
