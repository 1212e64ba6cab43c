import type { ReactNode } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { progressOf } from '../attachments.rules.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { dropRefused, retryAttachment } from '../refused-attachment.ts';

/** How far all pictures and recordings on this phone are; nothing where they have arrived. */
export function AllAttachmentsLine(): ReactNode {
  const text = useText(fieldText);
  const { left, share } = progressOf(useField().state.attachments);
  if (left === 0) return null;
  return <p className={css.help}>{text.attachmentsLeft(left, Math.floor(share * 100))}</p>;
}

/** How far an entry's pictures and recordings are, and why one was not taken. */
export function AttachmentLines({ recordId }: { recordId: string }): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const { attachments } = state;
  const { left, share } = progressOf(attachments, recordId);
  const refused = attachments.filter((one) => one.recordId === recordId && one.state === 'refused');
  return (
    <>
      {left > 0 && <p className={css.stateLine}>{text.attachmentsLeft(left, Math.floor(share * 100))}</p>}
      {refused.map((one) => (
        <section key={one.id} className={css.form}>
          <p className={css.problem}>
            {text.attachmentRefused} {one.reason?.[language]}
          </p>
          <p className={css.help}>{text.attachmentAlone}</p>
          <div className={css.pair}>
            <button type="button" className={css.second} onClick={() => void retryAttachment(engine, one)}>
              {text.attachmentRetry}
            </button>
            <button type="button" className={css.second} onClick={() => void dropRefused(engine, one)}>
              {text.attachmentDrop}
            </button>
          </div>
        </section>
      ))}
    </>
  );
}
