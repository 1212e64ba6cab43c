import { PassThrough } from 'node:stream';
import { formatDay } from '../../../platform/dates.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Download } from '../../../platform/server/route.ts';
import { type CsvValue, writeCsv } from '../../../platform/server/workbook/csv.ts';
import {
  type RowToWrite,
  type SheetToWrite,
  writeWorkbook,
} from '../../../platform/server/workbook/write.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { type FigureTableRow, figureTable } from '../figure-table.rules.ts';
import { momentName, questionWords, rowName } from '../figure-words.rules.ts';
import type { FigureAnswer, FigureQuery } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import { answerFigures, getIndicator } from './figures.service.ts';
import { listDimensions } from './slice-names.service.ts';

type Language = 'vi' | 'en';
type Moment = 'value' | 'previous' | 'lastYear';

interface Column {
  readonly header: string;
  readonly indicator: Indicator;
  readonly moment: Moment;
}

interface Table {
  readonly language: Language;
  readonly query: FigureQuery;
  readonly answer: FigureAnswer;
  readonly columns: readonly Column[];
  readonly rows: readonly FigureTableRow[];
  /** What, where, when, by what. */
  readonly title: string;
  readonly today: string;
}

const words = {
  vi: {
    figures: 'Số liệu',
    name: 'Địa bàn, kỳ hoặc nhóm',
    from: 'Từ ngày',
    to: 'Đến ngày',
    lens: 'Cách tính địa bàn',
    asOf: 'Xuất ngày',
    lensToday: 'theo địa bàn hiện nay',
    lensThen: 'theo địa bàn lúc ghi nhận',
    reported: 'Số liệu được báo cáo',
    reportedNote: 'Số do người hoặc văn bản khác báo cáo, không cộng vào số đếm từ sổ.',
    area: 'Địa bàn',
    indicator: 'Chỉ tiêu',
    unit: 'Đơn vị',
    value: 'Giá trị',
    outOf: 'Trên tổng số',
    day: 'Tính đến ngày',
    source: 'Nguồn',
    note: 'Ghi chú',
  },
  en: {
    figures: 'Figures',
    name: 'Area, period or group',
    from: 'From',
    to: 'To',
    lens: 'Areas counted',
    asOf: 'Made on',
    lensToday: 'as the areas are today',
    lensThen: 'as the areas were',
    reported: 'Reported figures',
    reportedNote: 'Figures that somebody reported; never added to those counted from records.',
    area: 'Area',
    indicator: 'Indicator',
    unit: 'Unit',
    value: 'Value',
    outOf: 'Out of',
    day: 'As of',
    source: 'Source',
    note: 'Note',
  },
} as const;

/** The figures as a file: .xlsx with a title and the reported ones on a second sheet, or .csv with plain columns. */
export async function exportFigureTable(
  context: Context,
  query: FigureQuery,
  options: { format: 'xlsx' | 'csv'; language: Language },
): Promise<Download> {
  const answer = await answerFigures(context, query);
  const table = makeTable(query, answer, options.language, context.today);
  const content = new PassThrough();
  const writing =
    options.format === 'csv'
      ? writeCsv(content, csvHeader(table), csvRows(table))
      : writeWorkbook(content, sheets(table));
  // Whoever reads the stream learns of a failure by it.
  writing.catch((error: unknown) => content.destroy(error as Error));
  return {
    fileName: `so-lieu-${query.from}-${query.to}.${options.format}`,
    type:
      options.format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content,
  };
}

function makeTable(query: FigureQuery, answer: FigureAnswer, language: Language, today: string): Table {
  const { rows, total } = figureTable(query, answer);
  const indicators = query.indicators.map((code, index) => getIndicator(code, `indicators.${index}`));
  const areaName = query.areaIds
    .map((id) => answer.areas.find((area) => area.id === id)?.name ?? '')
    .join(', ');
  const dimensionName = listDimensions().find((each) => each.code === query.dimension)?.name[language];
  const { groups } = referenceData();
  return {
    language,
    query,
    answer,
    columns: indicators.flatMap((indicator) => columnsOf(indicator, query, language)),
    rows: total ? [...rows, total] : rows,
    title: questionWords({ query, groups, areaName, dimensionName }, language, formatDay),
    today,
  };
}

function columnsOf(indicator: Indicator, query: FigureQuery, language: Language): Column[] {
  const header = `${indicator.name[language]} (${indicator.unit[language]})`;
  return [
    { header, indicator, moment: 'value' },
    ...query.compare.map(
      (moment): Column => ({ header: `${header}, ${momentName(moment, language)}`, indicator, moment }),
    ),
  ];
}

/** A number as it is shown, still a number: per cent as such, to the digits of the indicator. */
function numberOf(row: FigureTableRow, { indicator, moment }: Column): number | null {
  const value = row.cells.get(indicator.code)?.[moment] ?? null;
  if (value === null) return null;
  const shown = indicator.display === 'percent' ? value * 100 : value;
  return Number(shown.toFixed(indicator.decimals));
}

function sheets(table: Table): SheetToWrite[] {
  const { language, query } = table;
  const say = words[language];
  const lens = `${say.lens}: ${lensWords(query, language)}. ${say.asOf} ${formatDay(table.today)}.`;
  const counted: SheetToWrite = {
    name: say.figures,
    preface: [lens, `${say.figures}: ${table.title}`, ''],
    columns: [
      { header: say.name, width: 36, format: 'text' },
      { header: say.from, width: 12, format: 'day' },
      { header: say.to, width: 12, format: 'day' },
      ...table.columns.map(({ header, indicator }) => ({
        header,
        width: 16,
        format: indicator.decimals > 0 ? ('decimal' as const) : ('whole' as const),
      })),
    ],
    rows: table.rows.map((row): RowToWrite => {
      const cells = [...head(row, language), ...table.columns.map((column) => numberOf(row, column))];
      return row.kind === 'total' ? cells.map((content) => ({ content, look: 'bold' as const })) : cells;
    }),
  };
  return table.answer.reported.length > 0 ? [counted, reportedSheet(table)] : [counted];
}

function lensWords(query: FigureQuery, language: Language): string {
  return query.lens === 'then' ? words[language].lensThen : words[language].lensToday;
}

function head(row: FigureTableRow, language: Language): [string, string, string] {
  return [rowName(row, language, formatDay), row.from, row.to];
}

function reportedSheet({ answer, language }: Table): SheetToWrite {
  const say = words[language];
  return {
    name: say.reported,
    preface: [say.reportedNote, say.reported, ''],
    columns: [
      { header: say.area, width: 28, format: 'text' },
      { header: say.indicator, width: 36, format: 'text' },
      { header: say.unit, width: 12, format: 'text' },
      { header: say.value, width: 12, format: 'decimal' },
      { header: say.outOf, width: 12, format: 'decimal' },
      { header: say.from, width: 12, format: 'day' },
      { header: say.to, width: 12, format: 'day' },
      { header: say.day, width: 12, format: 'day' },
      { header: say.source, width: 40, format: 'text' },
      { header: say.note, width: 40, format: 'text' },
    ],
    rows: answer.reported.map((row): RowToWrite => {
      const indicator = getIndicator(row.indicator, 'indicators');
      return [
        row.areaName,
        indicator.name[language],
        indicator.unit[language],
        row.value,
        row.denominator,
        row.from,
        row.to,
        row.asOf,
        row.source,
        row.note,
      ];
    }),
  };
}

// A title above the header would keep other programs from reading the columns: the same words stand in each row.
function csvHeader({ language, columns }: Table): string[] {
  const say = words[language];
  return [say.name, say.from, say.to, ...columns.map((column) => column.header), say.lens, say.asOf];
}

function csvRows(table: Table): CsvValue[][] {
  const { language, query } = table;
  return table.rows.map((row) => [
    ...head(row, language),
    ...table.columns.map((column) => numberOf(row, column)),
    lensWords(query, language),
    table.today,
  ]);
}
