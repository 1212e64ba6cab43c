import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import type { Column } from './ColumnMenu.tsx';
import css from './DataTable.module.css';

export interface Selection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

export interface Sort {
  key: string;
  direction: 'asc' | 'desc';
}

interface HeadProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  selection?: Selection | undefined;
}

/** The head of a table: names, sorting, the box that selects all. */
export function HeadRow<Row>(props: HeadProps<Row>): ReactNode {
  const { columns, sort, onSort } = props;
  return (
    <thead>
      <tr>
        {props.selection && <SelectAll {...props} selection={props.selection} />}
        {columns.map((column, index) => {
          const sorted = sort?.key === column.key ? sort.direction : undefined;
          const sortable = column.sortable && onSort;
          return (
            <th
              key={column.key}
              scope="col"
              tabIndex={-1}
              aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
              className={cx(index === 0 && css.first, column.numeric && css.number)}
            >
              {sortable ? (
                <button
                  type="button"
                  className={css.sort}
                  onClick={() => onSort({ key: column.key, direction: sorted === 'asc' ? 'desc' : 'asc' })}
                >
                  <span>{column.header ?? column.label}</span>
                  <span className={cx(css.arrow, sorted && css.sorted)}>
                    <Icon name={sorted === 'desc' ? 'arrowDown' : 'arrowUp'} size="0.9em" />
                  </span>
                </button>
              ) : (
                (column.header ?? column.label)
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SelectAll<Row>({ rows, rowKey, selection }: HeadProps<Row> & { selection: Selection }): ReactNode {
  const words = useKitText();
  const box = useRef<HTMLInputElement>(null);
  const count = rows.filter((row) => selection.selected.has(rowKey(row))).length;
  const all = rows.length > 0 && count === rows.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !all;
  }, [count, all]);
  return (
    <td className={css.check} tabIndex={-1}>
      <input
        ref={box}
        type="checkbox"
        aria-label={words.selectAll}
        checked={all}
        onChange={() => selection.onChange(all ? new Set() : new Set(rows.map(rowKey)))}
      />
    </td>
  );
}
