import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { IconButton } from '../../../ui/action/Button.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import {
  type EntryColumn,
  type EntryErrors,
  type EntryRow,
  isEmptyRow,
} from '../../../ui/grid/entry.rules.ts';
import { listPersons, type Person } from '../person.contract.ts';
import { Chosen, TeamRole } from '../team.contract.ts';
import type { GivenTeam } from '../team-input.rules.ts';
import { chosenWords, sexWords, teamRoleWords } from '../words.rules.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';

export type GivenMember = NonNullable<GivenTeam['members']>[number];

/** New members as they are typed: rows of the grid, and whom of those known already each row is. */
export interface MembersDraft {
  readonly rows: readonly EntryRow[];
  readonly known: ReadonlyMap<string, Person>;
}

export function emptyMembers(joinedOn: string): MembersDraft {
  return { rows: [newMemberRow(joinedOn, 'teamLeader'), newMemberRow(joinedOn)], known: new Map() };
}

export function newMemberRow(joinedOn: string, role: TeamRole = 'teamMember'): EntryRow {
  return { id: uuidv7(), values: { role, joinedOn } };
}

/** Rows that count: those with a name. */
export function filledMembers(draft: MembersDraft): readonly EntryRow[] {
  return draft.rows.filter((row) => !isEmptyRow({ id: row.id, values: { name: row.values.name ?? '' } }));
}

/** The rows as they are put in. */
export function membersOf(draft: MembersDraft): GivenMember[] {
  return filledMembers(draft).map(({ id, values }) => {
    // Another name typed over somebody known is somebody else.
    const known = draft.known.get(id);
    const person = known?.name === values.name ? known : undefined;
    const year = Number(values.birthYear);
    return {
      id,
      personId: person?.id ?? id,
      ...(person
        ? {}
        : {
            newPerson: {
              name: values.name ?? '',
              contact: values.contact ?? '',
              birthYear: Number.isInteger(year) && year > 0 ? year : null,
              sex: values.sex === 'female' || values.sex === 'male' ? values.sex : null,
            },
          }),
      role: TeamRole.catch('teamMember').parse(values.role),
      chosen: Chosen.catch('unknown').parse(values.chosen || 'unknown'),
      joinedOn: values.joinedOn ?? '',
    };
  });
}

/** The grid in which members are typed or pasted, and the search for people who are known already. */
export function MembersGrid(props: {
  draft: MembersDraft;
  onChange: (draft: MembersDraft) => void;
  joinedOn: string;
  errors?: EntryErrors | undefined;
  strict: boolean;
  disabled?: boolean | undefined;
  onSave?: (() => void) | undefined;
}): ReactNode {
  const text = useText(teamsText);
  const { draft, onChange, joinedOn } = props;
  const columns = useMemberColumns();
  function addKnown(person: Person): void {
    if ([...draft.known.values()].some((each) => each.id === person.id)) return;
    const row = newMemberRow(joinedOn);
    const values = { ...row.values, name: person.name, contact: person.contact ?? '' };
    const year = person.birthYear === null ? {} : { birthYear: String(person.birthYear) };
    const sex = person.sex === null ? {} : { sex: person.sex };
    const typed = draft.rows.filter((each) => filledMembers(draft).includes(each));
    onChange({
      rows: [...typed, { id: row.id, values: { ...values, ...year, ...sex } }],
      known: new Map([...draft.known, [row.id, person]]),
    });
  }
  return (
    <div className={css.form}>
      <PersonSearch label={text.knownPerson} help={text.knownPersonHelp} onFound={addKnown} />
      {draft.known.size > 0 && (
        <ul className={css.people} aria-label={text.knownPerson}>
          {[...draft.known].map(([row, person]) => (
            <li key={row} className={css.inline}>
              <span>
                {person.name}, {person.areaName}
              </span>
              <IconButton
                icon="close"
                label={text.removeSite(person.name)}
                onClick={() =>
                  onChange({
                    rows: draft.rows.filter((each) => each.id !== row),
                    known: new Map([...draft.known].filter(([id]) => id !== row)),
                  })
                }
              />
            </li>
          ))}
        </ul>
      )}
      <EntryGrid
        label={text.newPeople}
        columns={columns}
        rows={draft.rows}
        onChange={(rows) => onChange({ ...draft, rows })}
        newRow={() => newMemberRow(joinedOn)}
        errors={props.errors}
        strict={props.strict && filledMembers(draft).length === draft.rows.length}
        disabled={props.disabled}
        onSave={props.onSave}
      />
    </div>
  );
}

/** The columns of the grid of members. */
export function useMemberColumns(): readonly EntryColumn[] {
  const text = useText(teamsText);
  const [language] = useLanguage();
  return [
    { key: 'name', label: text.name, kind: 'text', required: true, width: 14 },
    {
      key: 'role',
      label: text.role,
      kind: 'choice',
      required: true,
      choices: TeamRole.options.map((value) => ({ value, label: teamRoleWords[value][language] })),
    },
    { key: 'birthYear', label: text.birthYear, kind: 'integer', min: 1900, max: 2100, width: 6 },
    {
      key: 'sex',
      label: text.sex,
      kind: 'choice',
      width: 6,
      choices: (['female', 'male'] as const).map((value) => ({ value, label: sexWords[value][language] })),
    },
    { key: 'contact', label: text.contact, kind: 'text', width: 9 },
    {
      key: 'chosen',
      label: text.chosen,
      kind: 'choice',
      width: 8,
      choices: Chosen.options.map((value) => ({ value, label: chosenWords[value][language] })),
    },
    { key: 'joinedOn', label: text.joinedOn, kind: 'date', required: true, width: 8 },
  ];
}

/** Finds somebody who is known already; `onFound` is told and the field is empty again. */
export function PersonSearch(props: {
  label: string;
  help?: string | undefined;
  id?: string | undefined;
  onFound: (person: Person) => void;
}): ReactNode {
  const [language] = useLanguage();
  const [at, setAt] = useState(0);
  return (
    <Combobox<Person>
      key={at}
      id={props.id}
      label={props.label}
      help={props.help}
      optional="unsaid"
      minLetters={2}
      value={null}
      onChange={(person) => {
        if (!person) return;
        props.onFound(person);
        setAt(at + 1);
      }}
      search={async (q, signal) =>
        q.trim() === ''
          ? []
          : (await call(listPersons, { query: { q: q.trim(), limit: 20 }, signal })).persons
      }
      itemKey={(person) => person.id}
      itemText={(person) => person.name}
      itemNote={(person) =>
        [person.areaName, person.birthYear, person.sex && sexWords[person.sex][language]]
          .filter(Boolean)
          .join(' · ')
      }
    />
  );
}
