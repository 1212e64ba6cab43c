import { type ReactNode, useState } from 'react';
import { download } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { TeamKind } from '../team.contract.ts';
import { exportMembers } from '../teams.contract.ts';
import { teamsText } from './teams.text.ts';

/** Asks what a list of people is for, and downloads it: the reason stands in the log of readings. */
export function ExportDialog(props: {
  open: boolean;
  onClose: () => void;
  query: {
    q?: string | undefined;
    kind?: TeamKind | undefined;
    state?: 'active' | 'disbanded' | 'all' | undefined;
    areaId?: string | undefined;
    siteId?: string | undefined;
  };
}): ReactNode {
  const text = useText(teamsText);
  const [reason, setReason] = useState('');
  const [contacts, setContacts] = useState(false);
  const form = useSubmit({
    fields: { reason: { id: 'export-reason', bad: text.exportNeedsReason } },
    send: () =>
      download(exportMembers, {
        query: { ...props.query, reason: reason.trim(), contacts: String(contacts) },
      }),
    done: props.onClose,
  });
  const send = (): void =>
    void form.submit({ reason: reason.trim().length < 3 ? text.exportNeedsReason : undefined });
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={text.exportTitle}
      actions={
        <>
          <Button kind="primary" icon="download" busy={form.busy} onClick={send}>
            {text.export}
          </Button>
          <Button onClick={props.onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <p>{text.exportWords}</p>
        <TextInput
          id="export-reason"
          label={text.exportReason}
          help={text.exportReasonHelp}
          value={reason}
          onChange={setReason}
          error={form.errorOf('reason')}
        />
        <Checkbox label={text.exportContacts} checked={contacts} onChange={setContacts} />
      </FormStack>
    </Dialog>
  );
}
