import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { checkEntryRows } from '../../../ui/grid/entry.rules.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { localToday, useFocusGrid } from '../../areas/web/AddHamlets.tsx';
import type { Membership, Team } from '../team.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import { chosenWords, sexWords, teamRoleWords } from '../words.rules.ts';
import {
  emptyMembers,
  filledMembers,
  type MembersDraft,
  MembersGrid,
  membersOf,
  newMemberRow,
  useMemberColumns,
} from './AddMembers.tsx';
import { MemberDialog } from './MemberDialog.tsx';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';
import { sendTeam, teamsChanged, useTeamChange } from './useTeams.ts';

const serves = (member: Membership, today: string): boolean =>
  member.leftOn === null || member.leftOn > today;

/** The members of a team, those of today first; adding them is the page's main action. */
export function MembersSection({ team, mayEdit }: { team: Team; mayEdit: boolean }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const [adding, setAdding] = useState(false);
  const today = localToday();
  const present = team.members.filter((member) => serves(member, today));
  const former = team.members.filter((member) => !serves(member, today));
  return (
    <>
      <Section
        title={`${text.membersTitle} (${formatNumber(present.length, language)})`}
        action={
          mayEdit &&
          !adding && (
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {text.addMembers}
            </Button>
          )
        }
      >
        {adding && <AddToTeam team={team} onDone={() => setAdding(false)} />}
        {present.length === 0 && !adding && (
          <EmptyState title={text.noMembers}>{text.noMembersWords}</EmptyState>
        )}
        {present.length > 0 && (
          <MemberTable team={team} members={present} caption={text.membersTitle} mayEdit={mayEdit} />
        )}
      </Section>
      {former.length > 0 && (
        <Section title={text.former}>
          <MemberTable team={team} members={former} caption={text.former} mayEdit={mayEdit} former />
        </Section>
      )}
    </>
  );
}

function MemberTable(props: {
  team: Team;
  members: readonly Membership[];
  caption: string;
  mayEdit: boolean;
  former?: boolean;
}): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const may = useMay();
  const { team } = props;
  const contact = team.can.contacts;
  const name = (row: Membership): ReactNode =>
    may('persons.read') ? (
      <Link href={`/to/nguoi/${row.person.id}`}>{row.person.name}</Link>
    ) : (
      row.person.name
    );
  return (
    <DataTable<Membership>
      caption={text.tableOf(props.caption)}
      hideCaption
      stack
      rows={props.members}
      rowKey={(row) => row.id}
      rowName={(row) => row.person.name}
      rowState={() => (props.former ? 'muted' : 'plain')}
      columns={[
        { key: 'name', label: text.name, wide: true, cell: name },
        {
          key: 'role',
          label: text.role,
          cell: (row) =>
            row.chosen === 'unknown'
              ? teamRoleWords[row.role][language]
              : `${teamRoleWords[row.role][language]} (${chosenWords[row.chosen][language].toLowerCase()})`,
        },
        ...(contact
          ? [
              {
                key: 'contact',
                label: text.contact,
                nowrap: true,
                cell: (row: Membership) => row.person.contact || '–',
              },
            ]
          : []),
        {
          key: 'born',
          label: contact ? text.sexAndYear : text.sex,
          cell: (row) =>
            [row.person.sex && sexWords[row.person.sex][language], row.person.birthYear]
              .filter(Boolean)
              .join(', ') || '–',
        },
        {
          key: 'joined',
          label: text.joinedOn,
          nowrap: true,
          cell: (row) => formatDate(row.joinedOn, language),
        },
        props.former
          ? {
              key: 'left',
              label: text.leftOn,
              cell: (row: Membership) =>
                [row.leftOn && formatDate(row.leftOn, language), row.leftReason].filter(Boolean).join(', '),
            }
          : {
              key: 'trained',
              label: text.trainedOn,
              nowrap: true,
              cell: (row: Membership) => (row.trainedOn ? formatDate(row.trainedOn, language) : text.notYet),
            },
        { key: 'also', label: text.alsoIn, cell: (row) => <AlsoIn member={row} /> },
        ...(props.mayEdit
          ? [
              {
                key: 'do',
                label: text.actions,
                cell: (row: Membership) => <MemberMenu team={team} member={row} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function AlsoIn({ member }: { member: Membership }): ReactNode {
  if (member.alsoIn.length === 0) return '–';
  return member.alsoIn.map((seat, at) => (
    <span key={seat.id}>
      {at > 0 && '; '}
      <Link href={seat.kind === 'team' ? `/to/${seat.id}` : `/ban-chi-dao/${seat.id}`} quiet>
        {seat.name}
      </Link>
    </span>
  ));
}

function MemberMenu({ team, member }: { team: Team; member: Membership }): ReactNode {
  const text = useText(teamsText);
  const change = useTeamChange(team);
  const [open, setOpen] = useState<'change' | 'leave'>();
  const { name } = member.person;
  return (
    <>
      <Menu
        label={<MenuLabel name={name} />}
        small
        kind="quiet"
        align="end"
        items={[
          { label: text.editMember, icon: 'edit', onSelect: () => setOpen('change') },
          { label: text.editPerson, href: `/to/nguoi/${member.person.id}` },
          ...(member.leftOn === null ? [{ label: text.leave, onSelect: () => setOpen('leave') }] : []),
          {
            label: text.removeMember,
            danger: true,
            onSelect: () =>
              void change(
                (input) => ({ ...input, members: input.members.filter((each) => each.id !== member.id) }),
                text.removed(name),
              ),
          },
        ]}
      />
      {open && (
        <MemberDialog
          team={team}
          member={member}
          leaving={open === 'leave'}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function MenuLabel({ name }: { name: string }): ReactNode {
  const text = useText(teamsText);
  return (
    <>
      {text.actions}
      <VisuallyHidden> {name}</VisuallyHidden>
    </>
  );
}

function AddToTeam({ team, onDone }: { team: Team; onDone: () => void }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const top = useFocusGrid();
  const today = localToday();
  const [draft, setDraft] = useState<MembersDraft>(() =>
    team.members.length === 0
      ? emptyMembers(team.foundedOn)
      : { rows: [newMemberRow(today)], known: new Map() },
  );
  const [strict, setStrict] = useState(false);
  const columns = useMemberColumns();
  const joinedOn = team.members.length === 0 ? team.foundedOn : today;
  const before = inputOf(team);
  const form = useSubmit({
    fields: {},
    send: () => sendTeam(team, { ...before, members: [...before.members, ...membersOf(draft)] }),
    done: async (after) => {
      await teamsChanged(client, after);
      const undo = async (): Promise<void> => {
        await teamsChanged(client, await sendTeam(after, before));
      };
      toast({ text: text.saved, undo });
      onDone();
    },
  });
  function save(): void {
    const filled = filledMembers(draft);
    if (filled.length === 0) return void form.submit({ rows: text.nothingTyped });
    setStrict(true);
    if (Object.keys(checkEntryRows(columns, filled, language)).length > 0) return;
    void form.submit();
  }
  return (
    <div ref={top} className={css.form}>
      <ErrorSummary errors={form.summary} />
      <MembersGrid
        draft={draft}
        onChange={setDraft}
        joinedOn={joinedOn}
        strict={strict}
        disabled={form.busy}
        onSave={save}
      />
      <ButtonRow>
        <Button kind="primary" busy={form.busy} onClick={save}>
          {text.saveMembers}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </ButtonRow>
    </div>
  );
}
