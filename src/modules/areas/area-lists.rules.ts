import { parse } from 'csv-parse/sync';
import { type Day, isDate } from '../../platform/dates.ts';
import { normaliseLine } from '../../platform/text.ts';
import type { AreaSystem, SuccessionKind } from './areas.contract.ts';

/**
 * The day on which the two-tier units and their new number space began
 * (Nghị quyết 202/2025/QH15 and 1654–1687/NQ-UBTVQH15): lists without dates speak of the day before or of this one.
 */
export const reformDay: Day = '2025-07-01';

export type ListLevel = 'province' | 'district' | 'commune';

interface Origin {
  readonly file: string;
  readonly line: number;
}

export interface ListUnit extends Origin {
  readonly code: string;
  readonly fullName: string;
  readonly unitType: string;
  readonly parentCode: string | null;
  readonly parentColumn: string;
  readonly level: ListLevel;
  readonly system: AreaSystem;
  /** Null: since ever. */
  readonly from: Day | null;
  /** Exclusive; null: still there. */
  readonly to: Day | null;
}

export interface ListSuccession extends Origin {
  readonly oldCode: string;
  readonly newCode: string;
  readonly on: Day;
  /** `keep` and a rename that keeps the code are no succession: the area stays the same. */
  readonly kind: SuccessionKind | 'keep';
  readonly level: ListLevel;
  readonly extent: string;
  readonly instrument: string;
}

export interface ListAmendment extends Origin {
  readonly code: string;
  readonly level: ListLevel;
  readonly on: Day;
  readonly nameBefore: string;
  readonly nameAfter: string;
  readonly typeAfter: string;
  readonly instrument: string;
}

export interface AreaLists {
  readonly units: readonly ListUnit[];
  readonly successions: readonly ListSuccession[];
  readonly amendments: readonly ListAmendment[];
}

/** What is wrong at one place of a list. */
export interface ListFault extends Origin {
  readonly column: string;
  readonly code:
    | 'unknownColumns'
    | 'unreadable'
    | 'required'
    | 'unknownChoice'
    | 'invalidDate'
    | 'duplicate'
    | 'unknownCode';
  readonly found: string;
}

/** Thrown where lists can't be taken over; names file, line and column of everything that is wrong. */
export class ListError extends Error {
  readonly faults: readonly ListFault[];

  constructor(faults: readonly ListFault[]) {
    const first = faults[0];
    super(
      first
        ? `${first.file}:${first.line} ${first.column}: ${first.code} (${first.found})`
        : 'unreadable list',
    );
    this.faults = faults;
  }
}

type Row = Readonly<Record<string, string>>;
type Reader = (row: Row, origin: Origin, faults: ListFault[]) => Partial<Record<keyof AreaLists, unknown>>;

const levels = ['province', 'district', 'commune'] as const;
const kinds = ['merge', 'split', 'transfer', 'rename', 'keep'] as const;

/** The shapes that official lists come in, told apart by their columns; the first whose columns are all there. */
const shapes: readonly { readonly columns: readonly string[]; readonly read: Reader }[] = [
  { columns: ['old_code', 'new_code', 'effective_date', 'kind', 'level'], read: readSuccession },
  { columns: ['code', 'level', 'effective_date', 'full_name_after', 'type_after'], read: readAmendment },
  { columns: ['code', 'full_name', 'type', 'parent_code', 'level', 'system'], read: readDatedUnit },
  { columns: ['code', 'full_name', 'type', 'parent_code', 'level'], read: readUnitBefore },
  { columns: ['code', 'full_name', 'type', 'province_code'], read: readCommune },
  { columns: ['code', 'full_name', 'type'], read: readProvince },
];

/**
 * Reads official lists (CSV with a header line, UTF-8), each recognised by its columns: units of today or of before,
 * successions, amendments. Throws ListError naming file, line (from 1) and column of what is wrong.
 */
export function readLists(files: readonly { readonly name: string; readonly content: string }[]): AreaLists {
  const lists = {
    units: [] as ListUnit[],
    successions: [] as ListSuccession[],
    amendments: [] as ListAmendment[],
  };
  const faults: ListFault[] = [];
  for (const file of files) readFile(file, lists, faults);
  findDuplicates(lists.units, faults);
  if (faults.length > 0) throw new ListError(faults);
  return lists;
}

function readFile(
  file: { readonly name: string; readonly content: string },
  lists: { units: ListUnit[]; successions: ListSuccession[]; amendments: ListAmendment[] },
  faults: ListFault[],
): void {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    // With `info` every record comes with its place; the types of csv-parse know only the bare records.
    rows = parse(file.content, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    faults.push({
      file: file.name,
      line,
      column: '',
      code: 'unreadable',
      found: (error as Error).message.slice(0, 120),
    });
    return;
  }
  const header = (rows[0]?.record ?? []).map((name) => normaliseLine(name).toLowerCase());
  const shape = shapes.find((one) => one.columns.every((column) => header.includes(column)));
  if (!shape) {
    faults.push({
      file: file.name,
      line: 1,
      column: '',
      code: 'unknownColumns',
      found: header.join(',').slice(0, 200),
    });
    return;
  }
  for (const { record, info } of rows.slice(1)) {
    const row = Object.fromEntries(header.map((name, index) => [name, normaliseLine(record[index] ?? '')]));
    const origin = { file: file.name, line: info.lines };
    const read = shape.read(row, origin, faults);
    if (read.units) lists.units.push(read.units as ListUnit);
    if (read.successions) lists.successions.push(read.successions as ListSuccession);
    if (read.amendments) lists.amendments.push(read.amendments as ListAmendment);
  }
}

function unitOf(
  row: Row,
  origin: Origin,
  faults: ListFault[],
  more: Omit<ListUnit, 'code' | 'fullName' | 'unitType' | keyof Origin>,
) {
  const need = needed(row, origin, faults);
  return {
    units: { ...origin, code: need('code'), fullName: need('full_name'), unitType: need('type'), ...more },
  };
}

function readProvince(row: Row, origin: Origin, faults: ListFault[]) {
  return unitOf(row, origin, faults, {
    parentCode: null,
    parentColumn: '',
    level: 'province',
    system: '2025',
    from: reformDay,
    to: null,
  });
}

function readCommune(row: Row, origin: Origin, faults: ListFault[]) {
  const parentCode = needed(row, origin, faults)('province_code');
  return unitOf(row, origin, faults, {
    parentCode,
    parentColumn: 'province_code',
    level: 'commune',
    system: '2025',
    from: reformDay,
    to: null,
  });
}

function readUnitBefore(row: Row, origin: Origin, faults: ListFault[]) {
  const level = oneOf(row, 'level', levels, origin, faults);
  return unitOf(row, origin, faults, {
    parentCode: row.parent_code || null,
    parentColumn: 'parent_code',
    level,
    system: 'before',
    from: null,
    to: reformDay,
  });
}

function readDatedUnit(row: Row, origin: Origin, faults: ListFault[]) {
  const level = oneOf(row, 'level', levels, origin, faults);
  const system = oneOf(row, 'system', ['before', '2025'] as const, origin, faults);
  const from = dayOrNull(row, 'valid_from', origin, faults) ?? (system === '2025' ? reformDay : null);
  const to = dayOrNull(row, 'valid_to', origin, faults) ?? (system === 'before' ? reformDay : null);
  return unitOf(row, origin, faults, {
    parentCode: row.parent_code || null,
    parentColumn: 'parent_code',
    level,
    system,
    from,
    to,
  });
}

function readSuccession(row: Row, origin: Origin, faults: ListFault[]) {
  const need = needed(row, origin, faults);
  const successions: ListSuccession = {
    ...origin,
    oldCode: need('old_code'),
    newCode: need('new_code'),
    on: day(row, 'effective_date', origin, faults),
    kind: oneOf(row, 'kind', kinds, origin, faults),
    level: oneOf(row, 'level', levels, origin, faults),
    extent: row.extent || 'whole',
    instrument: row.legal_basis ?? '',
  };
  return { successions };
}

function readAmendment(row: Row, origin: Origin, faults: ListFault[]) {
  const need = needed(row, origin, faults);
  const amendments: ListAmendment = {
    ...origin,
    code: need('code'),
    level: oneOf(row, 'level', levels, origin, faults),
    on: day(row, 'effective_date', origin, faults),
    nameBefore: row.full_name_before ?? '',
    nameAfter: need('full_name_after'),
    typeAfter: need('type_after'),
    instrument: row.legal_basis ?? '',
  };
  return { amendments };
}

function needed(row: Row, origin: Origin, faults: ListFault[]): (column: string) => string {
  return (column) => {
    const value = row[column] ?? '';
    if (value === '') faults.push({ ...origin, column, code: 'required', found: '' });
    return value;
  };
}

function oneOf<T extends string>(
  row: Row,
  column: string,
  choices: readonly T[],
  origin: Origin,
  faults: ListFault[],
): T {
  const value = row[column] ?? '';
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  faults.push({ ...origin, column, code: value === '' ? 'required' : 'unknownChoice', found: value });
  return choices[0] as T;
}

function day(row: Row, column: string, origin: Origin, faults: ListFault[]): Day {
  const value = dayOrNull(row, column, origin, faults);
  if (value === null && !row[column]) faults.push({ ...origin, column, code: 'required', found: '' });
  return value ?? reformDay;
}

function dayOrNull(row: Row, column: string, origin: Origin, faults: ListFault[]): Day | null {
  const value = row[column] ?? '';
  if (value === '') return null;
  if (isDate(value)) return value;
  faults.push({ ...origin, column, code: 'invalidDate', found: value });
  return null;
}

function findDuplicates(units: readonly ListUnit[], faults: ListFault[]): void {
  const seen = new Set<string>();
  for (const unit of units) {
    const key = `${unit.system}:${unit.level}:${unit.code}:${unit.from ?? ''}`;
    if (unit.code !== '' && seen.has(key)) {
      faults.push({ file: unit.file, line: unit.line, column: 'code', code: 'duplicate', found: unit.code });
    }
    seen.add(key);
  }
}
