import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceData } from '../../reference/reference-data.ts';
import { fieldChanges, sameValues, searchText, searchWords } from './activity-text.rules.ts';
import { type EntryValues, PlaceValue } from './field.contract.ts';
import { getField } from './form.contract.ts';
import { valueText } from './value-text.rules.ts';

const outreach = referenceData().getForm('outreach');
const place = { areaId: '01890000-0000-7000-8000-000000000001' };

describe('what a search looks through', () => {
  test('finds texts, choices, places and notes by any spelling', () => {
    const values = {
      day: '2026-01-02',
      place,
      channel: 'meeting',
      topic: 'fire',
      note: 'Nhà văn hoá thôn Đoài',
    };
    const text = searchText(outreach, values, ['Thôn Đoài'], { 'Cột lạ': 'Ghi thêm' });
    for (const query of [
      'nhà VĂN hóa',
      'van hoa',
      'phòng cháy, chữa cháy',
      'hoi nghi',
      'ghi them',
      'thon doai',
    ]) {
      expect(searchWords(query).filter((word) => !text.includes(word))).toEqual([]);
    }
    expect(searchWords('ma túy').every((word) => text.includes(word))).toBe(false);
  });

  test('every word of a text is found in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (note) => {
        const text = searchText(outreach, { note }, []);
        expect(searchWords(note).filter((word) => !text.includes(word))).toEqual([]);
      }),
    );
  });
});

test('the same values in another order, or with nothing said as null, are the same', () => {
  const some = { day: '2026-01-02', place: { ...place, organizationId: 'x' }, attendance: 3 };
  const other = { attendance: 3, note: null, place: { organizationId: 'x', ...place }, day: '2026-01-02' };
  expect(sameValues(some as EntryValues, other as EntryValues)).toBe(true);
  expect(sameValues(some as EntryValues, { ...other, attendance: 4 } as EntryValues)).toBe(false);
  expect(sameValues({ note: '3' }, { note: 3 })).toBe(false);
});

test('changes name the fields that differ, in words of people, and fields that the form lost', () => {
  const before: EntryValues = { day: '2026-01-02', place, topic: 'fire', leaflets: 10 };
  const after: EntryValues = { day: '2026-01-02', place, topic: 'drugs', oldField: 'x' };
  const changes = fieldChanges(outreach, before, after, () => 'Thôn Đoài');
  expect(changes.map((one) => [one.field, one.beforeText.vi, one.afterText.vi])).toEqual([
    ['topic', 'Phòng cháy, chữa cháy', 'Phòng, chống ma túy'],
    ['leaflets', '10', ''],
    ['oldField', '', 'x'],
  ]);
});

test('values are read out: labels, days, places; a code that is gone stays a code', () => {
  const read = (code: string, value: EntryValues[string]) =>
    valueText(getField(outreach, code), value, (of) =>
      PlaceValue.parse(of).areaId === place.areaId ? 'Thôn Đoài' : '',
    );
  expect(read('topic', 'traffic')).toEqual({ vi: 'An toàn giao thông', en: 'Traffic safety' });
  expect(read('topic', 'nowGone').vi).toBe('nowGone');
  expect(read('day', '2026-01-02').vi).toBe('02/01/2026');
  expect(read('place', place).vi).toBe('Thôn Đoài');
  expect(read('attendance', 0).vi).toBe('0');
  expect(read('note', null)).toEqual({ vi: '', en: '' });
});
