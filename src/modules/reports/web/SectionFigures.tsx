import type { ReactNode } from 'react';
import { formatChange, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import type { Language } from '../../../ui/language.ts';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { ReportDetail, ReportFigureView } from '../report.contract.ts';
import { RecordsButton } from './RecordsPanel.tsx';
import { reportText } from './report.text.ts';

/** A value as a screen writes it: 1.250, 81,5 %, – where it is not known. */
export function valueText(value: number | null, kind: 'count' | 'ratio', language: Language): string {
  if (value === null) return '–';
  return kind === 'ratio' ? formatPercent(value, language) : formatNumber(value, language);
}

/** The figures of one heading: this period, the one before, last year and the change. */
export function SectionFigures({
  report,
  title,
  figures,
}: {
  report: ReportDetail;
  title: string;
  figures: readonly ReportFigureView[];
}): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const columns: Column<ReportFigureView>[] = [
    { key: 'name', label: text.indicator, cell: ({ name, unit }) => `${name[language]} (${unit[language]})` },
    {
      key: 'value',
      label: text.thisPeriod,
      numeric: true,
      cell: (figure) => <Value report={report} figure={figure} />,
    },
    {
      key: 'previous',
      label: text.previousPeriod,
      numeric: true,
      cell: ({ previous, kind }) => valueText(previous, kind, language),
    },
    {
      key: 'lastYear',
      label: text.lastYear,
      numeric: true,
      cell: ({ lastYear, kind }) => valueText(lastYear, kind, language),
    },
    {
      key: 'change',
      label: text.change,
      numeric: true,
      nowrap: true,
      cell: (figure) => changeText(figure, text.points, language),
    },
  ];
  return (
    <DataTable
      caption={text.figuresOf(title)}
      hideCaption
      columns={columns}
      rows={figures}
      rowKey={({ indicator }) => indicator}
      rowName={({ name }) => name[language]}
      stack
      tall
    />
  );
}

function Value({ report, figure }: { report: ReportDetail; figure: ReportFigureView }): ReactNode {
  const [language] = useLanguage();
  const shown = valueText(figure.value, figure.kind, language);
  if (figure.value === null) return shown;
  const place = { indicator: figure.indicator, areaId: report.area.id, part: 'whole' as const };
  return <RecordsButton place={place} shown={shown} name={figure.name[language]} />;
}

function changeText({ value, lastYear, kind }: ReportFigureView, points: string, language: Language): string {
  if (value === null || lastYear === null) return '–';
  if (kind === 'count') return formatChange(value, lastYear, language).text;
  const difference = (value - lastYear) * 100;
  return `${difference > 0 ? '+' : ''}${formatNumber(difference, language, 1)} ${points}`;
}
