import type { EntryValues, Field } from './field.contract.ts';
import type { Form } from './form.contract.ts';
import { type ReadText, valueText } from './value-text.rules.ts';

/** Kinds whose value says enough without the name of the field. */
const SPEAKING = new Set<Field['type']>(['text', 'longText', 'choice', 'choices', 'photo', 'voice']);
const LONGEST = 240;

/**
 * A record in one line: the columns of the form's list without day and place, which stand elsewhere. Empty where
 * none of them is filled in.
 */
export function activitySummary(form: Form, values: EntryValues): ReadText {
  const parts = form.listColumns
    .filter((code) => code !== form.dayField && code !== form.placeField)
    .flatMap((code) => {
      const field = form.fields.find((each) => each.code === code);
      if (field === undefined) return [];
      const text = valueText(field, values[code], () => '');
      if (text.vi === '') return [];
      return SPEAKING.has(field.type)
        ? [text]
        : [{ vi: `${field.label.vi}: ${text.vi}`, en: `${field.label.en}: ${text.en}` }];
    });
  return { vi: line(parts.map((part) => part.vi)), en: line(parts.map((part) => part.en)) };
}

function line(parts: readonly string[]): string {
  const all = parts.join(' · ').replaceAll(/\s+/gu, ' ');
  return all.length > LONGEST ? `${all.slice(0, LONGEST - 1)}…` : all;
}
