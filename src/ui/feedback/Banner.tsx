import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import css from './Banner.module.css';

export type Tone = 'info' | 'warn' | 'error' | 'success';

/** A message that belongs to the page. Shape and a spoken word say its kind as well as its colour. */
export function Banner(props: {
  tone?: Tone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Reads the message out at once when it appears after something the person did. */
  announce?: boolean | undefined;
}): ReactNode {
  const words = useKitText();
  const tone = props.tone ?? 'info';
  return (
    <div
      className={cx(css.banner, css[tone])}
      role={props.announce ? (tone === 'error' ? 'alert' : 'status') : undefined}
    >
      <span className={css.mark}>
        <Icon name={tone} size="1.5em" />
        <VisuallyHidden>{words[tone]}: </VisuallyHidden>
      </span>
      <div className={css.words}>
        {props.title && <strong>{props.title}</strong>}
        {props.children && <div>{props.children}</div>}
      </div>
      {props.action && (
        <div className={css.action} data-print="hide">
          {props.action}
        </div>
      )}
    </div>
  );
}
