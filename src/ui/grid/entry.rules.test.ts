import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkEntryRows,
  type EntryColumn,
  type EntryRow,
  pasteBlock,
  readBlock,
  readCell,
  showCell,
} from './entry.rules.ts';

const columns: EntryColumn[] = [
  { key: 'on', label: 'Ngày', kind: 'date', required: true, year: 2024 },
  { key: 'at', label: 'Giờ', kind: 'time' },
  {
    key: 'hamlet',
    label: 'Thôn',
    kind: 'choice',
    required: true,
    choices: [
      { value: 'h1', label: 'Thôn Cẩm' },
      { value: 'h2', label: 'Thôn Cam' },
      { value: 'h3', label: 'Thôn Đồng Hoàng' },
    ],
  },
  { key: 'people', label: 'Số người', kind: 'integer', max: 500 },
  { key: 'note', label: 'Ghi chú', kind: 'text' },
];

let count = 0;
function newRow(): EntryRow {
  count += 1;
  return { id: `r${count}`, values: {} };
}

describe('quick entry of many rows', () => {
  it('takes a block from Excel, adds the rows it needs and understands every column', () => {
    const first = newRow();
    const block = readBlock(
      '7/3\t21h30\tThôn Cẩm\t1.250\tđi bộ\r\n8.3.2024\t2200\tTHÔN ĐỒNG HOÀNG\t12\t"hai\ndòng"\r\n',
    );
    const rows = pasteBlock({
      columns,
      rows: [first],
      at: { row: 0, column: 0 },
      block,
      language: 'vi',
      newRow,
    });
    expect(rows.map((row) => row.values)).toEqual([
      { on: '2024-03-07', at: '21:30', hamlet: 'h1', people: '1250', note: 'đi bộ' },
      { on: '2024-03-08', at: '22:00', hamlet: 'h3', people: '12', note: 'hai dòng' },
    ]);
    expect(rows[0]?.id).toBe(first.id);
    const errors = checkEntryRows(columns, rows, 'vi');
    expect(errors[first.id]?.people).toContain('500');
    expect(Object.keys(errors)).toEqual([first.id]);
  });

  it('keeps what it does not understand and says what is wrong', () => {
    const rows: EntryRow[] = [
      { id: 'a', values: { on: readCell(columns[0] as EntryColumn, '31/2', 'vi'), hamlet: 'thon cam' } },
      { id: 'b', values: {} },
    ];
    const errors = checkEntryRows(columns, rows, 'vi');
    expect(errors.a?.on).toContain('31/2');
    expect(errors.a?.hamlet).toContain('thon cam');
    expect(errors.b).toBeUndefined();
  });

  it('does not guess between two names that differ only in their marks', () => {
    const hamlet = columns[2] as EntryColumn;
    expect(readCell(hamlet, 'thon cam', 'vi')).toBe('thon cam');
    expect(readCell(hamlet, 'thon dong hoang', 'vi')).toBe('h3');
    expect(showCell(hamlet, 'h3', 'vi')).toBe('Thôn Đồng Hoàng');
  });

  it('leaves out what hangs over the last column', () => {
    const rows = pasteBlock({
      columns,
      rows: [],
      at: { row: 0, column: 4 },
      block: [['ghi chú', 'thừa']],
      language: 'vi',
      newRow,
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.values).toEqual({ note: 'ghi chú' });
  });

  it('reads back any block of cells as a spreadsheet writes it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ỵ', '"', '\t', '\n', ' ', '1') });
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(block, (cells) => {
        const written = cells
          .map((row) =>
            row.map((one) => (/["\t\n]/.test(one) ? `"${one.replace(/"/g, '""')}"` : one)).join('\t'),
          )
          .join('\n');
        expect(readBlock(`${written}\n`)).toEqual(cells);
      }),
    );
  });
});
