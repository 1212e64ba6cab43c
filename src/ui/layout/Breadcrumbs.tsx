import type { ReactNode } from 'react';
import { Link } from '../action/Link.tsx';
import { useKitText } from '../kit.text.ts';
import css from './Breadcrumbs.module.css';

export interface Crumb {
  label: string;
  /** Absent for the place where one is. */
  href?: string | undefined;
}

/** The way from the top to this page; the last item is the page itself and no link. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }): ReactNode {
  const words = useKitText();
  return (
    <nav aria-label={words.breadcrumbs} data-print="hide">
      <ol className={css.list}>
        {items.map((item) => (
          <li key={item.label} className={css.item}>
            {item.href ? (
              <Link quiet href={item.href}>
                {item.label}
              </Link>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
