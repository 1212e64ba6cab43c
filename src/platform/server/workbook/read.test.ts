import { expect, test } from 'vitest';
import { WorkbookError } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';
import { listSheets, readWorkbook, type WorkbookRow } from './read.ts';
import { fileOf, lieAboutSize, type Parts, workbookParts, zipOf } from './testing.ts';

async function rowsOf(path: string, limits: Partial<WorkbookLimits> = {}): Promise<WorkbookRow[]> {
  const rows: WorkbookRow[] = [];
  for await (const row of readWorkbook(path, { limits })) rows.push(row);
  return rows;
}

const readParts = async (parts: Parts, limits?: Partial<WorkbookLimits>) =>
  rowsOf(await fileOf(await zipOf(parts)), limits);
const readRows = (sheetData: string) => readParts(workbookParts(sheetData));
const cellsOf = async (sheetData: string) => (await readRows(sheetData)).flatMap((row) => row.cells);

async function failure(reading: Promise<unknown>): Promise<WorkbookError> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`expected a WorkbookError, got ${String(error)}`);
  return error;
}

test('every kind of cell comes with its text and its value', async () => {
  const cells = await cellsOf(
    '<row r="5"><c r="A5"><v>12.50</v></c><c r="B5" s="1"><v>45358</v></c><c r="C5" t="s"><v>0</v></c>' +
      '<c r="D5" t="s"><v>1</v></c><c r="E5" t="inlineStr"><is><t xml:space="preserve"> a &amp; b_x000D_ </t></is></c>' +
      '<c r="F5" t="b"><v>1</v></c><c r="G5" t="e"><v>#REF!</v></c><c r="H5" t="str"><f>A1&amp;"x"</f><v>kết quả</v></c>' +
      '<c r="I5"><f>SUM(A1:A4)</f><v>7</v></c><c r="J5"><f>1+1</f></c><c r="K5" t="inlineStr"><is><t>=1+1</t></is></c>' +
      '<c r="L5" s="2"><v>0.89583333333333337</v></c><c r="M5" s="3"><v>45358.895833333336</v></c>' +
      '<c r="N5" s="4"><v>1.0486111111111112</v></c><c r="O5" s="1"/><c r="P5" t="d"><v>2024-03-07T21:30:00</v></c></row>',
  );
  expect(cells.map(({ column, text, value }) => [column, text, value])).toEqual([
    [1, '12.5', 12.5],
    [2, '07/03/2024', '2024-03-07'],
    [3, 'Thôn Cấm', 'Thôn Cấm'],
    [4, 'Thôn Khánh', 'Thôn Khánh'],
    [5, ' a & b\r ', ' a & b\r '],
    [6, 'TRUE', true],
    [7, '#REF!', null],
    [8, 'kết quả', 'kết quả'],
    [9, '7', 7],
    [10, '=1+1', null],
    [11, '=1+1', '=1+1'],
    [12, '21:30', '21:30'],
    [13, '07/03/2024 21:30', '2024-03-07T21:30'],
    [14, '25:10', '25:10'],
    [16, '07/03/2024 21:30', '2024-03-07T21:30'],
  ]);
  expect(cells.filter((cell) => cell.isDate).map((cell) => cell.column)).toEqual([2, 12, 13, 14, 16]);
  expect(cells.filter((cell) => cell.isError).map((cell) => cell.column)).toEqual([7, 10]);
  expect(cells.filter((cell) => cell.isFormulaText).map((cell) => cell.column)).toEqual([11]);
});

test('days of both systems, and numbers that are no days', async () => {
  const row =
    '<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>-3</v></c><c s="1"><v>2958466</v></c></row>';
  const values = (rows: WorkbookRow[]) => rows[0]?.cells.map((cell) => cell.value);
  expect(values(await readRows(row))).toEqual(['1900-01-01', '1900-02-28', 60, '1900-03-01', -3, 2958466]);
  const parts = workbookParts(row);
  parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
    '<sheets>',
    '<workbookPr date1904="1"/><sheets>',
  );
  expect(values(await readParts(parts))?.slice(0, 3)).toEqual(['1904-01-02', '1904-02-29', '1904-03-01']);
});

test('row numbers stay true over empty rows, and rows and cells without numbers are counted', async () => {
  const rows = await readRows(
    '<row r="2"><c r="B2"/></row><row r="7"><c r="C7"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>',
  );
  expect(rows.map((row) => [row.row, ...row.cells.map((cell) => [cell.column, cell.value])])).toEqual([
    [7, [3, 1], [4, 2]],
    [8, [1, 3]],
  ]);
});

test('cells out of order are put in order', async () => {
  const cells = await cellsOf(
    '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
  );
  expect(cells.map((cell) => cell.value)).toEqual([1, 2, 3]);
});

test('a million empty rows give nothing and end', async () => {
  const empty = function* (): Iterable<string> {
    for (let row = 1; row < 1_048_576; row += 1) yield `<row r="${row}" spans="1:3"/>`;
    yield '<row r="1048576"><c r="A1048576"><v>1</v></c></row>';
  };
  expect(await readParts(workbookParts(empty()))).toMatchObject([{ row: 1_048_576 }]);
});

test('places that no sheet has are refused with the sheet and the row', async () => {
  const cell = (reference: string) =>
    `<row r="3"><c r="A3"><v>1</v></c></row><row r="9"><c r="${reference}"><v>1</v></c></row>`;
  for (const reference of ['A8', '9', 'A', 'a9', 'A09', 'A9A', '$A$9', 'ABCDEFGHIJ9']) {
    const error = await failure(readRows(cell(reference)));
    expect([reference, error.code, error.sheet, error.row]).toEqual([reference, 'badReference', 'Sổ', 9]);
  }
  for (const row of ['-1', '0', '1.5', 'x', '1048577', '1e99', '3']) {
    const error = await failure(readRows(`<row r="3"/><row r="${row}"><c><v>1</v></c></row>`));
    expect([row, error.code]).toEqual([row, 'badReference']);
  }
  expect(
    (await failure(readRows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))).code,
  ).toBe('badReference');
});

test('a sheet of 20,000 columns is refused', async () => {
  const row = `<row r="1">${'<c><v>1</v></c>'.repeat(20_000)}</row>`;
  expect(await failure(readRows(row))).toMatchObject({ code: 'tooManyColumns', sheet: 'Sổ', row: 1 });
});

test('entities of one own, DOCTYPE and XML that is not well-formed are refused', async () => {
  const sheet = (xml: string) => failure(readParts(workbookParts('', { 'xl/worksheets/sheet1.xml': xml })));
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>';
  expect((await sheet(laughs)).code).toBe('forbiddenXml');
  const external = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>';
  expect((await sheet(external)).code).toBe('forbiddenXml');
  expect((await failure(readRows('<row><c t="str"><v>&b;</v></c></row>'))).code).toBe('forbiddenXml');
  for (const broken of [
    '',
    '<worksheet>',
    '<worksheet></sheet>',
    '<worksheet><sheetData><row></sheetData></worksheet>',
    '<worksheet/><worksheet/>',
    '<worksheet><a b=1/></worksheet><',
    '<worksheet><!-- </worksheet>',
    'văn bản',
    `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`,
  ]) {
    expect([broken.slice(0, 40), (await sheet(broken)).code]).toEqual([broken.slice(0, 40), 'damaged']);
  }
  expect(await failure(readRows('<row r="4"><c t="s"><v>99</v></c></row>'))).toMatchObject({
    code: 'damaged',
    row: 4,
  });
  expect(await failure(readRows('<row r="4"><c><v>abc</v></c></row>'))).toMatchObject({
    code: 'damaged',
    row: 4,
  });
});

test('a part that unpacks to more than it says is a bomb; to less, damaged', async () => {
  const part = 'xl/worksheets/sheet1.xml';
  const zip = await zipOf(workbookParts('<row><c><v>1</v></c></row>'.repeat(50_000)));
  const small = lieAboutSize(zip, part, 1000);
  expect(await failure(rowsOf(await fileOf(small)))).toMatchObject({ code: 'zipBomb', sheet: 'Sổ' });
  const large = lieAboutSize(zip, part, 60_000_000);
  expect(await failure(rowsOf(await fileOf(large), { maxRatio: 1e9 }))).toMatchObject({
    code: 'damaged',
    sheet: 'Sổ',
  });
});

test('bytes changed on the way are noticed', async () => {
  const zip = await zipOf(workbookParts('<row><c><v>1</v></c></row>'));
  const entry = zip.indexOf('xl/worksheets/sheet1.xml');
  for (let at = entry + 30; at < entry + 60; at += 7) {
    const copy = Buffer.from(zip);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    expect((await failure(rowsOf(await fileOf(copy)))).code).toMatch(/damaged|zipBomb|forbiddenXml/);
  }
});

test('what has to be held in memory is bounded', async () => {
  const strings = `<sst>${'<si><t>abcdefghij</t></si>'.repeat(1000)}</sst>`;
  const parts = () => workbookParts('', { 'xl/sharedStrings.xml': strings });
  expect((await failure(readParts(parts(), { maxSharedStrings: 999 }))).code).toBe('tooManyStrings');
  expect((await failure(readParts(parts(), { maxSharedStringLength: 9999 }))).code).toBe('tooManyStrings');
  const long = `<row r="6"><c t="str"><v>${'x'.repeat(300)}</v></c><c t="str"><v>${'x'.repeat(300)}</v></c></row>`;
  expect((await failure(readParts(workbookParts(long), { maxCellLength: 299 }))).code).toBe('cellTooLong');
  expect(await failure(readParts(workbookParts(long), { maxRowLength: 599 }))).toMatchObject({ row: 6 });
  expect(await readParts(workbookParts(long), { maxCellLength: 300, maxRowLength: 600 })).toHaveLength(1);
});

test('hidden sheets are flagged, sheets can be chosen, a reader may leave early', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>';
  const parts = workbookParts(data);
  parts['xl/workbook.xml'] =
    `<x:workbook xmlns:x="m" xmlns:r="${office}"><x:sheets><x:sheet name="A &amp; B" r:id="s1"/>` +
    '<x:sheet name="Ẩn" state="veryHidden" r:id="s1"/></x:sheets></x:workbook>';
  const path = await fileOf(await zipOf(parts));
  expect(await listSheets(path)).toEqual([
    { name: 'A & B', index: 0, hidden: false },
    { name: 'Ẩn', index: 1, hidden: true },
  ]);
  const chosen: WorkbookRow[] = [];
  for await (const row of readWorkbook(path, { wanted: (sheet) => sheet.hidden })) chosen.push(row);
  expect(chosen.map((row) => [row.sheet, row.sheetIndex, row.row])).toEqual([
    ['Ẩn', 1, 1],
    ['Ẩn', 1, 2],
  ]);
  for await (const row of readWorkbook(path)) {
    expect(row.row).toBe(1);
    break;
  }
});
