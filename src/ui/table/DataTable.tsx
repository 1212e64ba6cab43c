import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useMemo, useRef } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import { type Column, ColumnMenu } from './ColumnMenu.tsx';
import css from './DataTable.module.css';
import { HeadRow, type Selection, type Sort } from './HeadRow.tsx';
import { useGridKeys } from './useGridKeys.ts';
import { useHiddenRight } from './useHiddenRight.ts';

export interface DataTableProps<Row> {
  /** What the table holds; read aloud, and shown above it unless `hideCaption`. */
  caption: ReactNode;
  hideCaption?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Names a row for those who listen: "Tuần tra 07/3/2024". The first cell's text unless given. */
  rowName?: ((row: Row) => string) | undefined;
  /** What Enter and a press on a row do. Put a link in a cell as well where the row has a page of its own. */
  onOpen?: ((row: Row) => void) | undefined;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  selection?: Selection | undefined;
  /** Keys of hidden columns; with the setter a menu of columns appears (see useHiddenColumns). */
  hidden?: ReadonlySet<string> | undefined;
  onHidden?: ((hidden: ReadonlySet<string>) => void) | undefined;
  /** Totals by column key; draws a last row that stays in view. */
  totals?: Readonly<Record<string, ReactNode>> | undefined;
  totalsLabel?: ReactNode;
  /** Stands in place of the rows; give an EmptyState. */
  empty?: ReactNode;
  /** On phones each row becomes a small list of its cells instead of a table that scrolls sideways. */
  stack?: boolean | undefined;
  /** Marks a row, e.g. a voided record is struck through. */
  rowState?: ((row: Row) => 'plain' | 'muted' | 'voided') | undefined;
  /** Grows with its rows instead of scrolling inside 80 % of the screen. */
  tall?: boolean | undefined;
  /** Beside the menu of columns. */
  tools?: ReactNode;
}

/** The instrument: sticky head and first column, keyboard as in a spreadsheet, totals, sorting, selection. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const words = useKitText();
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const hiddenRight = useHiddenRight(region);
  const onKeyDown = useGridKeys(table);
  const { columns, hidden, rows, selection } = props;
  const shown = useMemo(() => columns.filter((column) => !hidden?.has(column.key)), [columns, hidden]);
  const bar = props.onHidden || props.tools || !props.hideCaption;

  function goRight(): void {
    const box = region.current;
    // The first column stays in view and covers a part of what was scrolled to.
    box?.scrollBy({ left: box.clientWidth / 2 });
  }

  return (
    <div className={cx(css.frame, props.stack && css.stack)}>
      {bar && (
        <div className={css.top}>
          <p className={css.caption} aria-hidden="true">
            {!props.hideCaption && props.caption}
          </p>
          <div className={css.tools} data-print="hide">
            {props.tools}
            {props.onHidden && (
              <ColumnMenu columns={columns} hidden={hidden ?? new Set()} onChange={props.onHidden} />
            )}
          </div>
        </div>
      )}
      {hiddenRight > 0 && (
        <button type="button" className={css.more} onClick={goRight} data-print="hide">
          {words.moreColumns(hiddenRight)} <Icon name="arrowRight" size="1em" />
        </button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls, not a section of the page */}
      <div
        ref={region}
        className={cx(css.region, props.tall && css.tall)}
        role="region"
        aria-labelledby={`${id}-caption`}
        tabIndex={rows.length === 0 ? -1 : 0}
      >
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA grid pattern on a native table
          role="grid"
          className={css.table}
          onKeyDown={onKeyDown}
          aria-describedby={`${id}-help`}
        >
          <caption id={`${id}-caption`}>
            <VisuallyHidden>{props.caption}</VisuallyHidden>
          </caption>
          <HeadRow {...props} columns={shown} />
          <tbody>
            {rows.map((row) => (
              <BodyRow key={props.rowKey(row)} table={props} row={row} columns={shown} />
            ))}
          </tbody>
          {props.totals && rows.length > 0 && (
            <tfoot>
              <tr>
                {selection && <td className={css.check} tabIndex={-1} />}
                {shown.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row" className={css.first} tabIndex={-1}>
                      {props.totalsLabel ?? words.total}
                    </th>
                  ) : (
                    <td
                      key={column.key}
                      className={cx(column.numeric && css.number)}
                      data-label={column.label}
                      tabIndex={-1}
                    >
                      {props.totals?.[column.key]}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {rows.length === 0 && <div className={css.empty}>{props.empty ?? words.noRows}</div>}
      <VisuallyHidden id={`${id}-help`}>{words.tableHelp}</VisuallyHidden>
    </div>
  );
}

function BodyRow<Row>(props: {
  table: DataTableProps<Row>;
  row: Row;
  columns: readonly Column<Row>[];
}): ReactNode {
  const words = useKitText();
  const { table, row, columns } = props;
  const { selection, onOpen } = table;
  const key = table.rowKey(row);
  const chosen = selection?.selected.has(key) ?? false;
  const state = table.rowState?.(row) ?? 'plain';

  function toggle(): void {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const onCell = event.target instanceof HTMLTableCellElement;
    if (event.key === ' ' && onCell && selection) {
      event.preventDefault();
      toggle();
    }
    if (event.key === 'Enter' && onCell && onOpen) onOpen(row);
  }
  function onClick(event: MouseEvent): void {
    const used = event.target instanceof Element && event.target.closest('a, button, input, label, select');
    // Selecting text in a row is not a wish to open it.
    if (!used && onOpen && !window.getSelection()?.toString()) onOpen(row);
  }

  return (
    <tr
      aria-selected={selection ? chosen : undefined}
      className={cx(onOpen && css.opens, state !== 'plain' && css[state])}
      onClick={onOpen && onClick}
      onKeyDown={onKeyDown}
    >
      {selection && (
        <td className={css.check} tabIndex={-1}>
          <input
            type="checkbox"
            aria-label={words.selectRow(table.rowName?.(row) ?? key)}
            checked={chosen}
            onChange={toggle}
          />
        </td>
      )}
      {columns.map((column, index) => {
        const content = column.cell(row);
        if (index === 0)
          return (
            <th key={column.key} scope="row" className={css.first} tabIndex={-1}>
              {content}
            </th>
          );
        return (
          <td key={column.key} className={cellLook(column)} data-label={column.label} tabIndex={-1}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

function cellLook<Row>(column: Column<Row>): string {
  if (column.numeric) return cx(css.number);
  return cx(column.wide ? css.wide : column.nowrap ? css.nowrap : css.text);
}
