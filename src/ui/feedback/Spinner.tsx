import type { ReactNode } from 'react';
import { useKitText } from '../kit.text.ts';
import css from './Spinner.module.css';

/** Waiting without a known end. It shows itself after 300 ms only: what is quicker just happens. */
export function Spinner({ label }: { label?: ReactNode }): ReactNode {
  const words = useKitText();
  return (
    <div role="status" className={css.spinner}>
      <span className={css.wheel} aria-hidden="true" />
      <span>{label ?? words.loading}</span>
    </div>
  );
}

/** Grey lines in the shape of what is coming. */
export function Skeleton({ lines = 3 }: { lines?: number | undefined }): ReactNode {
  const words = useKitText();
  return (
    <div role="status" aria-label={words.loading} className={css.skeleton}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all lines are alike
        <div key={index} className={css.ghost} />
      ))}
    </div>
  );
}
