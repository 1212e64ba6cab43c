import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatWindow } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay } from '../../accounts/web/me.ts';
import type { FigureTable } from '../figure-table.rules.ts';
import type { FiguresView } from '../figure-view.rules.ts';
import { addReportedFigure, type ReportedFigure, removeReportedFigure } from '../figures.contract.ts';
import type { Indicator } from '../indicator.contract.ts';
import css from './Figures.module.css';
import { isCountable, showFigure, unitOf } from './figure-format.ts';
import { figuresText } from './figures.text.ts';
import { ReportedForm } from './ReportedForm.tsx';

interface ReportedProps {
  reported: readonly ReportedFigure[];
  indicators: readonly Indicator[];
  table: FigureTable;
  view: FiguresView;
  areaName: string;
}

/** Figures that others reported, each with its source, beside the counted one; sources that disagree side by side. */
export function ReportedSection(props: ReportedProps): ReactNode {
  const text = useText(figuresText);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [all, setAll] = useState(false);
  const { reported, view } = props;
  const here = reported.filter((each) => isAbout(each, view));
  const others = reported.length - here.length;
  const shown = all ? reported : here;
  const items = props.indicators
    .map((indicator) => ({ indicator, rows: shown.filter((each) => each.indicator === indicator.code) }))
    .filter(({ rows }) => rows.length > 0);
  const canReport = may('figures.report');
  return (
    <Section
      title={text.reported}
      lead={text.reportedLead}
      action={
        canReport && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {text.addReported}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className={css.quiet}>{text.reportedNone}</p>}
      <div className={css.reported}>
        {items.map(({ indicator, rows }) => (
          <ReportedItem
            key={indicator.code}
            indicator={indicator}
            rows={rows}
            table={props.table}
            canRemove={canReport}
          />
        ))}
      </div>
      {others > 0 && (
        <div data-print="hide">
          <Button kind="quiet" onClick={() => setAll(!all)}>
            {all ? text.reportedHide : text.reportedOther(others)}
          </Button>
        </div>
      )}
      {adding && <ReportedForm {...props} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function isAbout(figure: ReportedFigure, { from, to }: FiguresView): boolean {
  if (figure.from !== null && figure.to !== null) return figure.from <= to && figure.to >= from;
  return figure.asOf !== null && figure.asOf >= from && figure.asOf <= to;
}

function ReportedItem(props: {
  indicator: Indicator;
  rows: readonly ReportedFigure[];
  table: FigureTable;
  canRemove: boolean;
}): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { indicator, rows, table } = props;
  const about = (row: ReportedFigure): string => [row.from, row.to, row.asOf].join(' ');
  const disagree = rows.some((row) =>
    rows.some((other) => about(other) === about(row) && other.value !== row.value),
  );
  const counted = table.total?.cells.get(indicator.code)?.value ?? null;
  return (
    <article className={css.item}>
      <h3>
        {indicator.name[language]} {disagree && <span className={css.disagree}>({text.disagree})</span>}
      </h3>
      <ul className={css.sources}>
        {isCountable(indicator) && (
          <li className={cx(css.source, css.counted)}>
            <span className={css.big}>
              {showFigure(indicator, counted, language)} {unitOf(indicator, language)}
            </span>
            <span className={css.quiet}>{text.counted}</span>
          </li>
        )}
        {rows.map((row) => (
          <ReportedSource key={row.id} row={row} indicator={indicator} canRemove={props.canRemove} />
        ))}
      </ul>
    </article>
  );
}

function ReportedSource(props: { row: ReportedFigure; indicator: Indicator; canRemove: boolean }): ReactNode {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const { row, indicator } = props;
  const remove = useRemove(row);
  return (
    <li className={css.source}>
      <span className={css.big}>
        {showFigure(indicator, row.value, language)} {unitOf(indicator, language)}
      </span>
      {row.denominator !== null && (
        <span>{text.outOf(showFigure({ ...indicator, display: 'number' }, row.denominator, language))}</span>
      )}
      <span>
        {row.from !== null && row.to !== null
          ? formatWindow(row.from, row.to, language)
          : row.asOf !== null && text.asOf(formatDate(row.asOf, language))}
      </span>
      <span>
        {text.source}: {row.source}
      </span>
      {row.note && (
        <span className={css.quiet}>
          {text.note}: {row.note}
        </span>
      )}
      {props.canRemove && (
        <span className={css.sourceFoot}>
          <Button small kind="quiet" icon="trash" busy={remove.isPending} onClick={() => remove.mutate()}>
            {text.remove}
          </Button>
        </span>
      )}
    </li>
  );
}

/** Takes a reported figure out; Undo enters it again, word for word. */
function useRemove(row: ReportedFigure) {
  const text = useText(figuresText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: ['figures', 'answer'] });
  const failed = (error: unknown): void => toast({ tone: 'error', text: problemText(error, language) });
  async function putBack(): Promise<void> {
    const { areaId, indicator, value, denominator, from, to, asOf, source, note } = row;
    const body = { areaId, indicator, value, denominator, from, to, asOf, source, note };
    await call(addReportedFigure, { params: { id: uuidv7() }, body }).catch(failed);
    await refresh();
  }
  return useMutation({
    mutationFn: () => call(removeReportedFigure, { params: { id: row.id } }),
    onSuccess: async () => {
      toast({ text: text.removed, undo: putBack });
      await refresh();
    },
    onError: failed,
  });
}
