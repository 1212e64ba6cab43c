import { isDate, isTime } from '../../../platform/dates.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import type { Language } from '../../../ui/language.ts';
import type { Activity, ActivityPlace } from '../activity.contract.ts';
import type { EntryValue, Field } from '../field.contract.ts';
import { valueText } from '../value-text.rules.ts';

/** The name of a record's place; an organisation with the area that it sits in. */
export function placeName(place: ActivityPlace): string {
  return place.organizationName ? `${place.organizationName} (${place.areaName})` : place.areaName;
}

/** A value as it is read in tables and on the page of a record; '' where there is nothing. */
export function showValue(
  field: Field,
  value: EntryValue | undefined,
  language: Language,
  place: () => string,
): string {
  if (field.type === 'date' && isDate(value)) return formatDate(value, language);
  if (field.type === 'time' && isTime(value)) return value;
  if (field.type === 'integer' && typeof value === 'number') return formatNumber(value, language);
  if (field.type === 'decimal' && typeof value === 'string') return formatNumber(Number(value), language);
  return valueText(field, value, place)[language];
}

/** A field of a record as it is read. */
export function showField(activity: Activity, field: Field, language: Language): string {
  return showValue(field, activity.values[field.code], language, () => placeName(activity.place));
}

/** A record in a few words: "07/3/2024 · Thôn Cấm". */
export function recordName(activity: Activity, language: Language): string {
  return `${formatDate(activity.day, language)} · ${placeName(activity.place)}`;
}

/** Whether a field's column is one of figures. */
export function isNumeric(field: Field): boolean {
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'countsBySex';
}

/** The number that a value adds to a sum: a number, a decimal text, women and men together. */
export function amountOf(value: EntryValue | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Number(value) || 0;
  if (typeof value === 'object' && value !== null && 'female' in value) return value.female + value.male;
  return 0;
}
