import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { FilesSection } from '../../documents/web/FilesSection.tsx';
import type { Committee, CommitteeTask } from '../committees.contract.ts';
import { committeeKindWords, seatRoleWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';
import { committeesChanged, inputOf, sendCommittee, useCommittee } from './useCommittees.ts';

type Seat = Committee['seats'][number];
type Model = Committee['models'][number];

/** One committee: who sits in it, what it governs, what it has to do. */
export function CommitteePage(): ReactNode {
  const text = useText(committeesText);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useCommittee(id);
  usePageTitle(found.data?.name ?? text.title);
  if (!found.data)
    return (
      <Page>
        <LoadState error={found.error} onAgain={() => void found.refetch()} />
      </Page>
    );
  return <CommitteeView committee={found.data} />;
}

function CommitteeView({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const [voiding, setVoiding] = useState(false);
  const mayEdit = committee.can.write && committee.voidReason === null && committee.mergedInto === null;
  return (
    <Page>
      <PageHeader
        title={committee.name}
        lead={`${committeeKindWords[committee.kind][language]} · ${committee.areaName}`}
        crumbs={[{ label: text.back, href: '/ban-chi-dao' }]}
        tag={<CommitteeTag committee={committee} />}
        action={
          mayEdit && (
            <ButtonLink kind="primary" icon="edit" href={`/ban-chi-dao/${committee.id}/sua`}>
              {text.edit}
            </ButtonLink>
          )
        }
      />
      <EndBanner committee={committee} />
      <Seats committee={committee} />
      <Models models={committee.models} />
      <Tasks committee={committee} />
      <Facts committee={committee} />
      <Section title={text.papers}>
        <FilesSection subjectKind="committee" subjectId={committee.id} />
      </Section>
      {committee.predecessors.map((each) => (
        <Section key={each.id} title={text.papersOf(each.name)}>
          <FilesSection subjectKind="committee" subjectId={each.id} />
        </Section>
      ))}
      {mayEdit && (
        <ButtonRow>
          <Button kind="quiet" onClick={() => setVoiding(true)}>
            {text.void}
          </Button>
        </ButtonRow>
      )}
      {voiding && <VoidDialog committee={committee} onClose={() => setVoiding(false)} />}
    </Page>
  );
}

function CommitteeTag({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  if (committee.voidReason !== null) return <StatusTag state="voided" />;
  if (committee.endedOn !== null) return <StatusTag state="ended">{text.ended}</StatusTag>;
  return <StatusTag state="active">{text.active}</StatusTag>;
}

function EndBanner({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function restore(): Promise<void> {
    try {
      const input = { ...inputOf(committee), voidReason: null };
      await committeesChanged(client, await sendCommittee(committee.id, committee.revision, input));
      toast({ text: text.saved });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const { mergedInto, endedOn } = committee;
  if (committee.voidReason !== null)
    return (
      <Banner
        tone="warn"
        title={text.voided}
        action={
          committee.can.write && (
            <Button small onClick={() => void restore()}>
              {text.restore}
            </Button>
          )
        }
      >
        {committee.voidReason}
      </Banner>
    );
  if (endedOn === null) return null;
  return (
    <Banner
      title={mergedInto ? text.mergedInto(mergedInto.name) : text.endedSince(formatDate(endedOn, language))}
      action={
        mergedInto && (
          <ButtonLink small href={`/ban-chi-dao/${mergedInto.id}`}>
            {mergedInto.name}
          </ButtonLink>
        )
      }
    >
      {[text.endedSince(formatDate(endedOn, language)), committee.endReason].filter(Boolean).join('. ')}
    </Banner>
  );
}

function Seats({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const today = localToday();
  const present = committee.seats.filter((seat) => seat.to === null || seat.to > today);
  const former = committee.seats.filter((seat) => seat.to !== null && seat.to <= today);
  return (
    <>
      <Section title={text.membersTitle}>
        {present.length === 0 ? (
          <EmptyState title={text.noMembers}>{text.noMembersWords}</EmptyState>
        ) : (
          <SeatTable seats={present} caption={text.membersTitle} />
        )}
      </Section>
      {former.length > 0 && (
        <Section title={text.former}>
          <SeatTable seats={former} caption={text.former} former />
        </Section>
      )}
    </>
  );
}

function SeatTable(props: { seats: readonly Seat[]; caption: string; former?: boolean }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const may = useMay();
  return (
    <DataTable<Seat>
      caption={text.tableOf(props.caption)}
      hideCaption
      stack
      rows={props.seats}
      rowKey={(row) => row.id}
      rowName={(row) => row.person.name}
      rowState={() => (props.former ? 'muted' : 'plain')}
      columns={[
        {
          key: 'name',
          label: text.person,
          wide: true,
          cell: (row) =>
            may('persons.read') ? (
              <Link href={`/to/nguoi/${row.person.id}`}>{row.person.name}</Link>
            ) : (
              row.person.name
            ),
        },
        { key: 'role', label: text.role, cell: (row) => seatRoleWords[row.role][language] },
        { key: 'office', label: text.office, wide: true, cell: (row) => row.office || '–' },
        { key: 'from', label: text.from, nowrap: true, cell: (row) => formatDate(row.from, language) },
        ...(props.former
          ? [
              {
                key: 'to',
                label: text.to,
                nowrap: true,
                cell: (row: Seat) => (row.to ? formatDate(row.to, language) : '–'),
              },
            ]
          : [
              {
                key: 'others',
                label: text.otherCommittees,
                numeric: true,
                cell: (row: Seat) =>
                  row.otherCommittees === 0 ? '–' : formatNumber(row.otherCommittees, language),
              },
            ]),
      ]}
    />
  );
}

function Models({ models }: { models: readonly Model[] }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  return (
    <Section title={text.models}>
      {models.length === 0 ? (
        <EmptyState title={text.noModels}>{text.noModelsWords}</EmptyState>
      ) : (
        <DataTable<Model>
          caption={text.tableOf(text.models)}
          hideCaption
          stack
          rows={models}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              label: text.models,
              wide: true,
              cell: (row) => <Link href={`/mo-hinh/${row.id}`}>{row.name}</Link>,
            },
            { key: 'place', label: text.place, cell: (row) => row.areaName },
            { key: 'from', label: text.from, nowrap: true, cell: (row) => formatDate(row.from, language) },
          ]}
        />
      )}
    </Section>
  );
}

function Tasks({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const today = localToday();
  const nameOf = (id: string | null): string =>
    committee.seats.find((seat) => seat.person.id === id)?.person.name ?? '–';
  return (
    <Section title={text.tasks}>
      {committee.tasks.length === 0 ? (
        <EmptyState title={text.noTasks}>{text.noTasksWords}</EmptyState>
      ) : (
        <DataTable<CommitteeTask>
          caption={text.tableOf(text.tasks)}
          hideCaption
          stack
          rows={committee.tasks}
          rowKey={(row) => row.id}
          rowState={(row) => (row.doneOn ? 'muted' : 'plain')}
          columns={[
            { key: 'title', label: text.task, wide: true, cell: (row) => row.title },
            {
              key: 'due',
              label: text.dueOn,
              nowrap: true,
              cell: (row) => (row.dueOn ? formatDate(row.dueOn, language) : '–'),
            },
            { key: 'who', label: text.responsible, cell: (row) => nameOf(row.personId) },
            { key: 'state', label: text.state, cell: (row) => <TaskTag task={row} today={today} /> },
          ]}
        />
      )}
    </Section>
  );
}

function TaskTag({ task, today }: { task: CommitteeTask; today: string }): ReactNode {
  const text = useText(committeesText);
  if (task.doneOn) return <StatusTag state="ended">{text.done}</StatusTag>;
  if (task.dueOn && task.dueOn < today) return <StatusTag state="overdue">{text.late}</StatusTag>;
  return <StatusTag state="waiting">{text.open}</StatusTag>;
}

function Facts({ committee }: { committee: Committee }): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const items = [
    { term: text.foundedOn, value: formatDate(committee.foundedOn, language) },
    ...(committee.decision ? [{ term: text.decision, value: committee.decision }] : []),
    ...(committee.standingBody ? [{ term: text.standingBody, value: committee.standingBody }] : []),
    ...(committee.note ? [{ term: text.note, value: committee.note }] : []),
    ...(committee.predecessors.length === 0
      ? []
      : [
          {
            term: text.predecessors,
            value: committee.predecessors.map((each, at) => (
              <span key={each.id}>
                {at > 0 && '; '}
                <Link href={`/ban-chi-dao/${each.id}`}>{each.name}</Link>
              </span>
            )),
          },
        ]),
  ];
  return (
    <Section>
      <DescriptionList items={items} />
    </Section>
  );
}

function VoidDialog({ committee, onClose }: { committee: Committee; onClose: () => void }): ReactNode {
  const text = useText(committeesText);
  const client = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const before = inputOf(committee);
  const form = useSubmit({
    fields: { 'committee.voidReason': { id: 'void-reason' } },
    send: () => sendCommittee(committee.id, committee.revision, { ...before, voidReason: reason.trim() }),
    done: async (after) => {
      await committeesChanged(client, after);
      const undo = async (): Promise<void> => {
        await committeesChanged(client, await sendCommittee(after.id, after.revision, before));
      };
      toast({ text: text.voided, undo });
      onClose();
    },
  });
  const save = (): void =>
    void form.submit({ 'committee.voidReason': reason.trim() === '' ? text.needsReason : undefined });
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.void}
      actions={
        <>
          <Button kind="danger" busy={form.busy} onClick={save}>
            {text.void}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <TextInput
        id="void-reason"
        label={text.voidReason}
        value={reason}
        onChange={setReason}
        error={form.errorOf('committee.voidReason')}
      />
    </Dialog>
  );
}
