import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import css from './field.module.css';
import { fieldText } from './field.text.ts';

/** Goes to a screen: '' is home, 'tuan-tra', 'ghi/<form>', 'hom-thu', 'may'. */
export function goTo(where: string): void {
  window.location.hash = `#/${where}`;
}

/** A screen below home: its heading gets the focus, so that a screen reader says where one is. */
export function Screen(props: { title: string; children: ReactNode; back?: () => void }): ReactNode {
  const text = useText(fieldText);
  const heading = useRef<HTMLHeadingElement>(null);
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Tiếng Mõ`;
    heading.current?.focus();
  }, [title]);
  return (
    <main className={css.page}>
      <button type="button" className={css.back} onClick={props.back ?? (() => goTo(''))}>
        ‹ {text.back}
      </button>
      <h1 ref={heading} tabIndex={-1} className={css.title}>
        {title}
      </h1>
      {props.children}
    </main>
  );
}
