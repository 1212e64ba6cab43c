import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import css from './Meter.module.css';

/** How much of a whole is reached: a bar and its number in words. The bar only draws what the number says. */
export function Meter(props: {
  /** 0 … 1; more than 1 is drawn full, null empty. */
  share: number | null;
  /** The number as people read it: '98,3 %', '12 trong 40'. */
  text: ReactNode;
  /** Where it should be by now, 0 … 1; the caller says it in words as well. */
  mark?: number | undefined;
  tone?: 'plain' | 'good' | 'care' | undefined;
}): ReactNode {
  const width = Math.min(1, Math.max(0, props.share ?? 0));
  const mark = props.mark === undefined ? undefined : Math.min(1, Math.max(0, props.mark));
  return (
    <span className={css.meter}>
      <span className={css.track} aria-hidden="true">
        <span
          className={cx(css.bar, props.tone === 'good' && css.good, props.tone === 'care' && css.care)}
          style={{ width: `${width * 100}%` }}
        />
        {mark !== undefined && (
          <span className={css.mark} style={{ insetInlineStart: `calc(${mark * 100}% - 1px)` }} />
        )}
      </span>
      <span className={css.text}>{props.text}</span>
    </span>
  );
}
