import { type ReactNode, useCallback } from 'react';
import { formatBytes } from '../../../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../../../platform/web/i18n.tsx';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { Leaving } from '../Leaving.tsx';
import { leavingText } from '../leaving.text.ts';
import { lockText } from '../lock.text.ts';
import { RoomNotice } from '../RoomNotice.tsx';
import { roomText } from '../room.text.ts';
import { Screen } from '../Screen.tsx';
import { ChangePin } from './ChangePin.tsx';
import { PasskeyChoice } from './PasskeyChoice.tsx';

const WRONG_CLOCK = 5 * 60_000;

/** What this phone holds, how safe it is, and how to leave it. */
export function PhoneScreen(): ReactNode {
  const text = { ...useText(fieldText), ...useText(lockText), ...useText(roomText) };
  const [language, setLanguage] = useLanguage();
  const { engine, state, lock } = useField();
  const { room } = state;
  const leaving = useText(leavingText);
  // Counted anew when something was sent meanwhile.
  const { items, attachments } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on the disk changes with what is shown
  const count = useCallback(() => engine.store.leftBehind(), [engine, items, attachments]);
  async function writeFile(): Promise<undefined> {
    const { saveFile } = await import('../export-file.ts');
    await saveFile(engine);
  }
  return (
    <Screen title={text.phone}>
      <p>{text.data(formatBytes(state.bytes, language))}</p>
      {room && <p>{room.kept ? text.kept : text.notKept}</p>}
      {room?.free !== undefined && <p className={css.help}>{text.room(formatBytes(room.free, language))}</p>}
      <RoomNotice />
      {Math.abs(state.ahead) > WRONG_CLOCK && <p className={css.problem}>{text.clockAhead}</p>}
      <button type="button" className={css.main} onClick={lock}>
        {text.lock}
      </button>
      <p className={css.help}>{text.lockWords}</p>
      <button
        type="button"
        className={css.second}
        onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {text.language}
      </button>
      <PasskeyChoice />
      <ChangePin />
      <details className={css.details}>
        <summary>{text.leave}</summary>
        <Leaving
          count={count}
          leaveWords={text.leave}
          onLeave={() => engine.leave().then(lock)}
          rescue={{ words: leaving.exportFirst, run: writeFile }}
        />
      </details>
    </Screen>
  );
}
