import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import type { FigureTableRow } from '../figure-table.rules.ts';
import type { CellAddress } from '../figure-view.rules.ts';
import { momentName } from '../figure-words.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import css from './Figures.module.css';
import { isCountable, showChange, showFigure } from './figure-format.ts';
import { figuresText } from './figures.text.ts';

/** A number of the table: pressed, it opens the records behind it. What it is compared with stands beneath. */
export function FigureNumber(props: {
  row: FigureTableRow;
  rowName: string;
  indicator: Indicator;
  compare: readonly ('previous' | 'lastYear')[];
  onOpen: ((cell: CellAddress) => void) | undefined;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { row, indicator, onOpen } = props;
  const figure = row.cells.get(indicator.code);
  if (figure === undefined || !isCountable(indicator)) return '–';
  const value = showFigure(indicator, figure.value, language);
  const { areaId, part, from, to, slice } = row;
  const canOpen = onOpen && row.kind !== 'rest';
  return (
    <>
      {canOpen ? (
        <button
          type="button"
          className={css.number}
          aria-label={text.openRecords(value, indicator.name[language], props.rowName)}
          onClick={() => onOpen({ indicator: indicator.code, areaId, part, from, to, slice })}
        >
          {value}
        </button>
      ) : (
        value
      )}
      {props.compare.map((moment) => {
        const change = showChange(indicator, figure.value, figure[moment], language);
        return (
          <span key={moment} className={css.compared}>
            {momentName(moment, language)} {showFigure(indicator, figure[moment], language)}
            {change && change.direction !== 'same' && ` (${change.text})`}
          </span>
        );
      })}
    </>
  );
}
