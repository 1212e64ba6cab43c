import type { AnnexRow, ReportDocumentData } from './report-document.contract.ts';

export type AnnexTableColumn = { key: string; label: string; unit: string; kind: 'text' | 'count' | 'ratio' };
export type AnnexTable = {
  columns: AnnexTableColumn[];
  rows: (string | number | null)[][];
  total: (string | number | null)[];
};

const FIXED: AnnexTableColumn[] = [
  { key: 'order', label: 'STT', unit: '', kind: 'count' },
  { key: 'name', label: 'Thôn, tổ dân phố', unit: '', kind: 'text' },
  { key: 'households', label: 'Số hộ', unit: 'hộ', kind: 'count' },
  { key: 'people', label: 'Nhân khẩu', unit: 'người', kind: 'count' },
];

/**
 * The annex by hamlet as a table for a workbook: numbers stay numbers, ratios are shares, null is not known.
 * Every row, the total too, has one cell for each column.
 */
export function annexTable({ annex }: ReportDocumentData): AnnexTable {
  const indicators = annex.columns.map(({ indicator, label, unit, kind }) => ({
    key: indicator,
    label,
    unit,
    kind,
  }));
  const cells = (row: AnnexRow, order: number | null) => [
    order,
    row.name,
    row.households,
    row.people,
    ...indicators.map(({ key }) => row.values[key] ?? null),
  ];
  return {
    columns: [...FIXED, ...indicators],
    rows: annex.rows.map((row, index) => cells(row, row.outside ? null : index + 1)),
    total: cells(annex.total, null),
  };
}
