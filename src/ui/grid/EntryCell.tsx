import { memo, type ReactNode, useState } from 'react';
import { cx } from '../cx.ts';
import type { Language } from '../language.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import css from './EntryGrid.module.css';
import { type EntryColumn, readCell, showCell } from './entry.rules.ts';

export interface CellProps {
  column: EntryColumn;
  value: string;
  error: string | undefined;
  language: Language;
  rowId: string;
  row: number;
  index: number;
  /** Id of the list of suggestions of this column. */
  listId: string;
  onValue: (rowId: string, key: string, value: string) => void;
}

/** One cell: an input that is always there, so that typing needs no mode. */
export const EntryCell = memo(function EntryCell(props: CellProps): ReactNode {
  const { column, value, error, language } = props;
  // Text under the fingers; it becomes a value when the cell is left.
  const [typed, setTyped] = useState<string | undefined>();
  const errorId = `${props.listId}-${props.row}-error`;
  const common = {
    'data-row': props.row,
    'data-column': props.index,
    'aria-label': `${column.label}, ${props.row + 1}`,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-required': column.required || undefined,
    'aria-describedby': error ? errorId : undefined,
    title: error,
    className: cx(css.input, column.kind === 'integer' && css.number),
  };

  function put(text: string): void {
    const next = readCell(column, text, language);
    if (next !== value) props.onValue(props.rowId, column.key, next);
  }

  const hasList = column.kind === 'combobox' || (column.kind === 'text' && column.suggestions !== undefined);
  const unknown =
    column.kind === 'choice' && value !== '' && !column.choices.some((one) => one.value === value);
  return (
    <td className={cx(css.cell, error && css.wrong)}>
      {column.kind === 'choice' ? (
        <select {...common} value={value} onChange={(event) => put(event.target.value)}>
          <option value="" />
          {unknown && <option value={value}>{value}</option>}
          {column.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type="text"
          autoComplete="off"
          inputMode={column.kind === 'integer' ? 'numeric' : undefined}
          list={hasList ? props.listId : undefined}
          value={typed ?? showCell(column, value, language)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyped(event.target.value);
            // Values already understood go up at once, so that Ctrl+Enter saves what is on the screen.
            put(event.target.value);
          }}
          onBlur={() => setTyped(undefined)}
        />
      )}
      {error && (
        <span id={errorId} className={css.message}>
          <VisuallyHidden>{column.label}: </VisuallyHidden>
          {error}
        </span>
      )}
    </td>
  );
});
