import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonKind } from '../action/Button.tsx';
import { Anchor } from '../action/Link.tsx';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../Icon.tsx';
import css from './Menu.module.css';

export interface MenuItem {
  label: string;
  icon?: IconName | undefined;
  /** One of the two. */
  href?: string | undefined;
  onSelect?: (() => void) | undefined;
  danger?: boolean | undefined;
}

/** Holds a panel that opens under its button and closes on Escape, on a press outside and when focus leaves. */
export function Disclosure(props: {
  label: ReactNode;
  icon?: IconName | undefined;
  kind?: ButtonKind | undefined;
  small?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
  children: (close: () => void) => ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [
      ...(root.current?.querySelectorAll<HTMLElement>('[data-menu-panel] :is(a, button, input)') ?? []),
    ];
    if (stops.length === 0) return;
    event.preventDefault();
    const here = stops.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    stops[(here + step + stops.length) % stops.length]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys and Escape are shortcuts for what Tab does
    <div ref={root} className={css.menu} onKeyDown={onKeyDown} data-print="hide">
      <Button
        ref={button}
        kind={props.kind}
        small={props.small}
        icon={props.icon}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={css.label}>
          {props.label}
          <Icon name={open ? 'up' : 'down'} size="1em" />
        </span>
      </Button>
      {open && (
        <div id={id} data-menu-panel className={cx(css.panel, props.align === 'end' && css.end)}>
          {props.children(close)}
        </div>
      )}
    </div>
  );
}

/** A button that opens a short list of links and actions. */
export function Menu(props: {
  label: ReactNode;
  items: readonly MenuItem[];
  icon?: IconName | undefined;
  kind?: ButtonKind | undefined;
  small?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
}): ReactNode {
  const { items, ...button } = props;
  return (
    <Disclosure {...button}>
      {(close) => (
        <ul className={css.list}>
          {items.map((item) => (
            <li key={item.label}>
              {item.href ? (
                <Anchor href={item.href} className={css.item} onClick={close}>
                  {item.icon && <Icon name={item.icon} />}
                  {item.label}
                </Anchor>
              ) : (
                <button
                  type="button"
                  className={cx(css.item, item.danger && css.danger)}
                  onClick={() => {
                    close();
                    item.onSelect?.();
                  }}
                >
                  {item.icon && <Icon name={item.icon} />}
                  {item.label}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
