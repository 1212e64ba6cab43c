import { foldText } from '../../../platform/text.ts';
import { parseNumber } from '../../../ui/form/values.ts';
import type { EntryChoice, EntryColumn, EntryRow } from '../../../ui/grid/entry.rules.ts';
import type { Language } from '../../../ui/language.ts';
import type { Choice, EntryValue, EntryValues, Field } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';

/** Places as the grid offers them: value is the key of a place. */
export interface GridPlaces {
  readonly choices: readonly EntryChoice[];
  readonly valueOf: (key: string) => EntryValue | undefined;
  readonly keyOf: (value: EntryValue | undefined) => string;
}

export interface GridWords {
  readonly yes: string;
  readonly no: string;
  readonly women: string;
  readonly men: string;
}

/** Columns of the grid for a form, one for each field, two for women and men. */
export function gridColumns(
  form: FormShape,
  places: GridPlaces,
  language: Language,
  words: GridWords,
): EntryColumn[] {
  return form.fields.flatMap((field) => fieldColumns(field, places, language, words));
}

function fieldColumns(field: Field, places: GridPlaces, language: Language, words: GridWords): EntryColumn[] {
  const base = { key: field.code, label: field.label[language], required: field.required === true };
  switch (field.type) {
    case 'date':
      return [{ ...base, kind: 'date', width: 7.2 }];
    case 'time':
      return [{ ...base, kind: 'time', width: 5 }];
    case 'integer':
      return [{ ...base, kind: 'integer', width: 5.2, min: field.min ?? -1_000_000_000, max: field.max }];
    case 'choice':
      return [{ ...base, kind: 'choice', choices: choicesOf(field.choices, language) }];
    case 'boolean':
      return [
        {
          ...base,
          kind: 'choice',
          choices: [
            { value: 'true', label: words.yes, also: field.words.yes },
            { value: 'false', label: words.no, also: field.words.no },
          ],
        },
      ];
    case 'place':
      return [{ ...base, kind: 'combobox', width: 10.5, choices: places.choices }];
    case 'countsBySex':
      return [
        { ...base, key: `${field.code}.female`, label: `${base.label}: ${words.women}`, kind: 'integer' },
        { ...base, key: `${field.code}.male`, label: `${base.label}: ${words.men}`, kind: 'integer' },
      ];
    case 'text':
      return [
        { ...base, kind: 'text', width: 9, suggestions: field.suggestions?.map((each) => each[language]) },
      ];
    case 'longText':
    case 'decimal':
    case 'choices':
      return [{ ...base, kind: 'text', width: 9 }];
    // Taken on the phone, or on the page of the record.
    case 'photo':
    case 'voice':
    case 'geopoint':
      return [];
  }
}

function choicesOf(choices: readonly Choice[], language: Language): EntryChoice[] {
  return choices.map(({ code, label, aliases = [] }) => ({
    value: code,
    label: label[language],
    also: [label.vi, label.en, ...aliases].filter((words) => words !== label[language]),
  }));
}

/** What a row of the grid says, as it is sent; what can't be read goes as text, so that the server names it. */
export function rowValues(
  form: FormShape,
  places: GridPlaces,
  row: EntryRow,
  language: Language,
): EntryValues {
  const values: EntryValues = {};
  for (const field of form.fields) {
    const value = cellValue(field, places, row, language);
    if (value !== undefined) values[field.code] = value;
  }
  return values;
}

function cellValue(
  field: Field,
  places: GridPlaces,
  row: EntryRow,
  language: Language,
): EntryValue | undefined {
  if (field.type === 'countsBySex') return sexCounts(field.code, row);
  const text = (row.values[field.code] ?? '').trim();
  if (text === '') return undefined;
  switch (field.type) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'decimal':
      return parseNumber(text, language, field.decimals)?.toFixed(field.decimals) ?? text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'place':
      return places.valueOf(text) ?? text;
    case 'choices':
      return text.split(/[;,]/).map((part) => codeOf(field.choices, part, language));
    default:
      return text;
  }
}

function sexCounts(code: string, row: EntryRow): EntryValue | undefined {
  const [female = '', male = ''] = [row.values[`${code}.female`], row.values[`${code}.male`]];
  if (female === '' && male === '') return undefined;
  return { female: Number(female) || 0, male: Number(male) || 0 };
}

function codeOf(choices: readonly Choice[], text: string, language: Language): string {
  const wanted = foldText(text);
  return choices.find((choice) => foldText(choice.label[language]) === wanted)?.code ?? text.trim();
}

/** The cells of a row for values, the other way of `rowValues`. */
export function rowCells(
  form: FormShape,
  places: GridPlaces,
  values: EntryValues,
  language: Language,
): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const field of form.fields) {
    const value = values[field.code];
    if (value === undefined || value === null) continue;
    if (field.type === 'place') cells[field.code] = places.keyOf(value);
    else if (field.type === 'choices' && Array.isArray(value)) {
      const labels = value.map(
        (code) => field.choices.find((choice) => choice.code === code)?.label[language] ?? code,
      );
      cells[field.code] = labels.join('; ');
    } else if (typeof value === 'object' && 'female' in value) {
      cells[`${field.code}.female`] = String(value.female);
      cells[`${field.code}.male`] = String(value.male);
    } else if (typeof value !== 'object') cells[field.code] = String(value);
  }
  return cells;
}

/** What the form fills in by itself: choices, numbers and yes or no with a default. */
export function defaultValues(form: FormShape): EntryValues {
  const values: EntryValues = {};
  for (const field of form.fields) {
    if (field.type !== 'place' && 'default' in field && field.default !== undefined)
      values[field.code] = field.default;
  }
  return values;
}

/** Whether a person has entered something: anything besides day, place and what the form fills in. */
export function isTouched(form: FormShape, row: EntryRow): boolean {
  const defaults = defaultValues(form);
  return Object.entries(row.values).some(([key, value]) => {
    if (key === form.dayField || key === form.placeField || value.trim() === '') return false;
    return String(defaults[key] ?? '') !== value;
  });
}
