import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { cx } from '../../../../ui/cx.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import css from './Steps.module.css';
import { setupText } from './setup.text.ts';

/** Where one is among a few steps; those behind are ticked. `at` counts from 1. */
export function Steps({ names, at }: { names: readonly string[]; at: number }): ReactNode {
  const text = useText(setupText);
  return (
    <ol className={css.steps} aria-label={text.steps}>
      {names.map((name, index) => (
        <li
          key={name}
          className={cx(css.step, index + 1 === at && css.here)}
          aria-current={index + 1 === at ? 'step' : undefined}
        >
          <span className={css.number} aria-hidden="true">
            {index + 1 < at ? <Icon name="check" size="1em" /> : index + 1}
          </span>
          <span>
            {name}
            {index + 1 < at && <VisuallyHidden> ({text.done})</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  );
}
