import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { type FieldPhone, renamePhone } from '../../phones.contract.ts';
import { phonesText } from './phones.text.ts';

/** Another name for a phone; phones name themselves by their model, and a commune has ten of one model. */
export function RenameDialog(props: { phone: FieldPhone; onClose: () => void }): ReactNode {
  const text = useText(phonesText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const { id, name: before } = props.phone;
  const [name, setName] = useState(before);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();

  async function save(): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      const renamed = await call(renamePhone, { params: { id }, body: { name } });
      toast({ text: text.renamed(renamed.name) });
      await Promise.all(['phones', 'fieldDay'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      props.onClose();
    } catch (error) {
      setRefused(error);
      setBusy(false);
    }
  }
  return (
    <Dialog open title={text.renameTitle(before)} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormStack>
          {refused !== undefined && <Banner tone="error">{problemText(refused, language)}</Banner>}
          <TextInput
            label={text.newName}
            help={text.newNameHelp}
            value={name}
            onChange={setName}
            maxLength={80}
            autoComplete="off"
          />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={busy} disabled={name.trim() === ''}>
              {text.save}
            </Button>
            <Button kind="quiet" onClick={props.onClose}>
              {text.cancel}
            </Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}
