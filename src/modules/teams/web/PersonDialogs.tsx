import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { type AreaChoice, useAreaSearch } from '../../figures/web/useFigureAreas.ts';
import { changePerson, mergePersons, type Person, type PersonDetail } from '../person.contract.ts';
import { sexWords } from '../words.rules.ts';
import { PersonSearch } from './AddMembers.tsx';
import { peopleText } from './people.text.ts';
import { teamsText } from './teams.text.ts';
import { teamsChanged } from './useTeams.ts';

/** What is kept of a person, to correct it. */
export function EditPerson({ person, onClose }: { person: PersonDetail; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const people = useText(peopleText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const search = useAreaSearch();
  const [name, setName] = useState(person.name);
  const [contact, setContact] = useState(person.contact ?? '');
  const [birthYear, setBirthYear] = useState(person.birthYear);
  const [sex, setSex] = useState(person.sex ?? '');
  const [home, setHome] = useState<AreaChoice | null>({ id: person.areaId, name: person.areaName, note: '' });
  const send = (
    baseRevision: number,
    body: { name: string; contact: string; birthYear: number | null; sex: 'female' | 'male' | null },
    areaId: string,
  ): Promise<PersonDetail> =>
    call(changePerson, { params: { id: person.id }, body: { baseRevision, person: body, areaId } });
  const form = useSubmit({
    fields: {
      'person.name': { id: 'person-name' },
      'person.birthYear': { id: 'person-born' },
      areaId: { id: 'person-home' },
    },
    send: () =>
      send(
        person.revision,
        { name, contact, birthYear, sex: sex === 'female' || sex === 'male' ? sex : null },
        home?.id ?? person.areaId,
      ),
    done: async (after) => {
      await teamsChanged(client);
      const was = {
        name: person.name,
        contact: person.contact ?? '',
        birthYear: person.birthYear,
        sex: person.sex,
      };
      const undo = async (): Promise<void> => {
        await send(after.revision, was, person.areaId);
        await teamsChanged(client);
      };
      toast({ text: text.saved, undo });
      onClose();
    },
  });
  const save = (): void =>
    void form.submit({ 'person.name': name.trim() === '' ? text.nothingTyped : undefined });
  return (
    <Dialog
      open
      onClose={onClose}
      title={people.personEdit}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={save}>
            {text.save}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <TextInput
          id="person-name"
          label={text.name}
          value={name}
          onChange={setName}
          error={form.errorOf('person.name')}
        />
        <TextInput label={text.contact} optional value={contact} onChange={setContact} />
        <NumberInput
          id="person-born"
          label={text.birthYear}
          optional
          value={birthYear}
          onChange={setBirthYear}
          error={form.errorOf('person.birthYear')}
        />
        <Select
          label={text.sex}
          optional
          placeholder="–"
          value={sex}
          onChange={setSex}
          choices={(['female', 'male'] as const).map((value) => ({
            value,
            label: sexWords[value][language],
          }))}
        />
        <Combobox<AreaChoice>
          id="person-home"
          label={people.personHome}
          value={home}
          onChange={setHome}
          search={search}
          itemKey={(choice) => choice.id}
          itemText={(choice) => choice.name}
          itemNote={(choice) => choice.note}
          error={form.errorOf('areaId')}
        />
      </FormStack>
    </Dialog>
  );
}

/** Makes two entries one person. */
export function MergePerson({ person, onClose }: { person: PersonDetail; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const people = useText(peopleText);
  const client = useQueryClient();
  const toast = useToast();
  const [other, setOther] = useState<Person>();
  const form = useSubmit({
    fields: { otherId: { id: 'merge-other' } },
    send: () => call(mergePersons, { params: { id: person.id }, body: { otherId: other?.id ?? '' } }),
    done: async () => {
      await teamsChanged(client);
      toast({ text: people.merged });
      onClose();
    },
  });
  const isOther = other !== undefined && other.id !== person.id;
  return (
    <Dialog
      open
      onClose={onClose}
      title={people.mergeTitle}
      actions={
        <>
          <Button kind="danger" busy={form.busy} disabled={!isOther} onClick={() => void form.submit()}>
            {people.merge}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <p>{people.mergeWords}</p>
        <PersonSearch id="merge-other" label={people.mergeOther} onFound={setOther} />
        {isOther && (
          <p>
            <strong>{other.name}</strong>, {other.areaName}
            {other.birthYear ? `, ${other.birthYear}` : ''}
          </p>
        )}
      </FormStack>
    </Dialog>
  );
}
