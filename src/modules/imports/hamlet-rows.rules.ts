import { hamletKey } from '../areas/area-names.rules.ts';
import { type CellResult, isBlank } from './cell-result.rules.ts';
import { parseText } from './cells.rules.ts';
import { parseWholeNumber } from './number-cells.rules.ts';
import type { StagedColumn } from './sheet-columns.rules.ts';
import { type Cells, type CheckedRow, emptyRow, type RowIssue } from './staged-row.rules.ts';

/** What a row of the list of hamlets says. */
export interface HamletValues {
  name: string;
  households: number | null;
  people: number | null;
  headName: string;
  note: string;
}

/**
 * Reads and checks the rows of the list of hamlets, one after the other: a hamlet that comes a second time with other
 * numbers is a problem. `taken` tells in which row a hamlet came first.
 */
export function hamletRowReader(
  columns: readonly StagedColumn[],
  taken: Map<string, { row: number; hash: string }>,
): (cells: Cells, row: number, hash: string) => CheckedRow {
  const at = (field: string): number => columns.findIndex((column) => column.field === field);
  const places = {
    name: at('name'),
    households: at('households'),
    people: at('people'),
    headName: at('headName'),
    note: at('note'),
  };
  const headerOf = (field: keyof typeof places): string => columns[places[field]]?.header ?? 'Tên thôn';
  return (cells, row, hash) => {
    const checked = emptyRow();
    const issue = (field: keyof typeof places, code: string, expected: RowIssue['expected']): void => {
      checked.issues.push({
        column: headerOf(field),
        code,
        found: cells[places[field]]?.text ?? '',
        expected,
      });
    };
    const read = <T>(field: keyof typeof places, result: CellResult<T>): T | null => {
      if (result.ok) return result.value;
      issue(field, result.code, result.expected);
      return null;
    };
    const count = { required: false, min: 0, max: 10_000_000 };
    const name = read('name', parseText(cells[places.name], { required: true, maxLength: 120 }));
    const households = read('households', parseWholeNumber(cells[places.households], count));
    const people = read('people', parseWholeNumber(cells[places.people], count));
    const headName =
      read('headName', parseText(cells[places.headName], { required: false, maxLength: 120 })) ?? '';
    const note =
      read('note', parseText(cells[places.note], { required: false, maxLength: 2000, multiline: true })) ??
      '';
    const first = name === null ? undefined : taken.get(hamletKey(name));
    if (name !== null && first === undefined) taken.set(hamletKey(name), { row, hash });
    else if (first !== undefined && first.row !== row && first.hash !== hash) {
      issue('name', 'alreadyListed', {
        vi: `Mỗi thôn một dòng: thôn này đã có ở dòng ${first.row}.`,
        en: `One row for each hamlet: this one stands in row ${first.row} already.`,
      });
    }
    if (checked.issues.length === 0 && name !== null && !isBlank(cells[places.name])) {
      const values: HamletValues = { name, households, people, headName, note };
      checked.values = { ...values };
    }
    return checked;
  };
}
