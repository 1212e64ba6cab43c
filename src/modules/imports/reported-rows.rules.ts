import { NewReportedFigure } from '../figures/figures.contract.ts';
import type { Indicator } from '../figures/indicator.contract.ts';
import type { CellResult } from './cell-result.rules.ts';
import { parseDay, parseText } from './cells.rules.ts';
import { parseDecimal } from './number-cells.rules.ts';
import type { StagedColumn } from './sheet-columns.rules.ts';
import { type Cells, type CheckedRow, emptyRow, type RowIssue } from './staged-row.rules.ts';

/** What the check of reported figures knows. */
export interface ReportedWorld {
  readonly today: string;
  /** The area of a code of before 1/7/2025 and a kind, if there is one, and whether it lies where the import goes. */
  findArea(level: string, code: string): { areaId: string; inside: boolean } | undefined;
  findIndicator(code: string): Indicator | undefined;
}

const LEVELS: Readonly<Record<string, string>> = {
  country: 'country',
  province: 'province',
  district: 'district',
  commune: 'commune',
  'toàn quốc': 'country',
  tỉnh: 'province',
  huyện: 'district',
  xã: 'commune',
};

type Field =
  | 'area'
  | 'code'
  | 'level'
  | 'indicator'
  | 'value'
  | 'denominator'
  | 'from'
  | 'to'
  | 'asOf'
  | 'source'
  | 'note';

/** Reads and checks the rows of a list of reported figures. */
export function reportedRowReader(
  columns: readonly StagedColumn[],
  world: ReportedWorld,
): (cells: Cells) => CheckedRow {
  const at = new Map(columns.map((column, index) => [column.field, index]));
  return (cells) => {
    const row = emptyRow();
    const cell = (field: Field) => cells[at.get(field) ?? -1];
    const issue = (field: Field, code: string, expected: RowIssue['expected']): void => {
      const column = columns[at.get(field) ?? -1]?.header ?? field;
      row.issues.push({ column, code, found: cell(field)?.text ?? '', expected });
    };
    const read = <T>(field: Field, result: CellResult<T>): T | null => {
      if (result.ok) return result.value;
      issue(field, result.code, result.expected);
      return null;
    };
    const must = { required: true };
    const may = { required: false };
    const code = read('code', parseText(cell('code'), { ...must, maxLength: 12 }));
    const level = read('level', parseText(cell('level'), { ...must, maxLength: 40 }));
    const area = code !== null && level !== null ? findArea(code, level, world, issue) : undefined;
    const indicator = read('indicator', parseText(cell('indicator'), { ...must, maxLength: 80 }));
    if (indicator !== null && !world.findIndicator(indicator))
      issue('indicator', 'unknownChoice', UNKNOWN_INDICATOR);
    const value = read('value', parseDecimal(cell('value'), must));
    const denominator = read(
      'denominator',
      parseDecimal(cell('denominator'), { ...may, min: '0.000000001' }),
    );
    const from = read('from', parseDay(cell('from'), may));
    const to = read('to', parseDay(cell('to'), { ...may, today: world.today }));
    const asOf = read('asOf', parseDay(cell('asOf'), { ...may, today: world.today }));
    const source = read('source', parseText(cell('source'), { ...must, maxLength: 500 }));
    const note = read('note', parseText(cell('note'), { ...may, maxLength: 1000 })) ?? '';
    if (row.issues.length > 0) return row;
    const figure = NewReportedFigure.safeParse({
      areaId: area?.areaId,
      indicator,
      value: Number(value),
      denominator: denominator === null ? null : Number(denominator),
      from,
      to,
      asOf,
      source,
      note,
    });
    if (!figure.success) {
      for (const fault of figure.error.issues) {
        const field = String(fault.path[0] ?? 'source') as Field;
        issue(
          at.has(field) ? field : 'source',
          field === 'to' ? 'endsBeforeStart' : 'required',
          faultWords(field),
        );
      }
      return row;
    }
    row.areaId = figure.data.areaId;
    row.day = to ?? asOf;
    row.values = { ...figure.data };
    return row;
  };
}

function findArea(
  code: string,
  level: string,
  world: ReportedWorld,
  issue: (field: Field, code: string, expected: RowIssue['expected']) => void,
): { areaId: string } | undefined {
  const kind = LEVELS[level.toLowerCase()];
  if (kind === undefined) {
    issue('level', 'unknownChoice', {
      vi: 'Một trong: province, district, commune.',
      en: 'One of: province, district, commune.',
    });
    return undefined;
  }
  const area = world.findArea(kind, code);
  if (area === undefined) {
    issue('code', 'unknownArea', {
      vi: 'Mã đơn vị hành chính trước 1/7/2025 của cấp này.',
      en: 'The code of a unit of this level before 1/7/2025.',
    });
  } else if (!area.inside) {
    issue('code', 'unknownArea', {
      vi: 'Một đơn vị trong địa bàn nhận tệp này.',
      en: 'A unit within the area that this file goes to.',
    });
    return undefined;
  }
  return area;
}

const UNKNOWN_INDICATOR = {
  vi: 'Mã chỉ tiêu có trong danh mục, ví dụ area.households.',
  en: 'The code of an indicator in the list, e.g. area.households.',
};

function faultWords(field: string): RowIssue['expected'] {
  if (field === 'to') {
    return {
      vi: 'Cả ngày đầu và ngày cuối, ngày cuối không trước ngày đầu.',
      en: 'Both the first and the last day, in this order.',
    };
  }
  if (field === 'asOf')
    return { vi: 'Một khoảng ngày, hoặc ngày chốt số liệu.', en: 'A window of days, or an as-of day.' };
  return {
    vi: 'Nguồn của số liệu, ít nhất 3 ký tự.',
    en: 'Where the number comes from, at least 3 characters.',
  };
}
