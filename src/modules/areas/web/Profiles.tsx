import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { AreaDetail, AreaProfile } from '../areas.contract.ts';
import { putProfile } from '../hamlets.contract.ts';
import { localToday } from './AddHamlets.tsx';
import css from './Areas.module.css';
import { areasText } from './areas.text.ts';
import { areasChanged, useProfiles } from './useAreas.ts';

/** Households and people as counted from time to time, and the form for a new count. */
export function Profiles({ area }: { area: AreaDetail }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const list = useProfiles(area.id);
  const [adding, setAdding] = useState(false);
  const rows = list.data ?? [];
  const count = (n: number | null): string => (n === null ? '–' : formatNumber(n, language));
  // A commune's people are those of its hamlets; only who may write its own count sees the empty list.
  if (rows.length === 0 && !(area.can.editProfile && area.kind === 'hamlet')) return null;
  return (
    <Section
      title={text.profiles}
      action={
        area.can.editProfile &&
        !adding && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {text.addProfile}
          </Button>
        )
      }
    >
      {adding && <ProfileForm area={area} last={rows[0]} onDone={() => setAdding(false)} />}
      {rows.length === 0 && !adding && (
        <EmptyState title={text.noProfiles}>{text.noProfilesWords}</EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable<AreaProfile>
          caption={text.profilesTable}
          hideCaption
          stack
          tall
          rows={rows}
          rowKey={(row) => row.asOf}
          columns={[
            { key: 'asOf', label: text.asOf, nowrap: true, cell: (row) => formatDate(row.asOf, language) },
            {
              key: 'households',
              label: text.households,
              numeric: true,
              cell: (row) => count(row.households),
            },
            { key: 'people', label: text.people, numeric: true, cell: (row) => count(row.people) },
            { key: 'head', label: text.headShort, cell: (row) => row.headName },
            { key: 'note', label: text.note, wide: true, cell: (row) => row.note },
          ]}
        />
      )}
    </Section>
  );
}

function ProfileForm({
  area,
  last,
  onDone,
}: {
  area: AreaDetail;
  last: AreaProfile | undefined;
  onDone: () => void;
}): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [asOf, setAsOf] = useState(localToday);
  const [households, setHouseholds] = useState(last?.households ?? null);
  const [people, setPeople] = useState(last?.people ?? null);
  const [headName, setHeadName] = useState(last?.headName ?? '');
  const form = useSubmit({
    fields: {
      asOf: { id: 'profile-as-of' },
      households: { id: 'profile-households' },
      people: { id: 'profile-people' },
    },
    send: () =>
      call(putProfile, {
        params: { id: area.id },
        body: { asOf, households, people, headName, note: '' },
      }),
    done: async () => {
      toast({ text: text.savedProfile(formatDate(asOf, language)) });
      await areasChanged(client);
      onDone();
    },
  });
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <DateInput
          id="profile-as-of"
          label={text.asOf}
          value={asOf}
          onChange={setAsOf}
          error={form.errorOf('asOf')}
        />
        <NumberInput
          id="profile-households"
          label={text.households}
          optional
          value={households}
          onChange={setHouseholds}
          error={form.errorOf('households')}
        />
        <NumberInput
          id="profile-people"
          label={text.people}
          optional
          value={people}
          onChange={setPeople}
          error={form.errorOf('people')}
        />
        <TextInput label={text.head} optional value={headName} onChange={setHeadName} />
      </FormStack>
      <ButtonRow>
        <Button kind="primary" type="submit" busy={form.busy}>
          {text.save}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </ButtonRow>
    </form>
  );
}
