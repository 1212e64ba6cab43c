import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog, Drawer } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import type { Team } from '../team.contract.ts';
import { type GivenTeam, inputOf } from '../team-input.rules.ts';
import { type TeamDraft, TeamFields } from './TeamFields.tsx';
import { draftInput, teamFieldIds } from './team-draft.ts';
import { teamsText } from './teams.text.ts';
import { sendTeam, teamsChanged } from './useTeams.ts';

/** Sends a change of the team and offers the way back. */
function useSaved(team: Team, onClose: () => void, fields: Readonly<Record<string, { id: string }>>) {
  const text = useText(teamsText);
  const client = useQueryClient();
  const toast = useToast();
  const before = inputOf(team);
  return (input: () => GivenTeam) => ({
    fields,
    send: () => sendTeam(team, input()),
    done: async (after: Team) => {
      await teamsChanged(client, after);
      const undo = async (): Promise<void> => {
        await teamsChanged(client, await sendTeam(after, before));
      };
      toast({ text: text.saved, undo });
      onClose();
    },
  });
}

/** Name, kind, place, decision and models of a team. */
export function EditTeam({ team, onClose }: { team: Team; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const [draft, setDraft] = useState<TeamDraft>({
    area: { id: team.areaId, name: team.areaName, note: team.areaPath },
    kind: team.kind,
    name: team.name,
    foundedOn: team.foundedOn,
    decision: team.decision,
    households: team.households,
    note: team.note,
    sites: team.sites,
  });
  const saved = useSaved(team, onClose, teamFieldIds);
  const form = useSubmit(saved(() => ({ ...inputOf(team), ...draftInput(draft) })));
  const save = (): void =>
    void form.submit({
      'team.name': draft.name.trim() === '' ? text.needsName : undefined,
      'team.areaId': draft.area === null ? text.needsPlace : undefined,
      'team.foundedOn': draft.foundedOn === '' ? text.needsDay : undefined,
    });
  return (
    <Drawer
      open
      onClose={onClose}
      title={text.edit}
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
      <TeamFields draft={draft} onChange={setDraft} errorOf={form.errorOf} />
    </Drawer>
  );
}

/** From which day a team is no longer at work, and why. */
export function DisbandDialog({ team, onClose }: { team: Team; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const [day, setDay] = useState(localToday());
  const [reason, setReason] = useState('');
  const saved = useSaved(team, onClose, { 'team.disbandedOn': { id: 'disband-day' } });
  const form = useSubmit(
    saved(() => ({ ...inputOf(team), disbandedOn: day || null, disbandReason: reason.trim() })),
  );
  const save = (): void => void form.submit({ 'team.disbandedOn': day === '' ? text.needsDay : undefined });
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.disbandTitle}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={save}>
            {text.disband}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <p>{text.disbandWords}</p>
        <DateInput
          id="disband-day"
          label={text.disbandedOn}
          value={day}
          onChange={setDay}
          error={form.errorOf('team.disbandedOn')}
        />
        <TextInput label={text.disbandReason} optional value={reason} onChange={setReason} />
      </FormStack>
    </Dialog>
  );
}

/** Takes a team out of everything: it was entered by mistake. */
export function VoidDialog({ team, onClose }: { team: Team; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const [reason, setReason] = useState('');
  const saved = useSaved(team, onClose, { 'team.voidReason': { id: 'void-reason' } });
  const form = useSubmit(saved(() => ({ ...inputOf(team), voidReason: reason.trim() })));
  const save = (): void =>
    void form.submit({ 'team.voidReason': reason.trim() === '' ? text.needsReason : undefined });
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.voidTitle}
      actions={
        <>
          <Button kind="danger" busy={form.busy} onClick={save}>
            {text.voidTeam}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <p>{text.voidWords}</p>
        <TextInput
          id="void-reason"
          label={text.voidReason}
          value={reason}
          onChange={setReason}
          error={form.errorOf('team.voidReason')}
        />
      </FormStack>
    </Dialog>
  );
}
