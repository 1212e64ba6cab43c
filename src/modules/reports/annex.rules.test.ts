import { expect, test } from 'vitest';
import { annexTable } from './annex.rules.ts';
import { luongPhongReport } from './fixtures/luong-phong-report.ts';

test('the annex table has a cell for each column, numbers as numbers, and a total that is the sum', () => {
  const table = annexTable(luongPhongReport());
  expect(table.columns.slice(0, 5).map(({ label }) => label)).toEqual([
    'STT',
    'Thôn, tổ dân phố',
    'Số hộ',
    'Nhân khẩu',
    'Số buổi tuần tra',
  ]);
  expect(table.rows).toHaveLength(14);
  expect(table.rows[0]).toEqual([1, 'Thôn Cấm', 370, 1422, 54, 318, 5, 1, 1, 0, 1, 188, 54, 4, 2]);
  expect(table.rows[13]?.slice(0, 5)).toEqual([null, 'Không gắn với thôn', null, null, 0]);
  for (let column = 2; column < table.columns.length; column += 1) {
    const sum = table.rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
    expect(table.total[column]).toBe(sum);
  }
});
