import { describe, expect, it } from 'vitest';
import { checkEntryRows, readCell } from '../../../ui/grid/entry.rules.ts';
import type { FormShape } from '../form-shape.contract.ts';
import {
  defaultValues,
  type GridPlaces,
  gridColumns,
  isTouched,
  rowCells,
  rowValues,
} from './entry-grid.rules.ts';
import { asPlace, placeKey, placeOfKey } from './places.ts';

const text = (words: string) => ({ vi: words, en: words });
const hamlet = '0198b7a0-0000-7000-8000-000000000001';
const school = '0198b7a0-0000-7000-8000-000000000002';

const form: FormShape = {
  code: 'trial',
  version: 1,
  name: text('Thử'),
  purpose: text('Thử'),
  order: 1,
  sheetNames: ['Thử'],
  dayField: 'day',
  placeField: 'place',
  fields: [
    { code: 'day', type: 'date', label: text('Ngày'), headers: ['Ngày'], required: true },
    { code: 'place', type: 'place', label: text('Thôn'), headers: ['Thôn'], required: true },
    { code: 'at', type: 'time', label: text('Giờ'), headers: ['Giờ'] },
    {
      code: 'people',
      type: 'integer',
      label: text('Số người'),
      headers: ['Số người'],
      required: true,
      max: 500,
    },
    { code: 'hectares', type: 'decimal', label: text('Héc-ta'), headers: ['Héc-ta'], decimals: 2 },
    {
      code: 'topics',
      type: 'choices',
      label: text('Chủ đề'),
      headers: ['Chủ đề'],
      choices: [
        { code: 'fire', label: text('Cháy, nổ') },
        { code: 'drugs', label: text('Ma túy') },
      ],
    },
    {
      code: 'outcome',
      type: 'choice',
      label: text('Kết quả'),
      headers: ['Kết quả'],
      choices: [{ code: 'agreed', label: text('Hòa giải thành'), aliases: ['Thành'] }],
    },
    {
      code: 'valuable',
      type: 'boolean',
      label: text('Có giá trị'),
      headers: ['Có giá trị'],
      default: false,
      words: { yes: ['x'], no: ['-'] },
    },
    { code: 'present', type: 'countsBySex', label: text('Có mặt'), headers: ['Có mặt'] },
    { code: 'note', type: 'longText', label: text('Ghi chú'), headers: ['Ghi chú'], maxLength: 100 },
  ],
  contributions: [],
  listColumns: ['day'],
  searchable: [],
};

const places: GridPlaces = {
  choices: [
    { value: hamlet, label: 'Thôn Cấm' },
    { value: `${hamlet}/${school}`, label: 'Trường tiểu học' },
  ],
  valueOf: (key) => (key.startsWith(hamlet) ? placeOfKey(key) : undefined),
  keyOf: (value) => {
    const place = asPlace(value);
    return place ? placeKey(place) : '';
  },
};
const words = { yes: 'Có', no: 'Không', women: 'Nữ', men: 'Nam' };
const columns = gridColumns(form, places, 'vi', words);

/** What becomes of a row typed or pasted cell by cell. */
function typed(cells: Record<string, string>) {
  const values = Object.fromEntries(
    columns.map((column) => [column.key, readCell(column, cells[column.key] ?? '', 'vi')]),
  );
  return { id: 'r1', values };
}

describe('a form as a grid', () => {
  it('understands a row as the old books have it, and gives every kind of field its value', () => {
    const row = typed({
      day: '7/3/2024',
      place: 'cấm',
      at: '21h30',
      people: '12',
      hectares: '1,5',
      topics: 'Ma túy',
      outcome: 'Thành',
      valuable: 'x',
      'present.female': '3',
      'present.male': '4',
      note: 'Trời mưa',
    });
    expect(checkEntryRows(columns, [row], 'vi')).toEqual({});
    const values = rowValues(form, places, row, 'vi');
    expect(values).toEqual({
      day: '2024-03-07',
      place: { areaId: hamlet },
      at: '21:30',
      people: 12,
      hectares: '1.50',
      topics: ['drugs'],
      outcome: 'agreed',
      valuable: true,
      present: { female: 3, male: 4 },
      note: 'Trời mưa',
    });
    // A record that is taken back fills the same cells again.
    expect(rowValues(form, places, { id: 'r2', values: rowCells(form, places, values, 'vi') }, 'vi')).toEqual(
      {
        ...values,
        hectares: '1.50',
      },
    );
  });

  it('sends what it can not read as it is, so that the server names it', () => {
    const row = typed({ day: '31/2/2024', place: 'Thôn Xa', people: 'năm' });
    expect(rowValues(form, places, row, 'vi')).toMatchObject({
      day: '31/2/2024',
      place: 'Thôn Xa',
      people: 'năm',
    });
    expect(Object.keys(checkEntryRows(columns, [row], 'vi').r1 ?? {})).toEqual(['day', 'place', 'people']);
  });

  it('keeps an organisation with its area', () => {
    const row = typed({ place: 'Trường tiểu học' });
    expect(rowValues(form, places, row, 'vi').place).toEqual({ areaId: hamlet, organizationId: school });
  });

  it('does not take day, place and defaults for something that was entered', () => {
    const fresh = { ...defaultValues(form), day: '2024-03-07', place: { areaId: hamlet } };
    const values = rowCells(form, places, fresh, 'vi');
    expect(isTouched(form, { id: 'r', values })).toBe(false);
    expect(isTouched(form, { id: 'r', values: { ...values, valuable: 'true' } })).toBe(true);
    expect(isTouched(form, { id: 'r', values: { ...values, note: 'x' } })).toBe(true);
  });
});
