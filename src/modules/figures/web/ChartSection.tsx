import { lazy, type ReactNode, Suspense } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { FigureTable } from '../figure-table.rules.ts';
import type { FiguresView } from '../figure-view.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import css from './Figures.module.css';
import { isCountable } from './figure-format.ts';
import { figuresText } from './figures.text.ts';

// Drawing is heavy and stands below the table: it comes when the page is there.
const FigureCharts = lazy(() =>
  import('./FigureCharts.tsx').then((module) => ({ default: module.FigureCharts })),
);

/** The chart under the table, of the one indicator that is chosen for it. */
export function ChartSection(props: {
  table: FigureTable;
  indicators: readonly Indicator[];
  chosen: string | undefined;
  onChoose: (indicator: string) => void;
  view: FiguresView;
  areaName: string;
  words: string;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { table, chosen } = props;
  const countable = props.indicators.filter(isCountable);
  const says = (each: Indicator): boolean =>
    table.rows.some((row) => (row.cells.get(each.code)?.value ?? 0) !== 0);
  const indicator = countable.find((each) => each.code === chosen) ?? countable.find(says) ?? countable[0];
  if (indicator === undefined) return null;
  return (
    <Section
      title={text.chartTitle(indicator.name[language], indicator.unit[language])}
      lead={props.words}
      action={
        <Select
          label={text.chartOf}
          hideLabel
          value={indicator.code}
          onChange={props.onChoose}
          choices={countable.map((each) => ({ value: each.code, label: each.name[language] }))}
        />
      }
    >
      <div className={css.chart}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <FigureCharts table={table} indicator={indicator} view={props.view} areaName={props.areaName} />
        </Suspense>
      </div>
    </Section>
  );
}
