import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../Icon.tsx';
import css from './Button.module.css';
import { Anchor, type AnchorProps } from './Link.tsx';

/** primary: the one main action of a page; danger: what can't be taken back; secondary and quiet: the rest. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  kind?: ButtonKind | undefined;
  icon?: IconName | undefined;
  small?: boolean | undefined;
  /** Fills the width of its container (phones, narrow columns). */
  wide?: boolean | undefined;
}

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> &
  Look & {
    /** While true the button stays in place and focus, says that it works, and does nothing when pressed. */
    busy?: boolean | undefined;
    ref?: Ref<HTMLButtonElement> | undefined;
  };

function look({ kind = 'secondary', small, wide }: Look): string {
  return cx(css.button, css[kind], small && css.small, wide && css.wide);
}

export function Button({
  kind,
  icon,
  small,
  wide,
  busy,
  children,
  onClick,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={look({ kind, small, wide })}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest.disabled || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className={css.wheel} /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function ButtonLink({ kind, icon, small, wide, children, ...rest }: AnchorProps & Look): ReactNode {
  return (
    <Anchor {...rest} className={look({ kind, small, wide })}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Anchor>
  );
}

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> & {
  icon: IconName;
  /** Read aloud and shown on hover. */
  label: string;
  ref?: Ref<HTMLButtonElement> | undefined;
};

/** A square button with a drawing only; for well-known marks such as × or in dense rows. */
export function IconButton({ icon, label, ...rest }: IconButtonProps): ReactNode {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={css.icon}>
      <Icon name={icon} />
    </button>
  );
}

/** A row of buttons that wraps; on phones each takes the full width, the first on top. */
export function ButtonRow({ children }: { children: ReactNode }): ReactNode {
  return <div className={css.row}>{children}</div>;
}
