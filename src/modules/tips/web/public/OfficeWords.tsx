import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../platform/contract.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import type { getTipOfficeKeys } from '../../tip-office.contract.ts';
import { Fingerprint } from '../keys/Fingerprint.tsx';
import { fileText } from './file.text.ts';
import css from './public.module.css';
import { post } from './public-client.ts';

/** The words of the office's newest key, to be compared with the notice at its door: asked for only when opened. */
export function OfficeWords({ officeId }: { officeId: string }): ReactNode {
  const text = useText(fileText);
  const [recipient, setRecipient] = useState<string>();
  const [hasFailed, setFailed] = useState(false);

  async function look(): Promise<void> {
    setFailed(false);
    try {
      const { keys } = await post<OutputOf<typeof getTipOfficeKeys>>('/api/v1/tips/office-keys', {
        officeId,
      });
      setRecipient(keys.at(-1)?.recipient);
    } catch {
      setFailed(true);
    }
  }
  return (
    <details onToggle={(event) => event.currentTarget.open && recipient === undefined && void look()}>
      <summary>{text.officeWords}</summary>
      <p className={css.note}>{text.officeWordsHelp}</p>
      {recipient !== undefined && (
        <p>
          <Fingerprint recipient={recipient} />
        </p>
      )}
      <p role="status">{hasFailed && text.officeWordsFailed}</p>
    </details>
  );
}
