import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { type FieldMessage, REPLY_LENGTH } from '../../../messages.contract.ts';
import { whenWords } from '../clock.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { readMessage, replyTo } from '../messages.part.ts';
import { newsText } from '../news.text.ts';
import { useOnce } from './use-once.ts';

/** What the commune wrote: in full until it was read, then folded away until its day is over. */
export function Messages(): ReactNode {
  const text = useText(newsText);
  const { state } = useField();
  const fresh = state.messages.filter(({ read }) => !read);
  const read = state.messages.filter((one) => one.read);
  if (state.messages.length === 0) return null;
  return (
    <section className={fresh.length > 0 ? css.alarm : css.box} aria-label={text.messages}>
      <h2 className={css.section}>{text.messages}</h2>
      {fresh.map((message) => (
        <Message key={message.id} message={message} />
      ))}
      {read.length > 0 && (
        <details className={css.details}>
          <summary>{text.older(read.length)}</summary>
          {read.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </details>
      )}
    </section>
  );
}

function Message({ message }: { message: FieldMessage }): ReactNode {
  const text = useText(newsText);
  const language = useUiLanguage();
  const { engine } = useField();
  return (
    <article className={css.card}>
      <p className={css.words}>{message.text}</p>
      <p className={css.help}>{text.from(message.from, whenWords(Date.parse(message.sentAt), language))}</p>
      {message.reply !== null && <p className={css.help}>{text.answered(message.reply)}</p>}
      {!message.read && (
        <button type="button" className={css.main} onClick={() => void readMessage(engine, message)}>
          {text.haveRead}
        </button>
      )}
      {message.reply === null && <Reply message={message} />}
    </article>
  );
}

function Reply({ message }: { message: FieldMessage }): ReactNode {
  const text = useText(newsText);
  const id = useId();
  const { engine } = useField();
  const [words, setWords] = useState('');
  const once = useOnce();
  async function send(): Promise<void> {
    if (words.trim() === '') return;
    await replyTo(engine, message, words.trim());
    setWords('');
  }
  return (
    <details className={css.details}>
      <summary>{text.answer}</summary>
      <form
        className={css.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void once(send);
        }}
      >
        <label className={css.label} htmlFor={id}>
          {text.answer}
        </label>
        <input
          id={id}
          className={css.input}
          autoComplete="off"
          maxLength={REPLY_LENGTH}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className={css.help}>{text.answerHelp}</p>
        <button type="submit" className={css.second}>
          {text.send}
        </button>
      </form>
    </details>
  );
}
