import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import type { Language } from '../../../ui/language.ts';
import { type Column, useHiddenColumns } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { ReportAnnexRow, ReportDetail } from '../report.contract.ts';
import { RecordsButton } from './RecordsPanel.tsx';
import css from './report.module.css';
import { reportText } from './report.text.ts';
import { valueText } from './SectionFigures.tsx';

/** The annex: every hamlet with its figures, what belongs to none, and the total. */
export function AnnexTable({ report }: { report: ReportDetail }): ReactNode {
  const text = useText(reportText);
  const [language] = useLanguage();
  const [hidden, setHidden] = useHiddenColumns('report-annex', FIRST_HIDDEN);
  const { annex, area } = report;
  const columns: Column<ReportAnnexRow>[] = [
    { key: 'name', label: text.hamlet, cell: ({ name }) => name },
    {
      key: 'households',
      label: text.households,
      numeric: true,
      cell: (row) => count(row.households, language),
    },
    { key: 'people', label: text.people, numeric: true, cell: (row) => count(row.people, language) },
    ...annex.columns.map(
      ({ indicator, name, unit, kind }): Column<ReportAnnexRow> => ({
        key: indicator,
        label: `${name[language]} (${unit[language]})`,
        header: <span className={css.head}>{`${name[language]} (${unit[language]})`}</span>,
        numeric: true,
        cell: (row) => {
          const value = row.values[indicator] ?? null;
          const shown = valueText(value, kind, language);
          return value === null || value === 0 ? (
            shown
          ) : (
            <RecordsButton
              place={{ ...row, indicator }}
              shown={shown}
              name={`${name[language]}, ${row.name}`}
            />
          );
        },
      }),
    ),
  ];
  const totals = Object.fromEntries([
    ['households', count(annex.total.households, language)],
    ['people', count(annex.total.people, language)],
    ...annex.columns.map(({ indicator, kind }) => [
      indicator,
      valueText(annex.total.values[indicator] ?? null, kind, language),
    ]),
  ]);
  return (
    <DataTable
      caption={text.annexCaption(area.name)}
      columns={columns}
      rows={annex.rows}
      rowKey={({ areaId, part }) => `${areaId} ${part}`}
      hidden={hidden}
      onHidden={setHidden}
      totals={totals}
      totalsLabel={text.total}
      empty={<EmptyState title={text.noHamlets}>{text.noHamletsNote}</EmptyState>}
    />
  );
}

// Seldom asked for by hamlet; the menu of columns brings them back.
const FIRST_HIDDEN = [
  'outreach.posts',
  'training.sessions',
  'training.attendance',
  'model.kinds',
  'model.teams',
  'model.members',
  'mediation.inProgress',
  'mediation.referred',
  'tip.valuableRate',
  'mediation.successRate',
];

function count(value: number | null, language: Language): string {
  return value === null ? '–' : formatNumber(value, language);
}
