import type { ReactNode } from 'react';
import css from './DescriptionList.module.css';

export interface Description {
  term: ReactNode;
  value: ReactNode;
}

/** Terms and their values; beside each other where there is room. */
export function DescriptionList({ items }: { items: readonly Description[] }): ReactNode {
  return (
    <dl className={css.list}>
      {items.map((item, index) => (
        // The order of a record's fields does not change while it is shown.
        // biome-ignore lint/suspicious/noArrayIndexKey: terms may be elements and have no other key
        <div key={index} className={css.pair}>
          <dt className={css.term}>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
