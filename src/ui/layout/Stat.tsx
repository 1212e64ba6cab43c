import type { ReactNode } from 'react';
import { Anchor } from '../action/Link.tsx';
import { useKitText } from '../kit.text.ts';
import css from './Stat.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface StatProps {
  label: ReactNode;
  /** Already written in the reader's language, e.g. '1.250'. */
  value: ReactNode;
  unit?: ReactNode;
  trend?: { direction: 'up' | 'down' | 'same'; text: string } | undefined;
  /** The records behind the figure. */
  href?: string | undefined;
  note?: ReactNode;
}

/** A figure with its trend; the whole of it opens the records behind it. */
export function Stat(props: StatProps): ReactNode {
  const words = useKitText();
  const said = { up: words.increase, down: words.decrease, same: words.unchanged };
  const mark = { up: '↑', down: '↓', same: '=' };
  const body = (
    <>
      <span className={css.label}>{props.label}</span>
      <span className={css.value}>
        {props.value}
        {props.unit && <span className={css.unit}>{props.unit}</span>}
      </span>
      {props.trend && (
        <span className={css.trend}>
          <span aria-hidden="true">{mark[props.trend.direction]} </span>
          <VisuallyHidden>{said[props.trend.direction]} </VisuallyHidden>
          {props.trend.text}
        </span>
      )}
      {props.note && <span className={css.trend}>{props.note}</span>}
    </>
  );
  if (!props.href) return <div className={css.stat}>{body}</div>;
  return (
    <Anchor href={props.href} className={css.stat}>
      {body}
    </Anchor>
  );
}

/** Figures side by side with hairlines between. */
export function StatRow({ children }: { children: ReactNode }): ReactNode {
  return <div className={css.row}>{children}</div>;
}
