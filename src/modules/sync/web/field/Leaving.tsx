import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import css from './field.module.css';
import { leavingText } from './leaving.text.ts';
import type { LeftBehind } from './store/left-behind.ts';

/**
 * Before a part leaves the phone: what is lost, what stays, what can be done first; and two taps. `count` looks again
 * after something was done, as that may have sent some of it.
 */
export function Leaving(props: {
  count: () => Promise<LeftBehind>;
  leaveWords: string;
  onLeave: () => Promise<void>;
  /** What carries off, or sends, what would be lost. Gives in words how that went, if there is something to say. */
  rescue: { words: string; run: () => Promise<string | undefined> };
}): ReactNode {
  const text = useText(leavingText);
  const { count, leaveWords, onLeave, rescue } = props;
  const [left, setLeft] = useState<LeftBehind>();
  const [isSure, setIsSure] = useState(false);
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const look = useCallback(async () => setLeft(await count()), [count]);
  useEffect(() => {
    void look();
  }, [look]);
  if (!left) return null;
  const { entries, attachments } = left;
  const isLost = entries + attachments > 0;
  async function save(): Promise<void> {
    setBusy(true);
    setSaid(await rescue.run().finally(() => setBusy(false)));
    await look();
  }
  return (
    <div className={css.form}>
      <p className={isLost ? css.problem : css.help}>{text.lost(entries, attachments)}</p>
      <p className={css.help}>
        {text.begun} {text.stays}
      </p>
      {isLost && (
        <button type="button" className={css.second} disabled={busy} onClick={() => void save()}>
          {busy ? text.sending : rescue.words}
        </button>
      )}
      <p role="status" className={css.help}>
        {said}
      </p>
      <button
        type="button"
        className={css.danger}
        onClick={() => (isSure || !isLost ? void onLeave() : setIsSure(true))}
      >
        {isSure ? text.again : leaveWords}
      </button>
    </div>
  );
}
