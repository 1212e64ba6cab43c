import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import {
  commitRoster,
  discardRoster,
  getRoster,
  type Roster,
  type RosterMember,
  type RosterProblem,
  type RosterTeam,
  undoRoster,
} from '../roster.contract.ts';
import { teamKindWords, teamRoleWords } from '../words.rules.ts';
import { RosterTag } from './RostersPage.tsx';
import { rosterText } from './roster.text.ts';
import css from './teams.module.css';
import { teamsChanged } from './useTeams.ts';

/** One list of members: what was read of it, what has to be mended, and taking it in or back. */
export function RosterPage(): ReactNode {
  const text = useText(rosterText);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const roster = useQuery({
    queryKey: ['teams', 'roster', id],
    queryFn: ({ signal }) => call(getRoster, { params: { id }, signal }),
  });
  usePageTitle(roster.data?.fileName ?? text.title);
  if (!roster.data)
    return (
      <Page>
        <LoadState error={roster.error} onAgain={() => void roster.refetch()} />
      </Page>
    );
  return <RosterView roster={roster.data} />;
}

function RosterView({ roster }: { roster: Roster }): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  const { counts } = roster;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Page>
      <PageHeader
        title={roster.fileName}
        lead={roster.areaName}
        tag={<RosterTag state={roster.state} />}
        crumbs={[
          { label: text.back, href: '/to' },
          { label: text.list, href: '/to/nhap' },
        ]}
      />
      <StatRow>
        <Stat label={text.rows} value={number(counts.rows)} />
        <Stat label={text.accepted} value={number(counts.accepted)} />
        <Stat label={text.problems} value={number(counts.problems)} />
        <Stat label={text.known} value={number(counts.known)} />
        <Stat label={text.newPersons} value={number(counts.newPersons)} />
        <Stat label={text.newTeams} value={number(counts.newTeams)} />
      </StatRow>
      <Actions roster={roster} />
      {roster.problems.length > 0 && <Problems problems={roster.problems} />}
      <Notes roster={roster} />
      <Section title={text.teamsTitle}>
        <div className={css.form}>
          {roster.teams.map((team) => (
            <TeamRows key={`${team.areaId} ${team.kind} ${team.name}`} team={team} state={roster.state} />
          ))}
        </div>
      </Section>
    </Page>
  );
}

function Actions({ roster }: { roster: Roster }): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const members = formatNumber(roster.counts.memberships, language);
  const params = { id: roster.id };
  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(false);
    }
  }
  const takeBack = async (): Promise<void> => {
    client.setQueryData(['teams', 'roster', roster.id], await call(undoRoster, { params }));
    toast({ text: text.takenBack });
    await teamsChanged(client);
  };
  const take = async (): Promise<void> => {
    client.setQueryData(['teams', 'roster', roster.id], await call(commitRoster, { params }));
    toast({ text: text.taken(members), undo: takeBack });
    await teamsChanged(client);
  };
  const discard = async (): Promise<void> => {
    await call(discardRoster, { params });
    toast({ text: text.discarded });
    router.history.push('/to/nhap');
    await client.invalidateQueries({ queryKey: ['teams', 'rosters'] });
  };
  if (roster.state === 'undone') return <Banner title={text.undoneTitle}>{text.takenBack}</Banner>;
  if (roster.state === 'committed')
    return (
      <Banner tone="success" title={text.committedTitle}>
        <ButtonRow>
          <ButtonLink href={`/to?noi=${roster.areaId}`}>{text.back}</ButtonLink>
          <Button busy={busy} onClick={() => void run(takeBack)}>
            {text.undo}
          </Button>
        </ButtonRow>
      </Banner>
    );
  return (
    <ButtonRow>
      {roster.counts.memberships > 0 ? (
        <Button kind="primary" busy={busy} onClick={() => void run(take)}>
          {text.commit(members)}
        </Button>
      ) : (
        <p className={css.quiet}>{text.commitNothing}</p>
      )}
      <Button disabled={busy} onClick={() => void run(discard)}>
        {text.discard}
      </Button>
    </ButtonRow>
  );
}

function Problems({ problems }: { problems: readonly RosterProblem[] }): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  return (
    <Section title={text.problemsTitle} lead={text.problemsWords}>
      <DataTable<RosterProblem>
        caption={text.tableOf(text.problemsTitle)}
        hideCaption
        stack
        rows={problems.toSorted((a, b) => a.sheet.localeCompare(b.sheet, 'vi') || a.row - b.row)}
        rowKey={(row) => `${row.sheet} ${row.row} ${row.column} ${row.code}`}
        columns={[
          { key: 'row', label: text.row, cell: (row) => row.row },
          { key: 'sheet', label: text.sheet, cell: (row) => row.sheet },
          { key: 'column', label: text.column, cell: (row) => row.column },
          { key: 'found', label: text.foundText, cell: (row) => row.found || text.empty },
          { key: 'what', label: text.what, wide: true, cell: (row) => row.text[language] },
        ]}
      />
    </Section>
  );
}

function Notes({ roster }: { roster: Roster }): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  return (
    <>
      {roster.namesakes.length > 0 && (
        <Banner tone="info" title={text.namesakesTitle}>
          {text.namesakesWords}
          <ul>
            {roster.namesakes.map((each) => (
              <li key={`${each.sheet} ${each.row}`}>
                {text.row} {each.row}: {each.name} – {each.other}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {roster.dropped.length > 0 && (
        <Banner tone="info" title={text.droppedTitle}>
          <ul>
            {roster.dropped.map((each) => (
              <li key={`${each.sheet} ${each.column}`}>
                “{each.column}”: {each.text[language]}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {roster.skipped.length > 0 && (
        <Banner tone="info" title={text.skippedTitle}>
          <ul>
            {roster.skipped.map((each) => (
              <li key={each.sheet}>
                “{each.sheet}”: {each.text[language]}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}

function TeamRows({ team, state }: { team: RosterTeam; state: Roster['state'] }): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  const where = `${teamKindWords[team.kind][language]}, ${team.areaName}`;
  const what = `${where}, ${team.teamId ? text.existing : text.newTeam}`;
  const noteOf = (member: RosterMember): string =>
    member.known ? text.isMember : member.personId ? text.isKnown : text.isNew;
  if (state !== 'checked')
    return (
      <p>
        {team.teamId ? <Link href={`/to/${team.teamId}`}>{team.name}</Link> : <strong>{team.name}</strong>}
        <span className={css.quiet}> {where}</span>
      </p>
    );
  return (
    <DataTable<RosterMember>
      caption={`${team.name}: ${what}`}
      stack
      rows={team.members}
      rowKey={(row) => `${row.sheet} ${row.row}`}
      rowState={(row) => (row.known ? 'muted' : 'plain')}
      columns={[
        { key: 'name', label: text.name, wide: true, cell: (row) => row.name },
        { key: 'role', label: text.role, cell: (row) => teamRoleWords[row.role][language] },
        { key: 'born', label: text.born, numeric: true, cell: (row) => row.birthYear ?? '–' },
        { key: 'row', label: text.row, numeric: true, cell: (row) => row.row },
        { key: 'note', label: text.note, cell: noteOf },
      ]}
    />
  );
}
