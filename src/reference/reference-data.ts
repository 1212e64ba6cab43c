import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { Form } from '../modules/activities/form.contract.ts';
import { type Indicator, IndicatorGroup } from '../modules/figures/indicator.contract.ts';
import { PeriodScheme } from '../modules/figures/period.contract.ts';
import { referenceFaults } from './reference-faults.ts';

/** The data files that say what is recorded, what is counted and in which windows; each list in its order. */
export interface ReferenceData {
  forms: readonly Form[];
  groups: readonly IndicatorGroup[];
  /** All indicators in the order of the report. */
  indicators: readonly Indicator[];
  periods: readonly PeriodScheme[];
  getForm(code: string): Form;
  getIndicator(code: string): Indicator;
  getPeriodScheme(code: string): PeriodScheme;
}

/** A data file that is not what it must be; the message names the file and the path of the wrong field. */
export class ReferenceDataError extends Error {
  override readonly name = 'ReferenceDataError';
}

/** The `data` folder that ships with the program. */
export const SHIPPED_DATA = fileURLToPath(new URL('../../data/', import.meta.url));

let shipped: ReferenceData | undefined;

/** The shipped reference data, read and checked once. Throws ReferenceDataError. */
export function referenceData(): ReferenceData {
  shipped ??= readReferenceData(SHIPPED_DATA);
  return shipped;
}

/** Reads and checks the reference data of a folder. Throws ReferenceDataError naming file and field. */
export function readReferenceData(folder: string): ReferenceData {
  const forms = readAll(folder, 'forms', Form);
  const groups = readAll(folder, 'indicators', IndicatorGroup);
  const periods = readAll(folder, 'periods', PeriodScheme);
  const indicators = groups.flatMap((group) => group.indicators.toSorted((a, b) => a.order - b.order));
  const [fault] = referenceFaults(forms, indicators);
  if (fault !== undefined)
    throw new ReferenceDataError(`${join(folder, fault.file)}: ${fault.path}: ${fault.message}`);
  return {
    forms,
    groups,
    indicators,
    periods,
    getForm: finder('form', forms),
    getIndicator: finder('indicator', indicators),
    getPeriodScheme: finder('period scheme', periods),
  };
}

function readAll<T extends { code: string; order: number }>(
  folder: string,
  kind: string,
  schema: z.ZodType<T>,
): T[] {
  const directory = join(folder, kind);
  const entries = readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readOne(join(directory, name), name, schema));
  return entries.toSorted((a, b) => a.order - b.order);
}

function readOne<T extends { code: string }>(file: string, name: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReferenceDataError(
      `${file}: ${issue?.path.map(String).join('.') || '(root)'}: ${issue?.message}`,
    );
  }
  if (`${parsed.data.code}.json` !== name) {
    throw new ReferenceDataError(`${file}: code: the file must be called ${parsed.data.code}.json`);
  }
  return parsed.data;
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ReferenceDataError(
      `${file}: (root): ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function finder<T extends { code: string }>(what: string, list: readonly T[]): (code: string) => T {
  const byCode = new Map(list.map((entry) => [entry.code, entry]));
  return (code) => {
    const entry = byCode.get(code);
    if (entry === undefined) throw new RangeError(`no ${what} ${code}`);
    return entry;
  };
}
