import { type ReactNode, useEffect, useId, useState } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { TextArea } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { recordText } from './record.text.ts';

/** Asks why something is returned or voided; the words stand in the history. */
export function ReasonDialog(props: {
  action: 'return' | 'void' | undefined;
  busy: boolean;
  onClose: () => void;
  onReason: (reason: string) => void;
}): ReactNode {
  const text = useText(recordText);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { action } = props;
  const fieldId = useId();
  useEffect(() => {
    if (action === undefined) return;
    setReason('');
    setTried(false);
    // The dialog has given the focus to its first button by now; the words come first.
    document.getElementById(fieldId)?.focus();
  }, [action, fieldId]);
  const isReturn = action === 'return';

  function send(): void {
    setTried(true);
    if (reason.trim() !== '') props.onReason(reason.trim());
  }

  return (
    <Dialog
      open={action !== undefined}
      onClose={props.onClose}
      title={isReturn ? text.returnTitle : text.voidTitle}
      actions={
        <>
          <Button kind={isReturn ? 'primary' : 'danger'} busy={props.busy} onClick={send}>
            {isReturn ? text.return : text.void}
          </Button>
          <Button onClick={props.onClose}>{text.cancel}</Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter is a shortcut for the button */}
      <div
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <TextArea
          id={fieldId}
          label={text.reasonLabel}
          help={isReturn ? text.returnHelp : text.voidHelp}
          error={tried && reason.trim() === '' ? text.reasonMissing : undefined}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={1000}
        />
      </div>
    </Dialog>
  );
}
