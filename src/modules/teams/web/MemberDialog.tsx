import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { Chosen, type Membership, type Team, TeamRole } from '../team.contract.ts';
import { inputOf } from '../team-input.rules.ts';
import { chosenWords, teamRoleWords } from '../words.rules.ts';
import { teamsText } from './teams.text.ts';
import { sendTeam, teamsChanged } from './useTeams.ts';

/** Role and days of a member; or, `leaving`, only when and why he leaves. */
export function MemberDialog(props: {
  team: Team;
  member: Membership;
  leaving: boolean;
  onClose: () => void;
}): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const { team, member, leaving, onClose } = props;
  const [role, setRole] = useState(member.role);
  const [chosen, setChosen] = useState(member.chosen);
  const [joinedOn, setJoinedOn] = useState(member.joinedOn);
  const [leftOn, setLeftOn] = useState(member.leftOn ?? (leaving ? localToday() : ''));
  const [leftReason, setLeftReason] = useState(member.leftReason);
  const before = inputOf(team);
  const at = team.members.indexOf(member);
  const form = useSubmit({
    fields: {
      [`team.members.${at}.joinedOn`]: { id: 'member-joined' },
      [`team.members.${at}.leftOn`]: { id: 'member-left' },
    },
    send: () =>
      sendTeam(team, {
        ...before,
        members: before.members.map((each) =>
          each.id === member.id
            ? { ...each, role, chosen, joinedOn, leftOn: leftOn === '' ? null : leftOn, leftReason }
            : each,
        ),
      }),
    done: async (after) => {
      await teamsChanged(client, after);
      const undo = async (): Promise<void> => {
        await teamsChanged(client, await sendTeam(after, before));
      };
      toast({ text: leaving ? text.left(member.person.name) : text.saved, undo });
      onClose();
    },
  });
  const save = (): void =>
    void form.submit({
      [`team.members.${at}.leftOn`]: leaving && leftOn === '' ? text.needsDay : undefined,
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={member.person.name}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={save}>
            {leaving ? text.leave : text.save}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        {!leaving && (
          <>
            <Select
              label={text.role}
              value={role}
              onChange={(value) => setRole(TeamRole.parse(value))}
              choices={TeamRole.options.map((value) => ({ value, label: teamRoleWords[value][language] }))}
            />
            <Select
              label={text.chosen}
              value={chosen}
              onChange={(value) => setChosen(Chosen.parse(value))}
              choices={Chosen.options.map((value) => ({ value, label: chosenWords[value][language] }))}
            />
            <DateInput
              id="member-joined"
              label={text.joinedOn}
              value={joinedOn}
              onChange={setJoinedOn}
              error={form.errorOf(`team.members.${at}.joinedOn`)}
            />
          </>
        )}
        <DateInput
          id="member-left"
          label={text.leftOn}
          optional={!leaving}
          value={leftOn}
          onChange={setLeftOn}
          error={form.errorOf(`team.members.${at}.leftOn`)}
        />
        <TextInput label={text.leftReason} optional value={leftReason} onChange={setLeftReason} />
      </FormStack>
    </Dialog>
  );
}
