import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { neutralise, writeCsv } from './csv.ts';
import { readWorkbook, type WorkbookRow } from './read.ts';
import { sniffWorkbook } from './sniff.ts';
import { fileOf, temporaryFolder } from './testing.ts';
import { type SheetToWrite, writeWorkbook } from './write.ts';

const sheet: SheetToWrite = {
  name: 'Tuần tra',
  preface: ['CÔNG AN XÃ LƯƠNG PHONG', 'SỔ THEO DÕI TUẦN TRA', ''],
  columns: [
    { header: 'STT', width: 6, format: 'whole' },
    { header: 'Ngày', format: 'day' },
    { header: 'Từ giờ', format: 'time' },
    { header: 'Lĩnh vực', choices: ['Hôn nhân, gia đình', 'Khác'] },
    { header: 'Nội dung', format: 'text', width: 50 },
  ],
  rows: [
    [1, '2024-03-07', '21:30', 'Khác', '=HYPERLINK("http://example.invalid","xem")'],
    [1250, { content: '31/02/2024', look: 'marked' }, '25h10', null, '-4'],
    [null, null, null, { content: '', look: 'marked' }, ' <&> "\u0001_x000D_\r\n𠮷\ud800 '],
    [true, 12.5, -1, '+x', '@y'],
  ],
};

async function written(sheets: SheetToWrite[]): Promise<{ path: string; rows: WorkbookRow[] }> {
  const path = join(await temporaryFolder(), 'ra.xlsx');
  await writeWorkbook(path, sheets);
  const rows: WorkbookRow[] = [];
  for await (const row of readWorkbook(path)) rows.push(row);
  return { path, rows };
}

const textsOf = (row: WorkbookRow | undefined) => row?.cells.map((cell) => cell.text);

test('what is written is read back: days and times as values, text as it was', async () => {
  const { path, rows } = await written([sheet]);
  expect(await sniffWorkbook(path)).toEqual({ kind: 'xlsx' });
  const own = rows.filter((row) => row.sheet === 'Tuần tra');
  expect(own.map((row) => row.row)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  expect(textsOf(own[2])).toEqual(['STT', 'Ngày', 'Từ giờ', 'Lĩnh vực', 'Nội dung']);
  expect(own[3]?.cells.map((cell) => [cell.value, cell.isDate])).toEqual([
    [1, false],
    ['2024-03-07', true],
    ['21:30', true],
    ['Khác', false],
    ['=HYPERLINK("http://example.invalid","xem")', false],
  ]);
  expect(textsOf(own[4])).toEqual(['1250', '31/02/2024', '25h10', '-4']);
  expect(textsOf(own[5])).toEqual([' <&> "\u0001_x000D_\r\n𠮷\ufffd ']);
  expect(own[6]?.cells.slice(3).map((cell) => cell.value)).toEqual(['+x', '@y']);
});

test('another reader sees the same, finds no formula, and finds header, mark and list', async () => {
  const { path } = await written([sheet]);
  const book = await readXlsx(await readFile(path), { readStyles: true });
  const first = book.sheets[0];
  expect(book.sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
    ['Tuần tra', false],
    ['Danh mục', true],
  ]);
  expect(first?.rows[4]?.[4]).toBe('=HYPERLINK("http://example.invalid","xem")');
  expect([...(first?.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
  expect(first?.cells?.get('3,0')?.style?.font?.bold).toBe(true);
  expect(first?.cells?.get('5,1')?.style?.fill).toMatchObject({ pattern: 'solid' });
  expect(first?.cells?.get('4,1')?.style?.numFmt).toBe('dd/mm/yyyy');
  expect(first?.dataValidations).toMatchObject([
    { type: 'list', range: 'D5:D1048576', formula1: "'Danh mục'!$A$2:$A$3" },
  ]);
  expect(first?.freezePane).toMatchObject({ rows: 4 });
});

test('names of sheets are made such that Excel takes them', async () => {
  const named = (name: string): SheetToWrite => ({ name, columns: [{ header: 'A' }], rows: [] });
  const long = 'Tổ bảo vệ an ninh, trật tự ở cơ sở';
  const { rows } = await written(['a/b:[c]', 'A b  c', "'x'", '', long, long, 'danh mục'].map(named));
  const names = rows.map((row) => row.sheet);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7);
  expect(names.every((name) => name.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(name))).toBe(true);
});

test('a source that fails leaves no half-made file', async () => {
  const folder = await temporaryFolder();
  const rows = function* (): Generator<string[]> {
    for (let count = 0; count < 5000; count += 1) yield ['một dòng', String(count)];
    throw new Error('nguồn hỏng');
  };
  const broken: SheetToWrite = { name: 'A', columns: [{ header: 'A' }, { header: 'B' }], rows: rows() };
  await expect(writeWorkbook(join(folder, 'ra.xlsx'), [broken])).rejects.toThrow('nguồn hỏng');
  expect(await readdir(folder)).toEqual([]);
  await expect(writeWorkbook(join(folder, 'không có', 'ra.xlsx'), [sheet])).rejects.toThrow(/ENOENT/);
});

test('CSV: mark, CRLF, quotes, and text that could run is neutralised', async () => {
  const path = await fileOf('', 'ra.csv');
  await writeCsv(
    path,
    ['STT', 'Nội dung'],
    [
      [1, '=1+1'],
      [-4, 'a, "b"\nc'],
      [null, '-4'],
      [true, '\t=x'],
    ],
  );
  expect(await readFile(path, 'utf8')).toBe(
    '\ufeffSTT,Nội dung\r\n1,\'=1+1\r\n-4,"a, ""b""\nc"\r\n,-4\r\n1,\'\t=x\r\n'.replace(
      "\r\n1,'\t",
      "\r\ntrue,'\t",
    ),
  );
  expect(['+84912', '-x', '@a', '\rb', ' =c', 'd=e', ''].map(neutralise)).toEqual([
    '+84912',
    "'-x",
    "'@a",
    "'\rb",
    "' =c",
    'd=e',
    '',
  ]);
});
