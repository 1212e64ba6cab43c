import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { lockText } from './lock.text.ts';
import { db, PersonStore } from './store/memory.ts';
import { usePinWait } from './use-pin-wait.ts';

/** Who was bound anew has a part on this phone already: kept by its old PIN, or dropped in so many words. */
export function OldPart(props: {
  personId: string;
  onOpen: (store: PersonStore) => Promise<void>;
  onDropped: () => Promise<void>;
}): ReactNode {
  const text = { ...useText(fieldText), ...useText(lockText) };
  const id = useId();
  const { personId } = props;
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const { wait, mayTry, missed } = usePinWait(personId);
  const [busy, setBusy] = useState(false);
  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    if (!(await mayTry())) return setBusy(false);
    const store = await PersonStore.unlock(db, personId, pin);
    if (store) return props.onOpen(store);
    await missed();
    setBusy(false);
    setPin('');
    setProblem(text.wrongPin);
  }
  async function drop(): Promise<void> {
    await PersonStore.forget(db, personId);
    await props.onDropped();
  }
  return (
    <main className={css.page}>
      <h1 className={css.title}>{text.oldPart}</h1>
      <p>{text.oldPartWords}</p>
      <form className={css.form} onSubmit={(event) => void keep(event)}>
        <label className={css.label} htmlFor={id}>
          {text.oldPin}
        </label>
        <input
          id={id}
          className={css.pin}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        />
        <p className={css.problem} role="alert">
          {wait ? text.slowDown(wait) : problem}
        </p>
        <button type="submit" className={css.main} disabled={busy || wait !== 0 || pin === ''}>
          {busy ? text.working : text.oldPartKeep}
        </button>
      </form>
      <button type="button" className={css.danger} onClick={() => void drop()}>
        {text.oldPartDrop}
      </button>
    </main>
  );
}
