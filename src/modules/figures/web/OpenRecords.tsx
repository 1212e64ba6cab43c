import type { ReactNode } from 'react';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import type { FigureTable, FigureTableRow } from '../figure-table.rules.ts';
import type { CellAddress, FiguresView } from '../figure-view.rules.ts';
import { rowName } from '../figure-words.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import { dayWriter } from './figure-format.ts';
import { RecordsDrawer } from './RecordsDrawer.tsx';

/** Opens the records of the number that the address names; nothing where it names none. */
export function OpenRecords(props: {
  cell: CellAddress | undefined;
  table: FigureTable;
  indicators: readonly Indicator[];
  view: FiguresView;
  areaName: string;
  onClose: () => void;
}): ReactNode {
  const [language] = useLanguage();
  const { cell, table, view } = props;
  const indicator = props.indicators.find((each) => each.code === cell?.indicator);
  if (cell === undefined || indicator === undefined) return null;
  const row = [...table.rows, ...(table.total ? [table.total] : [])].find((each) => isRowOf(each, cell));
  const name = row && row.kind !== 'total' ? rowName(row, language, dayWriter(language)) : undefined;
  const words = [props.areaName, name, formatWindow(cell.from, cell.to, language)]
    .filter((part) => part !== undefined)
    .join(' · ');
  return (
    <RecordsDrawer
      cell={cell}
      indicator={indicator}
      words={words}
      lens={view.lens}
      verifiedOnly={view.verifiedOnly}
      onClose={props.onClose}
    />
  );
}

function isRowOf(row: FigureTableRow, cell: CellAddress): boolean {
  return (
    row.areaId === cell.areaId &&
    row.part === cell.part &&
    row.slice === cell.slice &&
    row.from === cell.from &&
    row.to === cell.to
  );
}
