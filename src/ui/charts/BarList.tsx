import type { ReactNode } from 'react';
import { Link } from '../action/Link.tsx';
import css from './BarList.module.css';

export interface BarItem {
  key: string;
  label: string;
  value: number;
  href?: string | undefined;
}

/** Places with long names and one figure each, as words, bars and numbers; a list that needs no canvas. */
export function BarList(props: {
  label: string;
  items: readonly BarItem[];
  format: (value: number) => string;
}): ReactNode {
  const most = Math.max(1, ...props.items.map((item) => item.value));
  return (
    <ul className={css.list} aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.key} className={css.item}>
          <span className={css.name}>
            {item.href ? (
              <Link quiet href={item.href}>
                {item.label}
              </Link>
            ) : (
              item.label
            )}
          </span>
          <span className={css.track} aria-hidden="true">
            <span className={css.bar} style={{ width: `${(Math.max(0, item.value) / most) * 100}%` }} />
          </span>
          <span className={css.value}>{props.format(item.value)}</span>
        </li>
      ))}
    </ul>
  );
}
