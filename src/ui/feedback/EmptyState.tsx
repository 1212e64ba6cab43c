import type { ReactNode } from 'react';
import css from './EmptyState.module.css';

/** What stands where nothing is yet: it teaches in one sentence and offers the one thing to do. */
export function EmptyState(props: { title: ReactNode; children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className={css.empty}>
      <p className={css.title}>{props.title}</p>
      <p className={css.words}>{props.children}</p>
      {props.action && <div data-print="hide">{props.action}</div>}
    </div>
  );
}
