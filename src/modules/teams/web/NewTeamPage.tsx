import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { checkEntryRows } from '../../../ui/grid/entry.rules.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { useOwnAreas } from '../../figures/web/useFigureAreas.ts';
import { putTeam } from '../teams.contract.ts';
import {
  emptyMembers,
  filledMembers,
  type MembersDraft,
  MembersGrid,
  membersOf,
  useMemberColumns,
} from './AddMembers.tsx';
import { type TeamDraft, TeamFields } from './TeamFields.tsx';
import { draftInput, teamFieldIds } from './team-draft.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';
import { teamsChanged } from './useTeams.ts';

/** Founds a team with its members in one go, as the founding decision has them. */
export function NewTeamPage(): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [own] = useOwnAreas();
  usePageTitle(text.newTitle);
  const today = localToday();
  const [id] = useState(() => uuidv7());
  const [draft, setDraft] = useState<TeamDraft>(() => ({
    area: own && own.kind === 'commune' ? { id: own.id, name: own.name, note: '' } : null,
    kind: 'modelTeam',
    name: '',
    foundedOn: today,
    decision: '',
    households: null,
    note: '',
    sites: [],
  }));
  const [members, setMembers] = useState<MembersDraft>(() => emptyMembers(today));
  const [strict, setStrict] = useState(false);
  const columns = useMemberColumns();
  const form = useSubmit({
    fields: teamFieldIds,
    send: () =>
      call(putTeam, {
        params: { id },
        body: { baseRevision: 0, team: { ...draftInput(draft), members: membersOf(members) } },
      }),
    done: async (team) => {
      await teamsChanged(client, team);
      toast({ text: text.created(team.name) });
      router.history.push(`/to/${team.id}`);
    },
  });
  function changeDraft(next: TeamDraft): void {
    // Members join on the founding day unless somebody typed another one.
    if (next.foundedOn !== draft.foundedOn) {
      const rows = members.rows.map((row) =>
        row.values.joinedOn === draft.foundedOn
          ? { ...row, values: { ...row.values, joinedOn: next.foundedOn } }
          : row,
      );
      setMembers({ ...members, rows });
    }
    setDraft(next);
  }
  function save(): void {
    setStrict(true);
    if (Object.keys(checkEntryRows(columns, filledMembers(members), language)).length > 0) return;
    void form.submit({
      'team.name': draft.name.trim() === '' ? text.needsName : undefined,
      'team.areaId': draft.area === null ? text.needsPlace : undefined,
      'team.foundedOn': draft.foundedOn === '' ? text.needsDay : undefined,
    });
  }
  return (
    <Page>
      <PageHeader title={text.newTitle} lead={text.newLead} crumbs={[{ label: text.back, href: '/to' }]} />
      <ErrorSummary errors={form.summary} />
      <form
        noValidate
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TeamFields draft={draft} onChange={changeDraft} errorOf={form.errorOf} />
        <Section title={text.membersTitle}>
          <MembersGrid
            draft={members}
            onChange={setMembers}
            joinedOn={draft.foundedOn}
            strict={strict}
            disabled={form.busy}
          />
        </Section>
        <ButtonRow>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.createTeam}
          </Button>
          <ButtonLink href="/to">{text.cancel}</ButtonLink>
        </ButtonRow>
      </form>
    </Page>
  );
}
