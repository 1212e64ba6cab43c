import type { ReactNode } from 'react';
import css from './Kbd.module.css';

/** Keys to press, such as <Kbd>Ctrl+Enter</Kbd>. */
export function Kbd({ children }: { children: string }): ReactNode {
  return (
    <span className={css.keys}>
      {children.split('+').map((key) => (
        <kbd key={key} className={css.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
