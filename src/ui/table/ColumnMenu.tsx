import { type ReactNode, useCallback, useState } from 'react';
import { Checkbox } from '../form/Checkbox.tsx';
import { useKitText } from '../kit.text.ts';
import { Disclosure } from '../overlay/Menu.tsx';
import { readStored, writeStored } from '../theme.ts';
import css from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  /** The name in plain words. */
  label: string;
  /** What stands in the head instead of the plain name (a unit on a second line). */
  header?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures: to the right, digits of one width. */
  numeric?: boolean | undefined;
  sortable?: boolean | undefined;
  /** False keeps the column from being hidden. The first never can be. */
  hideable?: boolean | undefined;
  /** For long text: wraps at a comfortable width. */
  wide?: boolean | undefined;
  /** For days and codes: one line. */
  nowrap?: boolean | undefined;
}

/** Boxes for the columns to show. */
export function ColumnMenu<Row>(props: {
  columns: readonly Column<Row>[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}): ReactNode {
  const words = useKitText();
  return (
    <Disclosure label={words.columns} icon="columns" small align="end">
      {() => (
        <div className={css.columns}>
          {props.columns.slice(1).map((column) => (
            <Checkbox
              key={column.key}
              label={column.label}
              disabled={column.hideable === false}
              checked={!props.hidden.has(column.key)}
              onChange={(show) => {
                const next = new Set(props.hidden);
                if (show) next.delete(column.key);
                else next.add(column.key);
                props.onChange(next);
              }}
            />
          ))}
        </div>
      )}
    </Disclosure>
  );
}

/** Hidden columns of one table, kept on this device under `name`. `first` are hidden until somebody chooses. */
export function useHiddenColumns(
  name: string,
  first: readonly string[] = [],
): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const key = `tiengmo.columns.${name}`;
  const [hidden, set] = useState<ReadonlySet<string>>(
    () => new Set(readStored(key)?.split(',').filter(Boolean) ?? first),
  );
  const change = useCallback(
    (next: ReadonlySet<string>) => {
      writeStored(key, [...next].join(','));
      set(next);
    },
    [key],
  );
  return [hidden, change];
}
