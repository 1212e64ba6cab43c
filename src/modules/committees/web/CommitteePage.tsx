import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formatDate } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DescriptionList } from '../../../ui/layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { FilesSection } from '../../documents/web/FilesSection.tsx';
import type { Committee, CommitteeTask } from '../committees.contract.ts';
import { committeeKindWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';
import { Seats } from './Seats.tsx';
import { committeesChanged, inputOf, sendCommittee, useCommittee } from './useCommittees.ts';
import { VoidDialog } from './VoidDialog.tsx';

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
