import { type ReactNode, useEffect } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { whenWords } from './clock.ts';
import css from './field.module.css';
import { leavingText } from './leaving.text.ts';
import type { WipedNote } from './store/wiped-note.ts';

/** What was wiped by order of the commune, told to whoever opens the phone next. */
export function Wiped({ notes, onRead }: { notes: readonly WipedNote[]; onRead: () => void }): ReactNode {
  const text = useText(leavingText);
  const language = useUiLanguage();
  useEffect(() => {
    document.title = `${text.wipedTitle} · Tiếng Mõ`;
  }, [text]);
  return (
    <main className={css.page}>
      <h1 className={css.title}>{text.wipedTitle}</h1>
      {notes.map(({ at, entries, attachments }) => (
        <section key={at} className={css.box}>
          <p>{text.wipedWords(whenWords(at, language))}</p>
          <p className={entries + attachments > 0 ? css.problem : css.help}>
            {text.wipedLost(entries, attachments)}
          </p>
        </section>
      ))}
      <p>{text.wipedNext}</p>
      <button type="button" className={css.main} onClick={onRead}>
        {text.understood}
      </button>
    </main>
  );
}
