import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** One row of data/areas/units.csv. Dates are 'YYYY-MM-DD'; valid_to is the first day on which the unit no longer is. */
export type UnitRow = {
  code: string;
  name: string;
  full_name: string;
  type: string;
  parent_code: string;
  level: 'province' | 'district' | 'commune';
  system: 'before' | '2025';
  valid_from: string;
  valid_to: string;
};

/** How much of the old unit went into the new one; see data/areas/README.md. */
export type Extent =
  | 'whole'
  | 'part'
  | 'part_area'
  | 'part_area_all_population'
  | 'part_population'
  | 'all_area';

/** One row of data/areas/successions.csv: an old unit and one of its successors. */
export type SuccessionRow = {
  old_code: string;
  new_code: string;
  effective_date: string;
  kind: 'merge' | 'split' | 'rename' | 'keep';
  level: UnitRow['level'];
  extent: Extent;
  legal_basis: string;
};

/** One row of data/areas/amendments.csv: a change of name and type that leaves code, parent and land alone. */
export type AmendmentRow = {
  code: string;
  level: 'province' | 'commune';
  effective_date: string;
  full_name_before: string;
  full_name_after: string;
  type_after: string;
  legal_basis: string;
};

/** Rows of a CSV text with a header, every cell text. Throws when a row has more or fewer cells than the header. */
export function readCsv(text: string): Record<string, string>[] {
  return parse(text, { columns: true, skip_empty_lines: true });
}

/** CSV text with a header and LF line ends, cells quoted only where they must be. */
export function writeCsv(rows: readonly Record<string, string>[]): string {
  return stringify([...rows], { header: true });
}

/** The cell of a named column. Throws when the column is not there, so that a misspelt header is not read as ''. */
export function cell(row: Record<string, string>, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column ${column} in ${JSON.stringify(row)}`);
  return value;
}

/** The only element. Throws with the given words when there is none or more than one. */
export function only<T>(found: readonly T[], what: string): T {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${what}: ${found.length} found`);
  return first;
}
