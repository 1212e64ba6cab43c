import { type FormEvent, lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { lockText } from './lock.text.ts';
import type { KnownPerson } from './store/people.ts';
import type { PersonStore } from './store/person-store.ts';
import { usePinWait } from './use-pin-wait.ts';

const Forgotten = lazy(() => import('./Forgotten.tsx').then((module) => ({ default: module.Forgotten })));

interface UnlockProps {
  readonly people: readonly KnownPerson[];
  readonly onOpen: (store: PersonStore) => Promise<void>;
  readonly onNew: () => void;
  readonly onForgotten: () => Promise<void>;
}

/** Who is this, and the PIN. */
export function Unlock(props: UnlockProps): ReactNode {
  const text = useText(fieldText);
  const [only, second] = props.people;
  const [chosen, setChosen] = useState<KnownPerson | undefined>(second ? undefined : only);
  return (
    <main className={css.page}>
      <h1 className={css.title}>{chosen ? text.enterPin(chosen.name) : text.whoAreYou}</h1>
      {chosen ? (
        <PinForm key={chosen.id} {...props} person={chosen} />
      ) : (
        <ul className={css.list}>
          {props.people.map((person) => (
            <li key={person.id}>
              <button type="button" className={css.choice} onClick={() => setChosen(person)}>
                {person.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && second && (
        <button type="button" className={css.quiet} onClick={() => setChosen(undefined)}>
          {text.back}
        </button>
      )}
      <button type="button" className={css.quiet} onClick={props.onNew}>
        {text.newPerson}
      </button>
    </main>
  );
}

function PinForm(props: UnlockProps & { person: KnownPerson }): ReactNode {
  const text = { ...useText(fieldText), ...useText(lockText) };
  const id = useId();
  const { person } = props;
  const [pin, setPin] = useState('');
  const { wait, mayTry, missed } = usePinWait(person.id);
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    if (!(await mayTry())) return setBusy(false);
    const { db, PersonStore } = await import('./store/memory.ts');
    const store = await PersonStore.unlock(db, person.id, pin);
    if (store) return props.onOpen(store);
    await missed();
    setBusy(false);
    setPin('');
    setFailed(text.wrongPin);
  }

  async function openByPasskey(): Promise<void> {
    setBusy(true);
    const { db, PersonStore } = await import('./store/memory.ts');
    const store = await PersonStore.unlockByPasskey(db, person.id);
    if (store) return props.onOpen(store);
    setBusy(false);
    setFailed(text.passkeyFailed);
  }

  const problem = wait ? text.slowDown(wait) : failed;
  return (
    <>
      {person.hasPasskey && (
        <button type="button" className={css.main} disabled={busy} onClick={() => void openByPasskey()}>
          {text.byPasskey}
        </button>
      )}
      <form className={css.form} onSubmit={(event) => void open(event)}>
        <label className={css.label} htmlFor={id}>
          {text.pin}
        </label>
        <input
          id={id}
          className={css.pin}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setPin(event.target.value)}
        />
        <p id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </p>
        <button
          type="submit"
          className={person.hasPasskey ? css.second : css.main}
          disabled={busy || wait !== 0 || pin === ''}
        >
          {busy ? text.working : text.open}
        </button>
      </form>
      <details className={css.details} onToggle={({ currentTarget }) => setAsked(currentTarget.open)}>
        <summary>{text.forgotPin}</summary>
        <p>{text.forgotWords}</p>
        {asked && (
          <Suspense fallback={null}>
            <Forgotten personId={person.id} onGone={props.onForgotten} />
          </Suspense>
        )}
      </details>
    </>
  );
}
