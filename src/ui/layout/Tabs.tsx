import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import css from './Tabs.module.css';

export interface Tab {
  key: string;
  label: ReactNode;
  /** How many things wait behind it. */
  count?: number | undefined;
}

/** Tabs with the panel of the chosen one. Arrow keys, Home and End move between them. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (key: string) => void;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const last = props.tabs.length - 1;
    const here = props.tabs.findIndex((tab) => tab.key === props.value);
    const next = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    };
    const index = next[event.key as keyof typeof next];
    const tab = index === undefined ? undefined : props.tabs[index];
    if (!tab) return;
    event.preventDefault();
    props.onChange(tab.key);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index ?? 0]?.focus();
  }

  return (
    <div className={css.tabs}>
      <div ref={list} role="tablist" aria-label={props.label} className={css.list} onKeyDown={onKeyDown}>
        {props.tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === props.value}
            aria-controls={tab.key === props.value ? `${id}-panel` : undefined}
            tabIndex={tab.key === props.value ? 0 : -1}
            className={css.tab}
            onClick={() => props.onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${props.value}`}
        className={css.panel}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls must be reachable (ARIA tabs pattern)
        tabIndex={0}
      >
        {props.children}
      </div>
    </div>
  );
}
