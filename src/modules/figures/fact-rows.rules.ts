import { addDecimals, type Decimal } from '../../platform/decimal.ts';
import type { Fact } from '../activities/fact.contract.ts';

/** Text that names a measure: the indicator whole ('patrol.sessions|') or one slice ('outreach.sessions|topic=drugs'). */
export type MeasureKey = string;

/** What a record is worth on one day in one place: the amount of each measure, none of them zero. */
export interface FactRow {
  readonly areaId: string;
  readonly organizationId: string | null;
  readonly day: string;
  readonly amounts: ReadonlyMap<MeasureKey, Decimal>;
}

/** The key of a measure; `slice` is '' or 'dimension=value'. */
export function measureKey(indicator: string, slice: string): MeasureKey {
  return `${indicator}|${slice}`;
}

/** The indicator and the slice of a key. */
export function measureParts(key: MeasureKey): { indicator: string; slice: string } {
  const at = key.indexOf('|');
  return { indicator: key.slice(0, at), slice: key.slice(at + 1) };
}

/**
 * Groups a record's facts by place and day: for each fact its indicator whole, and once more for each dimension's
 * value. Rows come in a fixed order, so that equal facts give equal rows.
 */
export function factRows(facts: readonly Fact[]): FactRow[] {
  const rows = new Map<
    string,
    { areaId: string; organizationId: string | null; day: string; amounts: Map<string, Decimal> }
  >();
  for (const fact of facts) {
    const organizationId = fact.place.organizationId ?? null;
    const at = `${fact.day} ${fact.place.areaId} ${organizationId ?? ''}`;
    const row = rows.get(at) ?? {
      areaId: fact.place.areaId,
      organizationId,
      day: fact.day,
      amounts: new Map(),
    };
    rows.set(at, row);
    for (const slice of [
      '',
      ...Object.entries(fact.slices).map(([dimension, value]) => `${dimension}=${value}`),
    ]) {
      add(row.amounts, measureKey(fact.indicator, slice), fact.value);
    }
  }
  const ordered = [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return ordered.filter((row) => row.amounts.size > 0);
}

/** Adds into a map of amounts; a measure whose sum becomes zero leaves it. */
export function add(amounts: Map<MeasureKey, Decimal>, key: MeasureKey, value: Decimal): void {
  const sum = addDecimals(amounts.get(key) ?? '0', value);
  if (sum === '0') amounts.delete(key);
  else amounts.set(key, sum);
}

/** All measures that the rows speak of, each once. */
export function measuresOf(rows: readonly FactRow[]): MeasureKey[] {
  return [...new Set(rows.flatMap((row) => [...row.amounts.keys()]))];
}
