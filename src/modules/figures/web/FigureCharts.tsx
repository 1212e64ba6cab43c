import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { BarList } from '../../../ui/charts/BarList.tsx';
import { LineChart } from '../../../ui/charts/Chart.tsx';
import type { FigureTable } from '../figure-table.rules.ts';
import type { FiguresView } from '../figure-view.rules.ts';
import { rowName } from '../figure-words.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import css from './Figures.module.css';
import { dayWriter, shortPeriod, showFigure } from './figure-format.ts';
import { figuresText } from './figures.text.ts';

/** One indicator drawn: a line over periods with last year grey behind, bars for areas and kinds. */
export function FigureCharts(props: {
  table: FigureTable;
  indicator: Indicator;
  view: FiguresView;
  areaName: string;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { table, indicator, view, areaName } = props;
  const name = indicator.name[language];
  // An axis of few has steps between whole numbers; half a patrol would be a wrong word.
  const isWhole = indicator.display === 'number' && indicator.decimals === 0;
  const format = (value: number): string =>
    isWhole && !Number.isInteger(value) ? '' : showFigure(indicator, value, language);
  const figures = table.rows.map((row) => row.cells.get(indicator.code));
  if (figures.every((figure) => !figure?.value && !figure?.lastYear))
    return <p className={css.quiet}>{text.chartNothing}</p>;
  if (view.by === 'period') {
    return (
      <LineChart
        label={text.chartPeriods(name, areaName)}
        names={table.rows.map((row) => shortPeriod(view.periodKind, row.to, language))}
        format={format}
        series={[
          {
            label: text.sameLastYear,
            values: figures.map((figure) => figure?.lastYear ?? null),
            kind: 'previous',
          },
          { label: text.thisPeriod, values: figures.map((figure) => figure?.value ?? null) },
        ]}
      />
    );
  }
  const items = table.rows.flatMap((row) => {
    const value = row.cells.get(indicator.code)?.value ?? null;
    return value === null
      ? []
      : [{ key: row.key, label: rowName(row, language, dayWriter(language)), value }];
  });
  return <BarList label={text.chartRows(name, areaName)} items={items} format={format} />;
}
