import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { lockText } from '../lock.text.ts';
import { canUsePasskey } from '../store/passkey.ts';

interface Situation {
  readonly can: boolean;
  readonly has: boolean;
  readonly shared: boolean;
}

/** Opening by the phone's own lock: offered where the phone can and one person alone uses it, and taken back here. */
export function PasskeyChoice(): ReactNode {
  const text = useText(lockText);
  const { store } = useField().engine;
  const [now, setNow] = useState<Situation>();
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const look = async (): Promise<void> =>
      setNow({
        can: await canUsePasskey(),
        has: await store.hasPasskey(),
        shared: await store.isShared(),
      });
    void look();
  }, [store]);
  if (!now || !(now.can || now.has)) return null;
  if (now.shared) return <p className={css.help}>{text.passkeyShared}</p>;

  async function add(): Promise<void> {
    setBusy(true);
    const has = await store.addPasskey();
    setBusy(false);
    setNow({ can: true, shared: false, has });
    setSaid(has ? text.passkeyAdded : text.passkeyNot);
  }
  async function remove(): Promise<void> {
    await store.removePasskey();
    setNow({ can: true, shared: false, has: false });
    setSaid(text.passkeyRemoved);
  }
  return (
    <details className={css.details}>
      <summary>{text.passkey}</summary>
      <p className={css.help}>{text.passkeyWords}</p>
      <p role="status">{said}</p>
      <button
        type="button"
        className={css.second}
        disabled={busy}
        onClick={() => void (now.has ? remove() : add())}
      >
        {now.has ? text.passkeyRemove : text.passkeyAdd}
      </button>
    </details>
  );
}
