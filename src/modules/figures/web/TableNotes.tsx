import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import type { FigureTable } from '../figure-table.rules.ts';
import type { Indicator } from '../indicator.contract.ts';
import { isStock } from '../indicator.rules.ts';
import css from './Figures.module.css';
import { figuresText } from './figures.text.ts';

/** What the words of the table mean, as far as they stand in it. */
export function TableNotes(props: {
  table: FigureTable;
  indicators: readonly Indicator[];
  /** Chosen, but without this dimension. */
  leftOut: readonly string[];
}): ReactNode {
  const text = useText(figuresText);
  const { rows } = props.table;
  const has = (kind: (typeof rows)[number]['kind']): boolean => rows.some((row) => row.kind === kind);
  const notes = [
    has('own') && text.noteOwn,
    has('unattributed') && text.noteUnattributed,
    rows.some((row) => row.until) && text.noteClosed,
    rows.some((row) => row.partial) && text.notePartial,
    has('rest') && text.noteRest,
    props.indicators.some(isStock) && text.noteStock,
    props.leftOut.length > 0 && text.noteNoDimension(props.leftOut.join('; ')),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <ul className={css.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
