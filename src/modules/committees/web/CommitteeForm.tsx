import { type ReactNode, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { checkEntryRows, type EntryColumn } from '../../../ui/grid/entry.rules.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { type AreaChoice, useAreaSearch } from '../../figures/web/useFigureAreas.ts';
import type { Person } from '../../teams/person.contract.ts';
import { PersonSearch } from '../../teams/web/AddMembers.tsx';
import { SitesField } from '../../teams/web/TeamFields.tsx';
import css from '../../teams/web/teams.module.css';
import { type Committee, CommitteeKind, SeatRole } from '../committees.contract.ts';
import { committeeKindWords, seatRoleWords } from '../words.rules.ts';
import {
  type CommitteeDraft,
  committeeInput,
  filled,
  personOf,
  seatRow,
  taskRow,
} from './committee-draft.ts';
import { committeesText } from './committees.text.ts';
import type { GivenCommittee } from './useCommittees.ts';

/** The form of a committee, for a new one and for changes: everything on one page, saved at once. */
export function CommitteeForm(props: {
  start: CommitteeDraft;
  isKnown?: boolean;
  submitLabel: string;
  cancelHref: string;
  send: (input: GivenCommittee) => Promise<Committee>;
  done: (committee: Committee) => Promise<void>;
}): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const [draft, setDraft] = useState(props.start);
  const [strict, setStrict] = useState(false);
  const seatColumns = useSeatColumns();
  const taskColumns = useTaskColumns(draft);
  const form = useSubmit({
    fields: {
      'committee.name': { id: 'committee-name' },
      'committee.areaId': { id: 'committee-area' },
      'committee.foundedOn': { id: 'committee-founded' },
      'committee.endedOn': { id: 'committee-ended' },
    },
    send: () => props.send(committeeInput(draft)),
    done: props.done,
  });
  const set = (change: Partial<CommitteeDraft>): void => setDraft({ ...draft, ...change });
  function save(): void {
    setStrict(true);
    const wrong = {
      ...checkEntryRows(seatColumns, filled(draft.seats, 'name'), language),
      ...checkEntryRows(taskColumns, filled(draft.tasks, 'title'), language),
    };
    if (Object.keys(wrong).length > 0) return;
    void form.submit({
      'committee.name': draft.name.trim() === '' ? text.needsName : undefined,
      'committee.areaId': draft.area === null ? text.needsPlace : undefined,
      'committee.foundedOn': draft.foundedOn === '' ? text.needsDay : undefined,
    });
  }
  function addKnown(person: Person): void {
    if (draft.seats.some((row) => personOf(draft, row)?.id === person.id)) return;
    const row = seatRow(draft.foundedOn);
    set({
      seats: [...filled(draft.seats, 'name'), { id: row.id, values: { ...row.values, name: person.name } }],
      known: new Map([...draft.known, [row.id, person]]),
    });
  }
  return (
    <form
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ErrorSummary errors={form.summary} />
      <Basics draft={draft} set={set} errorOf={form.errorOf} isKnown={props.isKnown === true} />
      <Section title={text.membersTitle}>
        <div className={css.form}>
          <PersonSearch label={text.knownPerson} help={text.knownPersonHelp} onFound={addKnown} />
          <EntryGrid
            label={text.membersTitle}
            columns={seatColumns}
            rows={draft.seats}
            onChange={(seats) => set({ seats })}
            newRow={() => seatRow(draft.foundedOn)}
            strict={strict && filled(draft.seats, 'name').length === draft.seats.length}
            disabled={form.busy}
          />
        </div>
      </Section>
      <Section title={text.models}>
        <SitesField label={text.models} sites={draft.sites} onChange={(sites) => set({ sites })} />
      </Section>
      <Section title={text.tasks}>
        <EntryGrid
          label={text.tasks}
          columns={taskColumns}
          rows={draft.tasks}
          onChange={(tasks) => set({ tasks })}
          newRow={taskRow}
          strict={strict && filled(draft.tasks, 'title').length === draft.tasks.length}
          disabled={form.busy}
        />
      </Section>
      <ButtonRow>
        <Button kind="primary" type="submit" busy={form.busy}>
          {props.submitLabel}
        </Button>
        <ButtonLink href={props.cancelHref}>{text.cancel}</ButtonLink>
      </ButtonRow>
    </form>
  );
}

function Basics(props: {
  draft: CommitteeDraft;
  set: (change: Partial<CommitteeDraft>) => void;
  errorOf: (path: string) => string | undefined;
  /** It is there already: then it can come to an end. */
  isKnown: boolean;
}): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const search = useAreaSearch();
  const { draft, set, errorOf } = props;
  return (
    <div className={css.pair}>
      <TextInput
        id="committee-name"
        label={text.name}
        value={draft.name}
        onChange={(name) => set({ name })}
        error={errorOf('committee.name')}
      />
      <Select
        label={text.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind: CommitteeKind.parse(kind) })}
        choices={CommitteeKind.options.map((value) => ({
          value,
          label: committeeKindWords[value][language],
        }))}
      />
      <Combobox<AreaChoice>
        id="committee-area"
        label={text.place}
        value={draft.area}
        onChange={(area) => set({ area })}
        search={search}
        itemKey={(choice) => choice.id}
        itemText={(choice) => choice.name}
        itemNote={(choice) => choice.note}
        error={errorOf('committee.areaId')}
      />
      <DateInput
        id="committee-founded"
        label={text.foundedOn}
        value={draft.foundedOn}
        onChange={(foundedOn) => set({ foundedOn })}
        error={errorOf('committee.foundedOn')}
      />
      <TextInput
        label={text.decision}
        help={text.decisionHelp}
        optional
        value={draft.decision}
        onChange={(decision) => set({ decision })}
      />
      <TextInput
        label={text.standingBody}
        help={text.standingBodyHelp}
        optional
        value={draft.standingBody}
        onChange={(standingBody) => set({ standingBody })}
      />
      {props.isKnown && (
        <DateInput
          id="committee-ended"
          label={text.endedOn}
          optional
          value={draft.endedOn}
          onChange={(endedOn) => set({ endedOn })}
          error={errorOf('committee.endedOn')}
        />
      )}
      {draft.endedOn !== '' && (
        <TextInput
          label={text.endReason}
          optional
          value={draft.endReason}
          onChange={(endReason) => set({ endReason })}
        />
      )}
      <TextArea label={text.note} optional rows={2} value={draft.note} onChange={(note) => set({ note })} />
    </div>
  );
}

function useSeatColumns(): readonly EntryColumn[] {
  const text = useText(committeesText);
  const [language] = useLanguage();
  return [
    { key: 'name', label: text.person, kind: 'text', required: true, width: 13 },
    {
      key: 'role',
      label: text.role,
      kind: 'choice',
      required: true,
      width: 16,
      choices: SeatRole.options.map((value) => ({ value, label: seatRoleWords[value][language] })),
    },
    { key: 'office', label: text.office, kind: 'text', width: 14 },
    { key: 'from', label: text.from, kind: 'date', required: true, width: 8 },
    { key: 'to', label: text.to, kind: 'date', width: 8 },
  ];
}

function useTaskColumns(draft: CommitteeDraft): readonly EntryColumn[] {
  const text = useText(committeesText);
  const people = filled(draft.seats, 'name').map((row) => ({
    value: personOf(draft, row)?.id ?? row.id,
    label: row.values.name ?? '',
  }));
  return [
    { key: 'title', label: text.task, kind: 'text', required: true, width: 18 },
    { key: 'dueOn', label: text.dueOn, kind: 'date', width: 8 },
    {
      key: 'personId',
      label: text.responsible,
      kind: 'choice',
      width: 12,
      choices: [...new Map(people.map((person) => [person.value, person])).values()],
    },
    { key: 'doneOn', label: text.doneOn, kind: 'date', width: 8 },
  ];
}
