import type { ReactNode } from 'react';
import css from './Toolbar.module.css';

/** Filters and actions above a table. `words` says in a sentence what is being looked at. */
export function Toolbar(props: {
  label: string;
  words?: ReactNode;
  children: ReactNode;
  end?: ReactNode;
}): ReactNode {
  return (
    <div className={css.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: not a form; a fieldset can't be a flex box in older browsers */}
      <div role="group" aria-label={props.label} className={css.controls} data-print="hide">
        <div className={css.start}>{props.children}</div>
        {props.end && <div className={css.end}>{props.end}</div>}
      </div>
      {props.words && (
        <p className={css.words} aria-live="polite">
          {props.words}
        </p>
      )}
    </div>
  );
}
