import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { bind, FieldProblem } from './api.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { useField } from './field-context.ts';
import { randomId } from './ids.ts';

/** The commune ended this phone's session: a new code takes up where it stopped, with all entries. */
export function Rebind(): ReactNode {
  const text = useText(fieldText);
  const id = useId();
  const { engine, lock } = useField();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const phoneId = randomId();
    try {
      const bare = code.trim().toLowerCase().replaceAll(/[\s-]/gu, '');
      const { token, person } = await bind({ code: bare, phoneId, name: text.phone });
      if (person.id !== engine.store.person.id) return setProblem(text.codeUsed);
      await engine.store.rebind(phoneId, token);
      lock();
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      setProblem(error.status === 0 ? text.noNetwork : text.codeUsed);
    }
  }
  return (
    <form className={css.alarm} onSubmit={(event) => void submit(event)}>
      <p>{text.signedOut}</p>
      <label className={css.label} htmlFor={id}>
        {text.code}
      </label>
      <input
        id={id}
        className={css.input}
        value={code}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
      />
      <p className={css.problem} role="alert">
        {problem}
      </p>
      <button type="submit" className={css.main}>
        {text.bindAgain}
      </button>
    </form>
  );
}
