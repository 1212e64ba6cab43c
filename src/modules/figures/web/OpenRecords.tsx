import type { ReactNode } from 'react';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import type { Language } from '../../../ui/language.ts';
import type { FigureTable, FigureTableRow } from '../figure-table.rules.ts';
import type { CellAddress, FiguresView } from '../figure-view.rules.ts';
import { rowName } from '../figure-words.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import { dayWriter } from './figure-format.ts';
import { RecordsDrawer } from './RecordsDrawer.tsx';
import { useArea } from './useFigureAreas.ts';

/** Opens the records of the number that the address names; nothing where it names none. */
export function OpenRecords(props: {
  cell: CellAddress | undefined;
  table: FigureTable;
  indicators: readonly Indicator[];
  view: FiguresView;
  areaName: string;
  onClose: () => void;
}): ReactNode {
  const { cell } = props;
  const indicator = props.indicators.find((each) => each.code === cell?.indicator);
  if (cell === undefined || indicator === undefined) return null;
  return <OpenCell {...props} cell={cell} indicator={indicator} />;
}

function OpenCell(props: {
  cell: CellAddress;
  indicator: Indicator;
  table: FigureTable;
  view: FiguresView;
  areaName: string;
  onClose: () => void;
}): ReactNode {
  const [language] = useLanguage();
  const { cell, indicator, table, view } = props;
  const area = useArea(cell.areaId);
  const row = [...table.rows, ...(table.total ? [table.total] : [])].find((each) => isRowOf(each, cell));
  // Where the number comes from a link, it need not stand in the table.
  const elsewhere = cell.areaId === view.areaId ? undefined : area.data?.fullName;
  const name = row === undefined ? elsewhere : row.kind === 'total' ? undefined : nameOf(row, language);
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

function nameOf(row: FigureTableRow, language: Language): string {
  return rowName(row, language, dayWriter(language));
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
