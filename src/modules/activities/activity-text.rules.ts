import { stripDiacritics } from '../../platform/text.ts';
import type { FieldChange } from './activity.contract.ts';
import type { EntryValues, PlaceValue } from './field.contract.ts';
import type { Form } from './form.contract.ts';
import { valueText } from './value-text.rules.ts';

/** Kinds of fields whose words a search finds. */
const WORDS = new Set(['text', 'longText', 'choice', 'choices']);
const LONGEST = 4000;

/** What a search looks through: the folded words of texts, choices and notes, and the names of the place. */
export function searchText(
  form: Form,
  values: EntryValues,
  placeNames: readonly string[],
  notes: Readonly<Record<string, string>> = {},
): string {
  const words = form.fields
    .filter((field) => WORDS.has(field.type))
    .map((field) => valueText(field, values[field.code], () => '').vi);
  const all = [...placeNames, ...words, ...Object.values(notes)].filter((text) => text !== '');
  return stripDiacritics(all.join(' | ')).slice(0, LONGEST);
}

/** The words of a search as they stand in `searchText`, each to be found on its own. */
export function searchWords(query: string): string[] {
  return stripDiacritics(query)
    .split(' ')
    .map((word) => word.replace(/[,.;:]+$/u, ''))
    .filter((word) => word !== '');
}

/** Whether two sets of values say the same, whatever the order of their keys. */
export function sameValues(a: EntryValues, b: EntryValues): boolean {
  return canonical(a) === canonical(b);
}

/** Whether two values of one field say the same; an empty one is as good as none. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(tidy(a)) === canonical(tidy(b));
}

const tidy = (value: unknown): unknown =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  const sorted = entries.toSorted(([x], [y]) => (x < y ? -1 : 1));
  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** The fields that differ, in the order of the form; a field that the form no longer has goes by its code. */
export function fieldChanges(
  form: Form,
  before: EntryValues,
  after: EntryValues,
  placeName: (place: PlaceValue) => string,
): FieldChange[] {
  const known = form.fields.map((field) => field.code);
  const gone = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (code) => !known.includes(code),
  );
  return [...known, ...gone].flatMap((code) => {
    const [was, is] = [before[code], after[code]];
    if (canonical(was ?? null) === canonical(is ?? null)) return [];
    const field = form.fields.find((candidate) => candidate.code === code) ?? {
      code,
      type: 'longText' as const,
      label: { vi: code, en: code },
      headers: [code],
      maxLength: 20_000,
    };
    return [
      {
        field: code,
        label: field.label,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
        beforeText: valueText(field, was, placeName),
        afterText: valueText(field, is, placeName),
      },
    ];
  });
}
