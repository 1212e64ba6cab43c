import type { ReactNode } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { whenWords } from '../clock.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { NewsPart } from '../news.part.ts';
import type { Note } from '../news.rules.ts';
import { newsText, noteWords } from '../news.text.ts';
import { goTo } from '../Screen.tsx';

/** What the commune did to this person's entries: in full until it was read, then folded away. */
export function News(): ReactNode {
  const text = useText(newsText);
  const { engine, state } = useField();
  const fresh = state.notes.filter(({ read }) => !read);
  const read = state.notes.filter((note) => note.read);
  const seen = (notes: readonly Note[]) => (): void =>
    void engine.part(NewsPart).noteRead(notes.map(({ id }) => id));
  if (state.notes.length === 0) return null;
  return (
    <section className={fresh.length > 0 ? css.alarm : css.box} aria-label={text.news}>
      <h2 className={css.section}>{text.news}</h2>
      {fresh.map((note) => (
        <article key={note.id} className={css.card}>
          <OneNote note={note} />
          <button type="button" className={css.second} onClick={seen([note])}>
            {text.seen}
          </button>
        </article>
      ))}
      {fresh.length > 1 && (
        <button type="button" className={css.second} onClick={seen(fresh)}>
          {text.seenAll(fresh.length)}
        </button>
      )}
      {read.length > 0 && (
        <details className={css.details}>
          <summary>{text.olderNews(read.length)}</summary>
          {read.map((note) => (
            <article key={note.id} className={css.card}>
              <OneNote note={note} />
            </article>
          ))}
        </details>
      )}
    </section>
  );
}

function OneNote({ note }: { note: Note }): ReactNode {
  const text = useText(newsText);
  const language = useUiLanguage();
  const { state } = useField();
  const stored = state.records.find(({ id }) => id === note.recordId);
  const value = (words: string): string => words || text.empty;
  return (
    <>
      <h3 className={css.cardTitle}>
        {note.title[language]} · {whenWords(note.day, language)}
      </h3>
      <p className={note.what === 'return' || note.what === 'void' ? css.problem : css.stateLine}>
        {noteWords[note.what][language]}
      </p>
      {note.reason !== '' && <p>{text.reason(note.reason)}</p>}
      {note.changes.length > 0 && (
        <ul className={css.list}>
          {note.changes.map(({ label, before, after }) => (
            <li key={label.vi}>
              {text.change(label[language], value(before[language]), value(after[language]))}
            </li>
          ))}
        </ul>
      )}
      <p className={css.help}>
        {text.from(note.by || text.program, whenWords(Date.parse(note.at), language))}
      </p>
      {stored?.can.edit && note.what !== 'dropped' && (
        <button type="button" className={css.quiet} onClick={() => goTo(`ghi/${stored.form}/${stored.id}`)}>
          {text.openEntry}
        </button>
      )}
    </>
  );
}
