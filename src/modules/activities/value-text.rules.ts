import { formatDay, isDate } from '../../platform/dates.ts';
import { isEmptyValue } from './condition.rules.ts';
import type { EntryValue, Field } from './field.contract.ts';
import { CountsBySex, GeoPoint, PlaceValue } from './field.contract.ts';

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
  if (field.type === 'photo' && Array.isArray(value)) {
    const n = value.length;
    return { vi: `${n} ảnh`, en: n === 1 ? '1 picture' : `${n} pictures` };
  }
  if (field.type === 'voice') return { vi: 'có ghi âm', en: 'a recording' };
  if (field.type === 'geopoint') {
    const point = GeoPoint.safeParse(value);
    return plain(point.success ? pointText(point.data) : '');
  }
  return plain(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** "21.27431, 106.19472 (±12 m)": as maps take it. */
function pointText({ latitude, longitude, accuracy }: GeoPoint): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)} (±${accuracy} m)`;
}

function labelOf(choices: readonly { code: string; label: ReadText }[], code: string): ReadText {
  return choices.find((choice) => choice.code === code)?.label ?? plain(code);
}
