import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Context } from '../../../platform/server/context.ts';
import {
  type ColumnToWrite,
  type RowToWrite,
  writeWorkbook,
} from '../../../platform/server/workbook/write.ts';
import type { Lens } from '../../figures/figures.contract.ts';
import { type AnnexTable, annexTable } from '../annex.rules.ts';
import type { ReportKind } from '../report.contract.ts';
import { defaultLens, type ReportPeriodKey, reportFileName } from '../report.rules.ts';
import { documentData } from '../report-assembly.rules.ts';
import type { ReportDocumentData } from '../report-document.contract.ts';
import { officialWindows, reportOfArea } from './assembly.service.ts';
import { contentOf } from './content.service.ts';
import { renderReportDocx } from './render-docx.ts';
import { findReportOf } from './report.repo.ts';
import { getReportArea } from './report.service.ts';
import { templateOf } from './template.service.ts';

/** A finished document: what it shows, and what its file is called (without ending). */
interface PreparedReport {
  readonly data: ReportDocumentData;
  readonly fileName: string;
}

/**
 * The official report of a commune as files: a Word document and the annex by hamlet as a workbook, with the figures
 * of this moment. Takes heading and texts from the stored report where there is one, and needs none. `half` goes with
 * a half-year report; the lens is that of the stored report, else chosen by what the area is.
 * Throws Problem `notFound`, `outOfArea`, `invalidInput`, and TemplateError. The caller has checked permissions.
 */
export async function makeReport(
  context: Context,
  asked: { areaId: string; kind: ReportKind; year: number; half?: 1 | 2; lens?: Lens },
): Promise<{ docx: Buffer; annex: Buffer; fileName: string }> {
  const key = { kind: asked.kind, year: asked.year, half: asked.kind === 'year' ? null : (asked.half ?? 1) };
  const { data, fileName } = await prepareReport(context, asked.areaId, key, asked.lens);
  const { content } = await templateOf(context, asked.areaId);
  return { docx: await renderReportDocx(content, data), annex: await annexWorkbook(data), fileName };
}

/** The Word document alone. */
export async function makeDocument(
  context: Context,
  areaId: string,
  key: ReportPeriodKey,
): Promise<{ content: Buffer; fileName: string }> {
  const { data, fileName } = await prepareReport(context, areaId, key, undefined);
  const template = await templateOf(context, areaId);
  return { content: await renderReportDocx(template.content, data), fileName: `${fileName}.docx` };
}

/** The annex alone. */
export async function makeAnnex(
  context: Context,
  areaId: string,
  key: ReportPeriodKey,
): Promise<{ content: Buffer; fileName: string }> {
  const { data, fileName } = await prepareReport(context, areaId, key, undefined);
  return { content: await annexWorkbook(data), fileName: `Phụ lục - ${fileName}.xlsx` };
}

async function prepareReport(
  context: Context,
  areaId: string,
  key: ReportPeriodKey,
  wanted: Lens | undefined,
): Promise<PreparedReport> {
  const area = await getReportArea(context, areaId);
  const stored = await findReportOf(context.tx, area.id, key);
  const { window } = officialWindows(key);
  const lens = wanted ?? stored?.lens ?? defaultLens(area, window, context.today);
  const { report, windows } = await reportOfArea(context, { area, key, lens });
  const content = await contentOf(context, { area, key, report: stored });
  return {
    data: documentData(report, { content, windows, areaName: area.name }),
    fileName: reportFileName(area.name, window.name),
  };
}

/** The annex by hamlet as a workbook of one sheet; per cents are written as 81.5, their columns say "%". */
async function annexWorkbook(data: ReportDocumentData): Promise<Buffer> {
  const table = annexTable(data);
  const rows = table.rows.map((row) => cells(table, row));
  const total = cells(table, table.total).map((content) => ({ content, look: 'bold' as const }));
  const sheet = {
    name: 'Phụ lục theo thôn',
    preface: [
      data.heading.agency.replaceAll('\n', ' '),
      `Số liệu theo thôn, tổ dân phố: ${data.area.name}`,
      `${data.period.label} (từ ${day(data.period.from)} đến ${day(data.period.to)})`,
      '',
    ],
    columns: table.columns.map(
      ({ key, label, unit, kind }): ColumnToWrite => ({
        header: unit === '' || key === 'households' || key === 'people' ? label : `${label} (${unit})`,
        width: key === 'name' ? 30 : key === 'order' ? 6 : 14,
        format: kind === 'text' ? 'text' : kind === 'ratio' ? 'decimal' : 'whole',
      }),
    ),
    rows: [...rows, total] as RowToWrite[],
  };
  const out = new PassThrough();
  const [content] = await Promise.all([buffer(out), writeWorkbook(out, [sheet])]);
  return content;
}

function cells(table: AnnexTable, row: (string | number | null)[]): (string | number | null)[] {
  return row.map((cell, at) =>
    table.columns[at]?.kind === 'ratio' && typeof cell === 'number' ? Math.round(cell * 1000) / 10 : cell,
  );
}

function day(date: string): string {
  return date.split('-').toReversed().join('/');
}
