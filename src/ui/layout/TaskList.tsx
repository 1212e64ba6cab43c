import type { ReactNode } from 'react';
import css from './TaskList.module.css';

export interface Task {
  key: string;
  title: ReactNode;
  note?: ReactNode;
  tag?: ReactNode;
  /** The one button or link that does it. */
  action?: ReactNode;
}

/** What needs somebody, most urgent first, each with the one button that does it. */
export function TaskList({ items }: { items: readonly Task[] }): ReactNode {
  return (
    <ol className={css.list}>
      {items.map((item) => (
        <li key={item.key} className={css.task}>
          <div className={css.words}>
            {item.tag}
            <p className={css.title}>{item.title}</p>
            {item.note && <p className={css.note}>{item.note}</p>}
          </div>
          {item.action && (
            <div className={css.action} data-print="hide">
              {item.action}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
