import { createContext, type ReactNode, useContext } from 'react';
import { formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { type CellAddress, cellOf } from '../../figures/figure-view.rules.ts';
import { RecordsDrawer } from '../../figures/web/RecordsDrawer.tsx';
import { useFigureCatalogue } from '../../figures/web/useFigures.ts';
import type { ReportDetail } from '../report.contract.ts';
import css from './report.module.css';
import { reportText } from './report.text.ts';

type Place = Pick<CellAddress, 'indicator' | 'areaId' | 'part'>;

/** Opens the records behind a number of the report. */
export const OpenRecords = createContext<(place: Place) => void>(() => undefined);

/** A number that opens its records when pressed. */
export function RecordsButton(props: { place: Place; shown: string; name: string }): ReactNode {
  const text = useText(reportText);
  const open = useContext(OpenRecords);
  return (
    <button
      type="button"
      className={css.number}
      aria-label={text.openFigure(props.shown, props.name)}
      onClick={() => open(props.place)}
    >
      {props.shown}
    </button>
  );
}

/** The records behind the number that the address names. */
export function RecordsPanel(props: {
  report: ReportDetail;
  cell: string | undefined;
  onClose: () => void;
}): ReactNode {
  const cell = cellOf(props.cell);
  return cell && <OpenPanel {...props} cell={cell} />;
}

function OpenPanel(props: { report: ReportDetail; cell: CellAddress; onClose: () => void }): ReactNode {
  const { report, cell } = props;
  const [language] = useLanguage();
  const { data } = useFigureCatalogue();
  const indicators = data?.groups.flatMap((group) => group.indicators);
  const indicator = indicators?.find((each) => each.code === cell.indicator);
  if (!indicator) return null;
  const row = report.annex.rows.find((each) => each.areaId === cell.areaId && each.part === cell.part);
  const words = `${row?.name ?? report.area.name} · ${formatWindow(cell.from, cell.to, language)}`;
  return (
    <RecordsDrawer
      cell={cell}
      indicator={indicator}
      words={words}
      lens={report.lens}
      verifiedOnly={false}
      onClose={props.onClose}
    />
  );
}
