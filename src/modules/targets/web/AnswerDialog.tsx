import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextArea } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { answerTarget, type TargetLine } from '../targets.contract.ts';
import { targetsText } from './targets.text.ts';

/** Why a unit is behind, and what it will do. */
export function AnswerDialog(props: {
  target: TargetLine;
  title: string;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}): ReactNode {
  const text = useText(targetsText);
  const toast = useToast();
  const [answerId] = useState(() => uuidv7());
  const [reason, setReason] = useState('');
  const form = useSubmit({
    fields: { reason: { id: 'target-reason', bad: text.answerShort } },
    send: () => call(answerTarget, { params: { id: props.target.id, answerId }, body: { reason } }),
    done: async () => {
      toast({ text: text.answered });
      await props.onDone();
      props.onClose();
    },
  });
  const send = (): void =>
    void form.submit({ reason: reason.trim().length < 3 ? text.answerShort : undefined });
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      actions={
        <Button kind="primary" busy={form.busy} onClick={send}>
          {text.answerSave}
        </Button>
      }
    >
      <FormStack>
        <ErrorSummary errors={form.summary} />
        <TextArea
          id="target-reason"
          label={text.answerLabel}
          help={text.answerHelp}
          rows={5}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={form.errorOf('reason')}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
      </FormStack>
    </Dialog>
  );
}
