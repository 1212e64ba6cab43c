import { type ReactNode, useMemo } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { type Column, useHiddenColumns } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Sort } from '../../../ui/table/HeadRow.tsx';
import { type FigureTable, type FigureTableRow, sortRows } from '../figure-table.rules.ts';
import type { CellAddress, FiguresView } from '../figure-view.rules.ts';
import { rowName } from '../figure-words.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import { FigureNumber } from './FigureNumber.tsx';
import css from './Figures.module.css';
import { dayWriter } from './figure-format.ts';
import { figuresText } from './figures.text.ts';

const nameKey = 'name';
/** So many rows are seen at once; more of them scroll under the heads of their columns. */
const fitting = 20;

/** The instrument: a row for each area, period or kind, a column for each indicator, the whole at the foot. */
export function FiguresTable(props: {
  table: FigureTable;
  indicators: readonly Indicator[];
  view: FiguresView;
  words: string;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  /** The same view of another area. */
  hrefOf: (areaId: string) => string;
  onOpen: ((cell: CellAddress) => void) | undefined;
  empty: ReactNode;
  tools: ReactNode;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const [hidden, setHidden] = useHiddenColumns('figures');
  const { table, indicators, view, sort, onOpen } = props;
  const showDay = dayWriter(language);
  const rows = useMemo(
    () => sortRows(table.rows, sort && sort.key !== nameKey ? sort : undefined),
    [table, sort],
  );
  const first = { area: text.nameColumn, period: text.periodColumn, dimension: text.dimensionColumn }[
    view.by
  ];
  const number = (row: FigureTableRow, indicator: Indicator): ReactNode => (
    <FigureNumber
      row={row}
      rowName={rowName(row, language, showDay)}
      indicator={indicator}
      compare={view.compare}
      onOpen={onOpen}
    />
  );
  const columns: Column<FigureTableRow>[] = [
    {
      key: nameKey,
      label: first,
      cell: (row) => {
        const name = rowName(row, language, showDay);
        return row.kind === 'area' ? (
          <Link quiet href={props.hrefOf(row.areaId)}>
            {name}
          </Link>
        ) : (
          name
        );
      },
    },
    ...indicators.map(
      (indicator): Column<FigureTableRow> => ({
        key: indicator.code,
        label: indicator.name[language],
        header: <ColumnHead indicator={indicator} />,
        numeric: true,
        sortable: true,
        cell: (row) => number(row, indicator),
      }),
    ),
  ];
  const { total } = table;
  const totals =
    total && Object.fromEntries(indicators.map((indicator) => [indicator.code, number(total, indicator)]));
  return (
    <DataTable
      caption={props.words}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      rowName={(row) => rowName(row, language, showDay)}
      rowState={(row) => (row.kind === 'own' || row.kind === 'rest' || row.until ? 'muted' : 'plain')}
      sort={sort}
      onSort={props.onSort}
      hidden={hidden}
      onHidden={setHidden}
      totals={totals}
      empty={props.empty}
      tools={props.tools}
      tall={rows.length <= fitting}
    />
  );
}

function ColumnHead({ indicator }: { indicator: Indicator }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  return (
    <span className={css.columnHead}>
      {indicator.name[language]}
      <span className={css.columnUnit}>
        {indicator.unit[language]}
        {!indicator.verified && ` · ${text.notChecked}`}
      </span>
    </span>
  );
}
