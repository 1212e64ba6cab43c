import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readWorkbook, type WorkbookRow } from '../../platform/server/workbook/read.ts';
import { sniffWorkbook } from '../../platform/server/workbook/sniff.ts';
import { foldText } from '../../platform/text.ts';
import type { CellResult, RawCell } from './cell-result.rules.ts';
import {
  checkOrder,
  parseChoice,
  parseDay,
  parsePlace,
  parseText,
  parseTime,
  parseYesNo,
} from './cells.rules.ts';
import wanted from './fixtures/luong-phong-2024.expected.json' with { type: 'json' };
import { isTotalRow, type RecognisedSheet, recogniseSheet, type SheetKind } from './headers.rules.ts';
import { parseWholeNumber } from './number-cells.rules.ts';

type Parse = (cell: RawCell | undefined) => CellResult<unknown>;

const fixtures = join(import.meta.dirname, 'fixtures');
const today = '2025-06-30';
const must = { required: true };
const may = { required: false };
const bare = (name: string): string => foldText(name).replace(/^thôn /u, '');
const places = new Set([...wanted.hamlets.map((hamlet) => bare(hamlet.name)), 'toàn xã', 'xã lương phong']);
const isPlace = (name: string): true | undefined =>
  places.has(bare(name)) || bare(name).startsWith('trường ') || undefined;
const results = ['Hòa giải thành', 'Không thành', 'Đang hòa giải', 'Chuyển cơ quan có thẩm quyền'];
const choices = results.map((label) => ({ code: label, labels: [label] }));

const day: Parse = (cell) => parseDay(cell, { ...must, today });
const laterDay: Parse = (cell) => parseDay(cell, { ...may, today });
const place: Parse = (cell) => parsePlace(cell, isPlace, must);
const time: Parse = (cell) => parseTime(cell, must);
const count: Parse = (cell) => parseWholeNumber(cell, { ...may, min: 0 });
const text: Parse = (cell) => parseText(cell, may);

const columnsOf: Record<string, Record<string, Parse>> = {
  'Địa bàn': {
    STT: count,
    'Tên thôn': place,
    'Số hộ': count,
    'Nhân khẩu': count,
    'Trưởng thôn': text,
    'Ghi chú': text,
  },
  'Tuần tra': {
    STT: count,
    Ngày: day,
    Thôn: place,
    'Từ giờ': time,
    'Đến giờ': time,
    'Số người': count,
    'Tuyến, khu vực': text,
    'Số vụ việc': count,
    'Nội dung': text,
  },
  'Hòa giải': {
    STT: count,
    'Ngày nhận': day,
    Thôn: place,
    'Lĩnh vực': text,
    'Đơn vị hòa giải': text,
    'Kết quả': (cell) => parseChoice(cell, choices, must),
    'Ngày kết thúc': laterDay,
    'Ghi chú': text,
  },
  'Tuyên truyền': {
    STT: count,
    Ngày: day,
    'Địa điểm': place,
    'Hình thức': text,
    'Chủ đề': text,
    'Số lượt người': count,
    'Tờ rơi': count,
    'Tin, bài': count,
    'Ghi chú': text,
  },
  'Tập huấn': { STT: count, Ngày: day, 'Nội dung': text, 'Đối tượng': text, 'Số lượt người': count },
  'Tin báo': {
    STT: count,
    'Ngày nhận': day,
    Thôn: place,
    'Lĩnh vực': text,
    Kênh: text,
    'Có giá trị': (cell) => parseYesNo(cell, may),
    'Kết quả': text,
  },
  'Mô hình': {
    STT: count,
    'Loại mô hình': text,
    'Nơi thực hiện': place,
    'Ngày ra mắt': day,
    'Lực lượng nòng cốt': text,
    'Số tổ': count,
    'Số thành viên': count,
  },
};

const kinds: SheetKind[] = Object.entries(columnsOf).map(([code, columns]) => ({
  code,
  sheetNames: [],
  columns: Object.keys(columns).map((field) => ({ field, headers: [field], required: field !== 'STT' })),
}));

interface ReadSheet {
  header: RecognisedSheet | undefined;
  entries: WorkbookRow[];
  problems: { sheet: string; row: number; column: string; code: string }[];
}

function readSheet(name: string, rows: WorkbookRow[]): ReadSheet {
  const header = recogniseSheet(kinds, '', rows);
  const below = rows.filter((row) => row.row > (header?.headerRow ?? Number.POSITIVE_INFINITY));
  const entries = below.filter((row) => !isTotalRow(row.cells));
  return { header, entries, problems: entries.flatMap((row) => problemsOf(name, row, header)) };
}

function problemsOf(
  sheet: string,
  row: WorkbookRow,
  header: RecognisedSheet | undefined,
): ReadSheet['problems'] {
  const values = new Map<string, unknown>();
  const problems: ReadSheet['problems'] = [];
  const judge = (column: string, result: CellResult<unknown>): void => {
    if (result.ok) values.set(column, result.value);
    else problems.push({ sheet, row: row.row, column, code: result.code });
  };
  for (const { field, column } of header?.columns ?? []) {
    const parse = columnsOf[sheet]?.[field] ?? text;
    judge(field, parse(row.cells.find((cell) => cell.column === column)));
  }
  const [start, end] = [values.get('Ngày nhận'), values.get('Ngày kết thúc')];
  if (typeof start === 'string' && typeof end === 'string') judge('Ngày kết thúc', checkOrder(start, end));
  return problems;
}

for (const file of ['luong-phong-2024.xlsx', 'luong-phong-2024.libreoffice.xlsx']) {
  const sheets = new Map<string, ReadSheet>();

  beforeAll(async () => {
    const rows = new Map<string, WorkbookRow[]>();
    for await (const row of readWorkbook(join(fixtures, file)))
      rows.set(row.sheet, [...(rows.get(row.sheet) ?? []), row]);
    for (const [name, own] of rows) sheets.set(name, readSheet(name, own));
  });

  test(`${file}: every sheet is known by its headers alone, with all its rows`, async () => {
    expect(await sniffWorkbook(join(fixtures, file))).toEqual({ kind: 'xlsx' });
    const found = [...sheets].map(([name, sheet]) => [
      name,
      sheet.header?.kind.code,
      sheet.header?.headerRow,
      sheet.header?.unknown.length,
      sheet.entries.length,
    ]);
    expect(found).toEqual(
      Object.entries(wanted.sheets).map(([name, sheet]) => [name, name, sheet.headerRow, 0, sheet.dataRows]),
    );
  });

  test(`${file}: exactly the nine problems are found, each in its cell`, () => {
    expect([...sheets.values()].flatMap((sheet) => sheet.problems)).toEqual(wanted.problems);
  });

  test(`${file}: the one row that is written twice has equal cells`, () => {
    const entries = sheets.get('Tuần tra')?.entries ?? [];
    const cellsOf = (row: number): string =>
      JSON.stringify(entries.find((entry) => entry.row === row)?.cells);
    expect(wanted.duplicates.map(({ row, of }) => cellsOf(row) === cellsOf(of))).toEqual([true]);
    expect(new Set(entries.map((entry) => JSON.stringify(entry.cells))).size).toBe(entries.length - 1);
  });

  test(`${file}: text that looks like a formula is text`, () => {
    const cells = [...sheets.values()].flatMap((sheet) => sheet.entries.flatMap((entry) => entry.cells));
    expect(cells.filter((cell) => cell.isFormulaText).map((cell) => cell.value)).toEqual([
      '=HYPERLINK("http://example.invalid","xem")',
    ]);
  });
}
