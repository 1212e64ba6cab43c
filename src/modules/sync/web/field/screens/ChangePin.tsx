import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { lockText } from '../lock.text.ts';
import { pinFault, waitAfter } from '../pin.rules.ts';

const nothing = { old: '', pin: '', again: '' };

/** Another PIN, by who knows the old one or opens the phone's own lock: not by who finds the app open. */
export function ChangePin(): ReactNode {
  const text = { ...useText(fieldText), ...useText(lockText) };
  const id = useId();
  const { engine, lock } = useField();
  const { store } = engine;
  const [pins, setPins] = useState(nothing);
  const [said, setSaid] = useState<string>();
  const [hasPasskey, setHasPasskey] = useState(false);
  useEffect(() => {
    void store.hasPasskey().then(setHasPasskey);
  }, [store]);

  async function change(old: string): Promise<void> {
    const fault = pinFault(pins.pin, pins.again);
    if (fault) return setSaid(text[fault]);
    if (await store.changePin(old, pins.pin)) {
      setPins(nothing);
      return setSaid(text.pinChanged);
    }
    setSaid(old === 'byPasskey' ? text.passkeyFailed : text.wrongPin);
    // From here on it is the screen that asks for the PIN that holds up who guesses.
    if (waitAfter(await store.failures()) > 0) lock();
  }
  const labels = { old: text.oldPin, pin: text.newPin, again: text.pinAgain };
  return (
    <details className={css.details}>
      <summary>{text.changePin}</summary>
      <form
        className={css.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void change(pins.old);
        }}
      >
        {(['old', 'pin', 'again'] as const).map((name) => (
          <label key={name} className={css.label} htmlFor={`${id}-${name}`}>
            {labels[name]}
            <input
              id={`${id}-${name}`}
              className={css.pin}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              value={pins[name]}
              onChange={(event) => setPins({ ...pins, [name]: event.target.value })}
            />
          </label>
        ))}
        <p role="status">{said}</p>
        <button type="submit" className={css.second}>
          {text.changePin}
        </button>
        {hasPasskey && (
          <button type="button" className={css.quiet} onClick={() => void change('byPasskey')}>
            {text.oldPinByPasskey}
          </button>
        )}
      </form>
    </details>
  );
}
