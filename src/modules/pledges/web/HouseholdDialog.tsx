import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { changeHousehold, type Household, removeHousehold } from '../household.contract.ts';
import { houseName } from './house-name.ts';
import { householdsText } from './households.text.ts';

/** Correcting one household, or noting that it left. */
export function HouseholdDialog(props: {
  household: Household;
  today: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const text = useText(householdsText);
  const [language] = useLanguage();
  const toast = useToast();
  const { household } = props;
  const [draft, setDraft] = useState(household);
  const put = (some: Partial<Household>): void => setDraft((all) => ({ ...all, ...some }));
  const form = useSubmit({
    fields: {
      houseNumber: { id: 'household-number' },
      leftOn: { id: 'household-left' },
    },
    send: () => {
      const { houseNumber, people, contactName, contactPhone, regular, leftOn, version } = draft;
      const body = { houseNumber, people, contactName, contactPhone, regular, leftOn, version };
      return call(changeHousehold, { params: { id: household.id }, body });
    },
    done: async () => {
      toast({ text: text.changed });
      await props.onDone();
      props.onClose();
    },
  });
  async function remove(): Promise<void> {
    try {
      await call(removeHousehold, { params: { id: household.id } });
      toast({ text: text.removed });
      await props.onDone();
      props.onClose();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const isNameless = draft.houseNumber.trim() === '' && draft.contactName.trim() === '';
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={text.editOf(houseName(household, language))}
      actions={
        <>
          <Button
            kind="primary"
            busy={form.busy}
            onClick={() => void form.submit({ houseNumber: isNameless ? text.nameless : undefined })}
          >
            {text.save}
          </Button>
          <Button icon="trash" onClick={() => void remove()}>
            {text.remove}
          </Button>
        </>
      }
    >
      <FormStack>
        <ErrorSummary errors={form.summary} />
        <TextInput
          id="household-number"
          label={text.houseNumber}
          optional
          value={draft.houseNumber}
          onChange={(houseNumber) => put({ houseNumber })}
          error={form.errorOf('houseNumber')}
          maxLength={60}
        />
        <NumberInput
          label={text.people}
          optional
          value={draft.people}
          onChange={(people) => put({ people })}
        />
        <TextInput
          label={text.contactName}
          optional
          value={draft.contactName}
          onChange={(contactName) => put({ contactName })}
          maxLength={120}
        />
        <TextInput
          label={text.contactPhone}
          optional
          type="tel"
          value={draft.contactPhone}
          onChange={(contactPhone) => put({ contactPhone })}
          maxLength={30}
        />
        <Checkbox label={text.regular} checked={draft.regular} onChange={(regular) => put({ regular })} />
        <DateInput
          id="household-left"
          label={text.leftOn}
          help={text.leftHelp}
          optional
          value={draft.leftOn ?? ''}
          onChange={(leftOn) => put({ leftOn: leftOn === '' ? null : leftOn })}
          max={props.today}
          error={form.errorOf('leftOn')}
        />
      </FormStack>
    </Dialog>
  );
}
