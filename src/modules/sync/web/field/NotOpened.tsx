import { type ReactNode, useEffect } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import css from './field.module.css';
import { fieldText } from './field.text.ts';

/** The browser does not give the app its memory: nothing is lost, and nothing can be read or written now. */
export function NotOpened(): ReactNode {
  const text = useText(fieldText);
  useEffect(() => {
    document.title = `${text.notOpened} · Tiếng Mõ`;
  }, [text]);
  return (
    <main className={css.page}>
      <h1 className={css.title}>{text.notOpened}</h1>
      <p role="alert">{text.notOpenedWords}</p>
      <button type="button" className={css.main} onClick={() => window.location.reload()}>
        {text.openAgain}
      </button>
    </main>
  );
}
