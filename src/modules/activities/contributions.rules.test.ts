import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/dates.ts';
import { addDecimals } from '../../platform/decimal.ts';
import { foldText } from '../../platform/text.ts';
import { referenceData } from '../../reference/reference-data.ts';
import { matchBoolean, matchChoice } from './choice-text.rules.ts';
import { contributions, factChanges, factKey } from './contributions.rules.ts';
import { checkEntry } from './entry.rules.ts';
import { Fact } from './fact.contract.ts';
import type { EntryValue, EntryValues, Field, PlaceValue } from './field.contract.ts';
import type { Form } from './form.contract.ts';
import { sliceLabel } from './slice-label.rules.ts';

type Cell = string | number | null;
type Figures = Record<string, number>;
interface Book {
  hamlets: string[];
  sheets: Record<string, { columns: string[]; rows: [number, ...Cell[]][] }>;
  expected: {
    models: { kinds: number; sites: number; teams: number; members: number };
    sheets: Record<string, { accepted: number }>;
    problems: { sheet: string; row: number; column: string; code: string }[];
    duplicates: { sheet: string; row: number }[];
    figures: Record<string, { from: string; to: string; total: Figures; byHamlet: Record<string, Figures> }>;
  };
}

const { forms, getForm } = referenceData();
const book = JSON.parse(
  readFileSync(new URL('./fixtures/luong-phong-2024.json', import.meta.url), 'utf8'),
) as Book;

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const commune: PlaceValue = { areaId: id(999) };
const hamletIds = new Map(book.hamlets.map((name, index) => [name, id(index + 1)]));
const school: PlaceValue = { areaId: id(999), organizationId: id(500) };
const known = new Set([...hamletIds.values(), commune.areaId]);
const context = {
  today: '2024-12-31',
  isKnownPlace: (place: PlaceValue) => known.has(place.areaId),
  commune,
};

function placeOf(name: string): PlaceValue {
  if (name === 'Toàn xã' || name === 'Xã Lương Phong') return commune;
  if (name.startsWith('Trường')) return school;
  return { areaId: hamletIds.get(name) ?? id(404) };
}

function typedValue(field: Field, cell: Cell): EntryValue {
  if (typeof cell !== 'string') return cell;
  if (field.type === 'place') return placeOf(cell);
  if (field.type === 'choice') return matchChoice(field, cell) ?? cell;
  return field.type === 'boolean' ? (matchBoolean(field, cell) ?? cell) : cell;
}

interface Row {
  sheet: string;
  row: number;
  form: Form;
  columns: Map<string, string>;
  values: EntryValues;
}

/** The rows of the book as typed values, by the headers that the forms know. */
const rows: Row[] = Object.entries(book.sheets).flatMap(([sheet, { columns, rows: list }]) => {
  const form = forms.find((candidate) => candidate.sheetNames.includes(sheet));
  if (form === undefined) throw new Error(`no form for ${sheet}`);
  const fields = columns.map((column) => {
    const field = form.fields.find(({ headers }) =>
      headers.some((header) => foldText(header) === foldText(column)),
    );
    if (field === undefined) throw new Error(`no field for ${sheet} / ${column}`);
    return field;
  });
  const columnOf = new Map(fields.map((field, at) => [field.code, columns[at] ?? '']));
  return list.map(([row, ...cells]) => ({
    sheet,
    row,
    form,
    columns: columnOf,
    values: Object.fromEntries(fields.map((field, at) => [field.code, typedValue(field, cells[at] ?? null)])),
  }));
});

const isDuplicate = ({ sheet, row }: Row): boolean =>
  book.expected.duplicates.some((duplicate) => duplicate.sheet === sheet && duplicate.row === row);
const checked = rows
  .filter((row) => !isDuplicate(row))
  .map((row) => ({ row, entry: checkEntry(row.form, row.values, context) }));
const facts = checked.flatMap(({ row, entry }) => (entry.ok ? contributions(row.form, entry.values) : []));

function totals(list: readonly Fact[], from: string, to: string): Figures {
  const sums: Figures = {};
  for (const fact of list) {
    if (fact.day < from || fact.day > to) continue;
    sums[fact.indicator] = (sums[fact.indicator] ?? 0) + Number(fact.value);
  }
  return sums;
}

describe('the registers of Lương Phong for 2024', () => {
  it('have exactly the known problems, and every other row is accepted', () => {
    const found = checked.flatMap(({ row, entry }) =>
      entry.ok
        ? []
        : entry.problems.map(({ field, code }) => ({
            sheet: row.sheet,
            row: row.row,
            column: row.columns.get(field),
            code,
          })),
    );
    expect(found).toEqual(book.expected.problems);
    for (const sheet of Object.keys(book.sheets)) {
      const accepted = checked.filter(({ row, entry }) => row.sheet === sheet && entry.ok).length;
      expect([sheet, accepted]).toEqual([sheet, book.expected.sheets[sheet]?.accepted]);
    }
  });

  it.each(Object.entries(book.expected.figures))(
    'give the figures of %s, in total and by hamlet',
    (_, window) => {
      expect(totals(facts, window.from, window.to)).toEqual(window.total);
      for (const [name, areaId] of hamletIds) {
        const ofHamlet = facts.filter((fact) => fact.place.areaId === areaId);
        expect([name, totals(ofHamlet, window.from, window.to)]).toEqual([name, window.byHamlet[name] ?? {}]);
      }
    },
  );
});

describe('the facts of one record', () => {
  const base: EntryValues = { day: '2024-06-01', place: { areaId: id(1) }, patrollers: 5 };
  const night = (startTime: string): boolean =>
    contributions(getForm('patrol'), { ...base, startTime }).some(
      (fact) => fact.indicator === 'patrol.nightSessions',
    );

  it('a patrol is at night from 18:00 until before 06:00', () => {
    expect(['17:59', '18:00', '23:59', '00:00', '05:59', '06:00', '12:00'].filter(night)).toEqual([
      '18:00',
      '23:59',
      '00:00',
      '05:59',
    ]);
    const indicators = contributions(getForm('patrol'), base).map((fact) => fact.indicator);
    expect(indicators).toEqual(['patrol.sessions', 'patrol.attendance']);
  });

  it('a model in a book is counted from its register: the entry itself is worth nothing', () => {
    const site = {
      kind: 'Dòng họ tự quản về ANTT',
      place: { areaId: id(1) },
      launchedOn: '2022-04-14',
      teams: 2,
    };
    expect(contributions(getForm('modelSite'), site)).toEqual([]);
    expect(sliceLabel(getForm('modelSite'), 'kind', 'dòng họ tự quản về antt').vi).toBe(
      'Dòng họ tự quản về ANTT',
    );
  });

  it('carry their slices, and nothing for what was not said', () => {
    const values = { receivedOn: '2024-06-01', place: { areaId: id(1) }, tipKind: 'drugs', valuable: true };
    expect(contributions(getForm('tip'), values)).toEqual([
      {
        indicator: 'tip.received',
        day: '2024-06-01',
        place: { areaId: id(1) },
        value: '1',
        slices: { tipKind: 'drugs' },
      },
      {
        indicator: 'tip.valuable',
        day: '2024-06-01',
        place: { areaId: id(1) },
        value: '1',
        slices: { tipKind: 'drugs' },
      },
    ]);
  });
});

describe('any change of a record', () => {
  const values = fc
    .record({
      day: fc.integer({ min: 0, max: 3 }).map((n) => addDays('2024-06-13', n)),
      place: fc.constantFrom(commune, school, { areaId: id(1) }),
      channel: fc.constantFrom('meeting', 'socialMedia'),
      attendance: fc.integer({ min: 0, max: 3 }),
      leaflets: fc.integer({ min: 0, max: 3 }),
    })
    .map((entry): EntryValues => entry);
  const factsOf = (entry: EntryValues): Fact[] => contributions(getForm('outreach'), entry);
  const cells = (list: readonly Fact[]): Map<string, string> => {
    const sums = new Map<string, string>();
    for (const fact of list) sums.set(factKey(fact), addDecimals(sums.get(factKey(fact)) ?? '0', fact.value));
    return new Map([...sums].filter(([, sum]) => sum !== '0').toSorted());
  };

  it('replacing it by another removes its facts and adds the new ones, among any other records', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), values, values, (others, before, after) => {
        const rest = others.flatMap(factsOf);
        const changed = [...rest, ...factsOf(before), ...factChanges(factsOf(before), factsOf(after))];
        expect(cells(changed)).toEqual(cells([...rest, ...factsOf(after)]));
        expect(factChanges(factsOf(before), factsOf(before))).toEqual([]);
        expect(cells(factChanges(factsOf(before), []))).toEqual(
          cells(factChanges([], factsOf(before)).map((fact) => ({ ...fact, value: `-${fact.value}` }))),
        );
      }),
    );
  });

  it('the same record gives the same facts, all of the right shape and none of zero', () => {
    fc.assert(
      fc.property(values, (entry) => {
        const shuffled = Object.fromEntries(Object.entries(entry).toReversed());
        expect(factsOf(shuffled)).toEqual(factsOf(entry));
        for (const fact of factsOf(entry)) {
          expect(Fact.safeParse(fact).success).toBe(true);
          expect(fact.value).not.toBe('0');
        }
      }),
    );
  });
});
