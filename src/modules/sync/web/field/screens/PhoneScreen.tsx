import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { formatBytes } from '../../../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../../../platform/web/i18n.tsx';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { AllAttachmentsLine } from '../inputs/AttachmentLines.tsx';
import { waitingCount } from '../outbox.rules.ts';
import { pinFault } from '../pin.rules.ts';
import { Screen } from '../Screen.tsx';

/** Below this an entry may not find room any more. */
const LITTLE_ROOM = 50_000_000;
const WRONG_CLOCK = 5 * 60_000;

/** What this phone holds, how safe it is, and how to leave it. */
export function PhoneScreen(): ReactNode {
  const text = useText(fieldText);
  const [language, setLanguage] = useLanguage();
  const { engine, state, lock } = useField();
  const [room, setRoom] = useState<{ free: number; kept: boolean }>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      setRoom({ free: quota - usage, kept: (await navigator.storage?.persisted?.()) ?? false });
    };
    void look();
  }, []);
  const waiting = waitingCount(state.items) + state.items.filter((item) => item.state === 'needsYou').length;
  return (
    <Screen title={text.phone}>
      <p>{text.data(formatBytes(state.bytes, language))}</p>
      {room && <p>{room.kept ? text.kept : text.notKept}</p>}
      {room && (
        <p className={room.free < LITTLE_ROOM ? css.problem : css.help}>
          {room.free < LITTLE_ROOM ? text.roomLow : text.room(formatBytes(room.free, language))}
        </p>
      )}
      {Math.abs(state.ahead) > WRONG_CLOCK && <p className={css.problem}>{text.clockAhead}</p>}
      <button type="button" className={css.main} onClick={lock}>
        {text.lock}
      </button>
      <button
        type="button"
        className={css.second}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {text.language}
      </button>
      <ChangePin />
      <details className={css.details}>
        <summary>{text.leave}</summary>
        <p className={waiting > 0 ? css.problem : css.help}>{text.leaveWords(waiting)}</p>
        <AllAttachmentsLine />
        <button type="button" className={css.danger} onClick={() => void engine.store.wipe().then(lock)}>
          {text.leave}
        </button>
      </details>
    </Screen>
  );
}

function ChangePin(): ReactNode {
  const text = useText(fieldText);
  const id = useId();
  const { engine } = useField();
  const [pins, setPins] = useState({ pin: '', again: '' });
  const [said, setSaid] = useState<string>();
  async function change(event: FormEvent): Promise<void> {
    event.preventDefault();
    const fault = pinFault(pins.pin, pins.again);
    if (fault) return setSaid(text[fault]);
    await engine.store.changePin(pins.pin);
    setPins({ pin: '', again: '' });
    setSaid(text.pinChanged);
  }
  return (
    <details className={css.details}>
      <summary>{text.changePin}</summary>
      <form className={css.form} onSubmit={(event) => void change(event)}>
        {(['pin', 'again'] as const).map((name) => (
          <label key={name} className={css.label} htmlFor={`${id}-${name}`}>
            {name === 'pin' ? text.newPin : text.pinAgain}
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
      </form>
    </details>
  );
}
