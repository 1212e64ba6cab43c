import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Committee } from '../committees.contract.ts';
import { committeesText } from './committees.text.ts';
import { committeesChanged, inputOf, sendCommittee } from './useCommittees.ts';

/** Takes a committee out of everything: it was entered by mistake. */
export function VoidDialog({ committee, onClose }: { committee: Committee; onClose: () => void }): ReactNode {
  const text = useText(committeesText);
  const client = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const before = inputOf(committee);
  const form = useSubmit({
    fields: { 'committee.voidReason': { id: 'void-reason' } },
    send: () => sendCommittee(committee.id, committee.revision, { ...before, voidReason: reason.trim() }),
    done: async (after) => {
      await committeesChanged(client, after);
      const undo = async (): Promise<void> => {
        await committeesChanged(client, await sendCommittee(after.id, after.revision, before));
      };
      toast({ text: text.voided, undo });
      onClose();
    },
  });
  const save = (): void =>
    void form.submit({ 'committee.voidReason': reason.trim() === '' ? text.needsReason : undefined });
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.void}
      actions={
        <>
          <Button kind="danger" busy={form.busy} onClick={save}>
            {text.void}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <TextInput
        id="void-reason"
        label={text.voidReason}
        value={reason}
        onChange={setReason}
        error={form.errorOf('committee.voidReason')}
      />
    </Dialog>
  );
}
