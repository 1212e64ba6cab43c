import { formatDay, isDate } from '../../platform/dates.ts';
import { isEmptyValue } from './condition.rules.ts';
import type { EntryValue, Field } from './field.contract.ts';
import { CountsBySex, PlaceValue } from './field.contract.ts';

/** A text in both languages; empty where there is nothing to read. */
export interface ReadText {
  readonly vi: string;
  readonly en: string;
}

const plain = (text: string): ReadText => ({ vi: text, en: text });

/**
 * A stored value as people read it: labels for choices, dd/mm/yyyy for days, a name for a place. A code that the
 * form no longer has is shown as it is. `placeName` names an area or organisation by id.
 */
export function valueText(
  field: Field,
  value: EntryValue | undefined,
  placeName: (place: PlaceValue) => string,
): ReadText {
  if (value === undefined || isEmptyValue(value)) return plain('');
  if (typeof value === 'boolean') return value ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' };
  if (field.type === 'choice' || field.type === 'choices') {
    const labels = [value].flat().map((code) => labelOf(field.choices, String(code)));
    return { vi: labels.map((label) => label.vi).join('; '), en: labels.map((label) => label.en).join('; ') };
  }
  if (field.type === 'date') return plain(isDate(value) ? formatDay(value) : String(value));
  if (field.type === 'place') {
    const place = PlaceValue.safeParse(value);
    return plain(place.success ? placeName(place.data) : '');
  }
  if (field.type === 'countsBySex') {
    const counts = CountsBySex.safeParse(value);
    if (!counts.success) return plain('');
    const { female, male } = counts.data;
    return { vi: `${female} nữ, ${male} nam`, en: `${female} women, ${male} men` };
  }
  return plain(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function labelOf(choices: readonly { code: string; label: ReadText }[], code: string): ReadText {
  return choices.find((choice) => choice.code === code)?.label ?? plain(code);
}
