import { isDate } from '../../platform/dates.ts';
import type { Decimal } from '../../platform/decimal.ts';
import {
  addDecimals,
  canonicalDecimal,
  decimalOf,
  isDecimal,
  negateDecimal,
} from '../../platform/decimal.ts';
import { foldText } from '../../platform/text.ts';
import { holds, isEmptyValue } from './condition.rules.ts';
import type { Fact } from './fact.contract.ts';
import type { EntryValues } from './field.contract.ts';
import { CountsBySex, PlaceValue } from './field.contract.ts';
import type { Form } from './form.contract.ts';
import type { Contribution } from './form-shape.contract.ts';

/**
 * The facts that one record of the form is worth, from its data alone: same form and values, same facts in the
 * same order. Takes values that `checkEntry` accepted; a contribution whose day, place or number is empty or zero
 * gives none. Whether the record's state counts is for the caller to say (see `isCounted`).
 */
export function contributions(form: Form, values: EntryValues): Fact[] {
  const place = PlaceValue.safeParse(values[form.placeField]);
  if (!place.success) return [];
  return form.contributions.flatMap((part) => {
    const day = values[part.day ?? form.dayField];
    if (!isDate(day)) return [];
    if (part.when !== undefined && !holds(part.when, values)) return [];
    const value = amountOf(part, values);
    if (value === undefined || value === '0') return [];
    return [
      { indicator: part.indicator, day, place: place.data, value, slices: slicesOf(form, part, values) },
    ];
  });
}

function amountOf(part: Contribution, values: EntryValues): Decimal | undefined {
  if ('const' in part.value) return decimalOf(part.value.const);
  const number = numberOf(values, part.value.field, part.value.sex);
  return number !== undefined && part.value.negate === true ? negateDecimal(number) : number;
}

function numberOf(values: EntryValues, field: string, sex?: 'female' | 'male'): Decimal | undefined {
  const value = values[field];
  if (typeof value === 'number') return decimalOf(value);
  if (isDecimal(value)) return canonicalDecimal(value);
  const counts = CountsBySex.safeParse(value);
  if (!counts.success) return undefined;
  return decimalOf(sex === undefined ? counts.data.female + counts.data.male : counts.data[sex]);
}

function slicesOf(form: Form, part: Contribution, values: EntryValues): Record<string, string> {
  const slices: Record<string, string> = {};
  for (const dimension of part.dimensions ?? []) {
    const value = values[dimension];
    if (isEmptyValue(value)) continue;
    const isText = form.fields.find((field) => field.code === dimension)?.type === 'text';
    slices[dimension] = isText ? foldText(String(value)) : String(value);
  }
  return slices;
}

/** Text by which two facts stand in the same cell: same indicator, day, place and slices. */
export function factKey(fact: Fact): string {
  const slices = Object.entries(fact.slices).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    fact.indicator,
    fact.day,
    fact.place.areaId,
    fact.place.organizationId ?? '',
    slices,
  ]);
}

/**
 * The smallest set of facts that, added to sums over `before`, gives sums over `after`: old facts negated, new
 * ones added, cells that cancel out left out. `[]` before is a new record, `[]` after a removed one.
 */
export function factChanges(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const cells = new Map<string, Fact>();
  const add = (fact: Fact, value: Decimal): void => {
    const key = factKey(fact);
    const sum = addDecimals(cells.get(key)?.value ?? '0', value);
    cells.set(key, { ...fact, value: sum });
  };
  for (const fact of before) add(fact, negateDecimal(fact.value));
  for (const fact of after) add(fact, fact.value);
  return [...cells.values()].filter((fact) => fact.value !== '0');
}
