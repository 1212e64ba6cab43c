import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { Gong } from '../../../../gong/gong.contract.ts';
import { gongMessage } from '../../../../gong/gong-words.rules.ts';
import { timeOf } from '../clock.ts';
import css from '../field.module.css';
import { gongText } from './gong.text.ts';

/** The words for those without the app: by SMS, by Zalo, or copied. Numbers are the phone's own business. */
export function TellOthers({ alarm }: { alarm: Gong }): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const [said, setSaid] = useState('');
  const time = timeOf(new Date(alarm.soundedAt));
  const words = gongMessage({ ...alarm, soundedBy: alarm.soundedBy.name }, time, language);
  return (
    <details className={css.details}>
      <summary>{text.others}</summary>
      <p>{words}</p>
      <a className={css.second} href={`sms:?body=${encodeURIComponent(words)}`}>
        {text.sms}
      </a>
      {'share' in navigator && (
        <button
          type="button"
          className={css.second}
          onClick={() => void navigator.share({ text: words }).catch(() => undefined)}
        >
          {text.share}
        </button>
      )}
      <button
        type="button"
        className={css.second}
        onClick={() =>
          void navigator.clipboard.writeText(words).then(
            () => setSaid(text.copied),
            () => undefined,
          )
        }
      >
        {text.copy}
      </button>
      <p role="status">{said}</p>
    </details>
  );
}
