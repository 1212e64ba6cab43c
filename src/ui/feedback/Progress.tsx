import { type ReactNode, useId } from 'react';
import css from './Progress.module.css';

/** What is being done and how far. `value` from 0 to 1; without it the end is not known. */
export function Progress(props: {
  label: ReactNode;
  value?: number | undefined;
  note?: ReactNode;
}): ReactNode {
  const id = useId();
  const known = props.value !== undefined;
  const share = Math.min(1, Math.max(0, props.value ?? 0));
  return (
    <div className={css.progress}>
      <div className={css.words}>
        <span id={id}>{props.label}</span>
        {known && <span className={css.share}>{Math.round(share * 100)} %</span>}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(share * 100) : undefined}
        className={css.track}
      >
        <div
          className={known ? css.bar : css.unknown}
          style={known ? { transform: `scaleX(${share})` } : undefined}
        />
      </div>
      {props.note && <p className={css.note}>{props.note}</p>}
    </div>
  );
}
