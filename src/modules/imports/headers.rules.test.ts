import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type HeaderRow,
  headerKey,
  isEmptyRow,
  isTotalRow,
  recogniseSheet,
  type SheetKind,
} from './headers.rules.ts';

function kindOf(code: string, name: string, headers: string[], required: string[]): SheetKind {
  return {
    code,
    sheetNames: [name],
    columns: headers.map((header) => ({
      field: header,
      headers: [header],
      required: required.includes(header),
    })),
  };
}

const training = kindOf(
  'training',
  'Tập huấn',
  ['STT', 'Ngày', 'Nội dung', 'Đối tượng', 'Số lượt người'],
  ['Ngày'],
);
const patrol = kindOf(
  'patrol',
  'Tuần tra',
  ['STT', 'Ngày', 'Thôn', 'Từ giờ', 'Đến giờ', 'Số người'],
  ['Ngày', 'Thôn'],
);
const kinds = [patrol, training];

const rowOf = (row: number, ...texts: string[]): HeaderRow => ({
  row,
  cells: texts.map((text, at) => ({ column: at + 1, text })),
});

test('the header is found below a heading, in any order, writing and composition; others become notes', () => {
  const rows = [
    rowOf(1, 'CÔNG AN XÃ LƯƠNG PHONG'),
    rowOf(2, 'SỔ THEO DÕI TUẦN TRA'),
    rowOf(
      7,
      '',
      'SỐ  NGƯỜI',
      'ngày:',
      'Thôn'.normalize('NFD'),
      'Từ\ngiờ',
      'Đến giờ (*)',
      'Lực lượng',
      'Ngày',
      'Stt',
    ),
    rowOf(8, '1', '5', '7/3/2024', 'Cấm'),
  ];
  expect(recogniseSheet(kinds, 'Sheet1', rows)).toMatchObject({
    kind: { code: 'patrol' },
    headerRow: 7,
    columns: [
      { column: 2, field: 'Số người' },
      { column: 3, field: 'Ngày' },
      { column: 4, field: 'Thôn' },
      { column: 5, field: 'Từ giờ', header: 'Từ giờ' },
      { column: 6, field: 'Đến giờ' },
      { column: 9, field: 'STT' },
    ],
    unknown: [
      { column: 7, header: 'Lực lượng' },
      { column: 8, header: 'Ngày' },
    ],
    missing: [],
  });
});

test('a required column that is not there is said, and many notes do not hide a sheet', () => {
  const without = recogniseSheet(kinds, 'x', [rowOf(4, 'STT', 'Thôn', 'Từ giờ', 'Đến giờ', 'Số người')]);
  expect(without?.missing.map((column) => column.field)).toEqual(['Ngày']);
  const notes = Array.from({ length: 30 }, (_, at) => `Cột riêng ${at}`);
  expect(recogniseSheet(kinds, 'x', [rowOf(4, 'STT', 'Ngày', 'Thôn', ...notes)])?.kind).toBe(patrol);
});

test('the name decides only where headers do not', () => {
  const twin = { ...training, code: 'twin', sheetNames: ['Bồi dưỡng'] };
  const header = [rowOf(4, 'STT', 'Ngày', 'Nội dung', 'Đối tượng', 'Số lượt người')];
  expect(recogniseSheet([training, twin], 'BỒI DƯỠNG', header)?.kind.code).toBe('twin');
  expect(recogniseSheet([training, twin], 'Tập huấn', header)?.kind.code).toBe('training');
  expect(recogniseSheet(kinds, 'Tuần tra', header)?.kind.code).toBe('training');
});

test('a sheet of something else, or with its header too far down, is not recognised', () => {
  expect(recogniseSheet(kinds, 'Tuần tra', [rowOf(4, 'Họ tên', 'Chức vụ', 'STT')])).toBeUndefined();
  expect(recogniseSheet(kinds, 'Tuần tra', [])).toBeUndefined();
  const header = ['STT', 'Ngày', 'Thôn', 'Từ giờ', 'Đến giờ', 'Số người'];
  expect(recogniseSheet(kinds, 'x', [rowOf(21, ...header)])).toBeUndefined();
  expect(recogniseSheet(kinds, 'x', [rowOf(20, ...header)])?.headerRow).toBe(20);
});

test('any order of the columns gives every field its own column', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        patrol.columns.map((column) => column.field),
        { minLength: 6 },
      ),
      (headers) => {
        const found = recogniseSheet(kinds, '', [rowOf(4, ...headers)]);
        expect(found?.columns).toEqual(
          headers.map((header, at) => ({ column: at + 1, field: header, header })),
        );
      },
    ),
  );
});

test('sums and empty rows are no entries, entries that begin alike are', () => {
  const row = (...texts: string[]) => texts.map((text) => ({ text }));
  for (const text of [
    'Tổng cộng',
    'TỔNG CỘNG:',
    'Cộng',
    'Tổng',
    ' tổng  số ',
    'Cộng tháng 3',
    'Tổng cộng'.normalize('NFD'),
  ]) {
    expect([text, isTotalRow(row('', text, '12'))]).toEqual([text, true]);
  }
  for (const text of ['Tổ hòa giải', 'Cộng đồng', 'Tổng kết phong trào', '1']) {
    expect([text, isTotalRow(row(text, 'Tổng cộng'))]).toEqual([text, false]);
  }
  expect([isTotalRow([]), isEmptyRow([]), isEmptyRow(row(' ', '\u00a0')), isEmptyRow(row('', '0'))]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(headerKey('Tuyến,  khu vực ')).toBe(headerKey('TUYẾN, KHU VỰC'));
});
