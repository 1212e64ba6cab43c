import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { FieldApi } from '../api.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { gongText } from './gong.text.ts';
import { isWoken, wakeByPush } from './push.ts';

/** Whether this phone rings while it is locked; asked for by a tap, as browsers want it. */
export function WakeChoice(): ReactNode {
  const text = useText(gongText);
  const { engine } = useField();
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    void isWoken().then((woken) => woken && setSaid(text.wakeOn));
  }, [text]);
  async function wake(): Promise<void> {
    const api = new FieldApi(await engine.store.token(), { count: () => undefined });
    const done = await wakeByPush(api, engine.store.person.phoneId).catch(() => false);
    setSaid(done ? text.wakeOn : text.wakeOff);
  }
  return (
    <details className={css.details}>
      <summary>{text.wake}</summary>
      <p>{text.wakeWords}</p>
      <button type="button" className={css.second} onClick={() => void wake()}>
        {text.wake}
      </button>
      <p role="status">{said}</p>
    </details>
  );
}
