import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import css from './ErrorSummary.module.css';

export interface FieldError {
  /** Id of the field to go to. */
  field?: string | undefined;
  message: ReactNode;
}

/**
 * Everything that is wrong, counted, above the form; each line leads to its field. Takes the focus when it appears
 * and each time `errors` is another list, so give the same list while nothing new was tried.
 */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }): ReactNode {
  const words = useKitText();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" aria-labelledby={id} className={css.box}>
      <h2 id={id} className={css.title}>
        <Icon name="error" size="1.3em" />
        {words.problems(errors.length)}
      </h2>
      <ul className={css.list}>
        {errors.map((error, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one field may have two errors
          <li key={index}>
            {error.field ? <FieldLink field={error.field}>{error.message}</FieldLink> : error.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ field, children }: { field: string; children: ReactNode }): ReactNode {
  return (
    <a
      href={`#${field}`}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(field);
        target?.scrollIntoView({ block: 'center' });
        target?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
