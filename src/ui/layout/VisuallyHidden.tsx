import type { ReactNode } from 'react';
import css from './VisuallyHidden.module.css';

/** Words for those who listen to the page; not drawn. */
export function VisuallyHidden({
  children,
  id,
}: {
  children: ReactNode;
  id?: string | undefined;
}): ReactNode {
  return (
    <span id={id} className={css.hidden}>
      {children}
    </span>
  );
}
