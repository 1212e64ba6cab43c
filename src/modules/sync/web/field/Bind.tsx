import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useLanguage, useText } from '../../../../platform/web/i18n.tsx';
import { type Bound, bind, FieldProblem } from './api.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { randomId } from './ids.ts';
import { OldPart } from './OldPart.tsx';
import { pinFault } from './pin.rules.ts';
import { db, PersonStore } from './store/memory.ts';

/** Binds somebody to this phone: the commune's code, a name for the phone, a PIN. */
export function Bind(props: {
  code: string;
  onBound: (store: PersonStore) => Promise<void>;
  onCancel?: () => void;
}): ReactNode {
  const text = useText(fieldText);
  const [language, setLanguage] = useLanguage();
  const id = useId();
  const [given, setGiven] = useState({ code: props.code, name: '', pin: '', again: '' });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState<Bound & { phoneId: string }>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const code = given.code.trim().toLowerCase().replaceAll(/[\s-]/gu, '');
    const fault = pinFault(given.pin, given.again);
    if (!/^[0-9a-z]{12}$/u.test(code)) return setProblem(text.codeWrong);
    if (fault) return setProblem(text[fault]);
    setBusy(true);
    setProblem(undefined);
    try {
      const phoneId = randomId();
      const bound = await bind({ code, phoneId, name: given.name.trim() || text.phone });
      if (await db.people.get(bound.person.id)) return await takeUp({ ...bound, phoneId });
      await begin({ ...bound, phoneId });
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      setBusy(false);
      setProblem(wordsOf(error));
    }
  }

  async function begin({ person, phoneId, token }: Bound & { phoneId: string }): Promise<void> {
    await props.onBound(await PersonStore.create(db, { ...person, phoneId, token, pin: given.pin }));
  }

  /** Somebody who has a part on this phone already: it goes on where his PIN is the old one, else he is asked for that. */
  async function takeUp(bound: Bound & { phoneId: string }): Promise<void> {
    const store = await PersonStore.unlock(db, bound.person.id, given.pin);
    if (!store) return setAgain(bound);
    await props.onBound(await store.rebind(bound.phoneId, bound.token));
  }

  function wordsOf(error: FieldProblem): string {
    if (error.status === 0) return text.noNetwork;
    if (error.code === 'linkUsedUp') return text.codeUsed;
    return error[language] || text.failed;
  }

  if (again) {
    return (
      <OldPart
        personId={again.person.id}
        onOpen={async (store) => props.onBound(await store.rebind(again.phoneId, again.token))}
        onDropped={() => begin(again)}
      />
    );
  }
  const field = (name: keyof typeof given, label: string, help: string, more: object): ReactNode => (
    <div className={css.field}>
      <label className={css.label} htmlFor={`${id}-${name}`}>
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        className={css.input}
        value={given[name]}
        autoComplete="off"
        aria-describedby={`${id}-${name}-help`}
        onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
        {...more}
      />
      <p id={`${id}-${name}-help`} className={css.help}>
        {help}
      </p>
    </div>
  );
  const digits = { type: 'password', inputMode: 'numeric' };
  return (
    <main className={css.page}>
      <h1 className={css.title}>{text.bindTitle}</h1>
      <p>{text.bindWords}</p>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        {field('code', text.code, text.codeHelp, { autoCapitalize: 'none', spellCheck: false })}
        {field('name', text.phoneName, text.phoneNameHelp, {})}
        {field('pin', text.pin, text.pinHelp, digits)}
        {field('again', text.pinAgain, '', digits)}
        <p className={css.problem} role="alert">
          {problem}
        </p>
        <button type="submit" className={css.main} disabled={busy}>
          {busy ? text.working : text.bind}
        </button>
      </form>
      {props.onCancel && (
        <button type="button" className={css.quiet} onClick={props.onCancel}>
          {text.back}
        </button>
      )}
      <button
        type="button"
        className={css.quiet}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {text.language}
      </button>
    </main>
  );
}
