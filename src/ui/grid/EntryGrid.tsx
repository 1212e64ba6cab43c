import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { Button, IconButton } from '../action/Button.tsx';
import { useKitText } from '../kit.text.ts';
import { useUiLanguage } from '../language.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import { EntryCell } from './EntryCell.tsx';
import css from './EntryGrid.module.css';
import {
  cellError,
  type EntryColumn,
  type EntryErrors,
  type EntryRow,
  isEmptyRow,
  pasteBlock,
  readBlock,
} from './entry.rules.ts';

export interface EntryGridProps {
  /** Names the grid for those who listen. */
  label: string;
  columns: readonly EntryColumn[];
  rows: readonly EntryRow[];
  onChange: (rows: readonly EntryRow[]) => void;
  /** A fresh row with an identifier of its own and the likeliest values filled in. */
  newRow: () => EntryRow;
  /** Ctrl+Enter: save everything. The grid then adds a row and goes to it. */
  onSave?: (() => void) | undefined;
  /** Messages from elsewhere (the server), by row id and column key; the grid adds its own. */
  errors?: EntryErrors | undefined;
  /** Shows "must be filled in" too; turn on when saving was tried. */
  strict?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** Quick entry of many rows by keyboard, as in a spreadsheet. */
export function EntryGrid(props: EntryGridProps): ReactNode {
  const words = useKitText();
  const language = useUiLanguage();
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [pasted, setPasted] = useState<{
    before: readonly EntryRow[];
    after: readonly EntryRow[];
    cells: number;
    rows: number;
  }>();
  const { columns, rows, onChange, newRow } = props;
  const now = useRef({ rows, onChange });
  now.current = { rows, onChange };
  const canUndo = pasted !== undefined && pasted.after === rows;

  const setValue = useCallback((rowId: string, key: string, value: string) => {
    const { rows: all, onChange: change } = now.current;
    change(
      all.map((row) => (row.id === rowId ? { id: row.id, values: { ...row.values, [key]: value } } : row)),
    );
  }, []);

  function focusCell(row: number, column: number): void {
    const find = (): HTMLElement | null | undefined =>
      body.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
    const cell = find();
    // At once, or fast fingers type into the cell they have left. Later only if the caller draws the row later.
    if (cell) cell.focus();
    else requestAnimationFrame(() => find()?.focus());
  }
  function addRow(): void {
    const after = now.current.rows;
    flushSync(() => onChange([...after, newRow()]));
    focusCell(after.length, 0);
  }
  function save(): void {
    // Drawn before the new row is added, so that rows which the caller takes away at once stay away.
    flushSync(() => props.onSave?.());
    addRow();
  }
  function undoPaste(): void {
    if (!pasted) return;
    onChange(pasted.before);
    setPasted(undefined);
  }
  function onPaste(event: ClipboardEvent): void {
    const at = placeOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (!at || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const block = readBlock(text);
    const after = pasteBlock({ columns, rows, at, block, language, newRow });
    setPasted({ before: rows, after, rows: block.length, cells: block.flat().length });
    onChange(after);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const at = placeOf(event.target);
    if (!at) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && control) {
      event.preventDefault();
      save();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at.column + 1 < columns.length) focusCell(at.row, at.column + 1);
      else if (at.row + 1 < rows.length) focusCell(at.row + 1, 0);
      else addRow();
    } else if (control && event.key.toLowerCase() === 'd') {
      event.preventDefault();
      const above = rows[at.row - 1];
      const key = columns[at.column]?.key;
      const here = rows[at.row];
      if (above && here && key) setValue(here.id, key, above.values[key] ?? '');
    } else if (control && event.key.toLowerCase() === 'z' && canUndo) {
      event.preventDefault();
      undoPaste();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
      // In a list the arrows choose; in text they move between rows.
      if (event.target instanceof HTMLSelectElement || columns[at.column]?.kind === 'combobox') return;
      event.preventDefault();
      focusCell(at.row + (event.key === 'ArrowDown' ? 1 : -1), at.column);
    } else if (atEdge(event)) {
      event.preventDefault();
      focusCell(at.row, at.column + (event.key === 'ArrowRight' ? 1 : -1));
    }
  }

  return (
    <fieldset className={css.grid} disabled={props.disabled} aria-label={props.label}>
      <p id={`${id}-help`} className={css.help} data-print="hide">
        {words.gridHelp}
      </p>
      {columns.map((column, index) => {
        const offered = offers(column);
        return (
          offered && (
            <datalist key={column.key} id={`${id}-${index}`}>
              {offered.map((words) => (
                <option key={words} value={words} />
              ))}
            </datalist>
          )
        );
      })}
      <div className={css.region}>
        <table
          className={css.table}
          aria-label={props.label}
          aria-describedby={`${id}-help`}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        >
          <thead>
            <tr>
              <th scope="col" className={css.rowHead}>
                <VisuallyHidden>{words.row}</VisuallyHidden>
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  style={{ minWidth: `${column.width ?? widths[column.kind]}rem` }}
                >
                  {column.label}
                </th>
              ))}
              <td className={css.rowEnd} />
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, rowIndex) => (
              <tr key={row.id}>
                <th scope="row" className={css.rowHead}>
                  {rowIndex + 1}
                </th>
                {columns.map((column, index) => {
                  const value = row.values[column.key] ?? '';
                  const judged = value !== '' || (props.strict && !isEmptyRow(row));
                  return (
                    <EntryCell
                      key={column.key}
                      column={column}
                      value={value}
                      error={
                        props.errors?.[row.id]?.[column.key] ??
                        (judged ? cellError(column, value, language) : undefined)
                      }
                      language={language}
                      rowId={row.id}
                      row={rowIndex}
                      index={index}
                      listId={`${id}-${index}`}
                      onValue={setValue}
                    />
                  );
                })}
                <td className={css.rowEnd}>
                  <IconButton
                    icon="trash"
                    label={words.removeRow(rowIndex + 1)}
                    tabIndex={-1}
                    onClick={() => onChange(rows.filter((one) => one.id !== row.id))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.foot} data-print="hide">
        <Button icon="plus" onClick={() => addRow()}>
          {words.addRow}
        </Button>
        <p role="status" className={css.status}>
          {canUndo && words.pasted(pasted.rows, pasted.cells)}
        </p>
        {canUndo && (
          <Button small icon="undo" onClick={undoPaste}>
            {words.undo}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

const widths: Record<EntryColumn['kind'], number> = {
  date: 8,
  time: 6,
  integer: 6.5,
  choice: 9,
  combobox: 13,
  text: 13,
};

/** The words that a cell offers while one types. */
function offers(column: EntryColumn): readonly string[] | undefined {
  if (column.kind === 'combobox') return column.choices.map((choice) => choice.label);
  return column.kind === 'text' ? column.suggestions : undefined;
}

function placeOf(target: EventTarget): { row: number; column: number } | undefined {
  if (!(target instanceof HTMLElement) || target.dataset.row === undefined) return undefined;
  return { row: Number(target.dataset.row), column: Number(target.dataset.column) };
}

/** Whether an arrow key would leave the text of an input: at its end, or with all of it selected. */
function atEdge(event: KeyboardEvent): boolean {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return false;
  const { selectionStart: from, selectionEnd: to, value } = input;
  const all = from === 0 && to === value.length;
  if (event.key === 'ArrowRight') return all || (from === to && to === value.length);
  return event.key === 'ArrowLeft' && (all || (from === 0 && to === 0));
}
