import { isTime, minutesOf } from '../../platform/dates.ts';
import type { Condition, FieldCondition } from './condition.contract.ts';
import type { EntryValue, EntryValues } from './field.contract.ts';

/** True where the value says nothing: absent, null, no text, no choice. */
export function isEmptyValue(value: EntryValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Whether the condition holds for the values of one record. */
export function holds(condition: Condition, values: EntryValues): boolean {
  if ('and' in condition) return condition.and.every((part) => holds(part, values));
  if ('or' in condition) return condition.or.some((part) => holds(part, values));
  return fieldHolds(condition, values[condition.field]);
}

function fieldHolds(condition: FieldCondition, value: EntryValue | undefined): boolean {
  if ('notEmpty' in condition) return !isEmptyValue(value);
  if ('equals' in condition) return equalsAny(value, [condition.equals]);
  if ('in' in condition) return equalsAny(value, condition.in);
  if ('notIn' in condition) return !equalsAny(value, condition.notIn);
  return isTimeBetween(value, condition.timeBetween);
}

function equalsAny(value: EntryValue | undefined, list: (string | number | boolean)[]): boolean {
  if (Array.isArray(value)) return value.some((part) => list.includes(part));
  return list.some((candidate) => candidate === value);
}

/** [from, to); over midnight where `to` is not after `from`. */
function isTimeBetween(value: EntryValue | undefined, [from, to]: [string, string]): boolean {
  if (!isTime(value)) return false;
  const at = minutesOf(value);
  const begin = minutesOf(from);
  const end = minutesOf(to);
  return begin < end ? at >= begin && at < end : at >= begin || at < end;
}
