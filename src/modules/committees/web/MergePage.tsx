import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import css from '../../teams/web/teams.module.css';
import { SeatRole } from '../committees.contract.ts';
import { applyMerger, type MergerPreview, previewMerger, undoMerger } from '../mergers.contract.ts';
import { seatRoleWords } from '../words.rules.ts';
import { committeesText } from './committees.text.ts';
import { committeesChanged } from './useCommittees.ts';

const View = z.object({
  vao: z.uuid().optional(),
  tu: z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.uuid())).optional(),
});

/** What becomes of members, models, tasks and papers where several committees become one? */
export function MergePage(): ReactNode {
  const text = useText(committeesText);
  usePageTitle(text.mergeTitle);
  const [view] = usePageSearch(View);
  const crumbs = [
    { label: text.back, href: '/ban-chi-dao' },
    { label: text.overlapsTitle, href: '/ban-chi-dao/chong-cheo' },
  ];
  const { vao, tu = [] } = view;
  return (
    <Page>
      <PageHeader title={text.mergeTitle} lead={text.mergeLead} crumbs={crumbs} />
      {vao && tu.length > 0 ? (
        <Merge intoId={vao} fromIds={tu} />
      ) : (
        <EmptyState
          title={text.chooseInto}
          action={<ButtonLink href="/ban-chi-dao/chong-cheo">{text.choose}</ButtonLink>}
        >
          {text.overlapsLead}
        </EmptyState>
      )}
    </Page>
  );
}

type Roles = ReadonlyMap<string, SeatRole>;

function Merge({ intoId, fromIds }: { intoId: string; fromIds: readonly string[] }): ReactNode {
  const text = useText(committeesText);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [id] = useState(() => uuidv7());
  const [effectiveOn, setEffectiveOn] = useState(localToday());
  const [decision, setDecision] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<Roles>(new Map());
  const input = {
    ...{ intoId, fromIds: [...fromIds], effectiveOn, decision },
    ...(name.trim() === '' ? {} : { name }),
    roles: [...roles].map(([personId, role]) => ({ personId, role })),
  };
  const preview = useQuery({
    queryKey: ['committees', 'preview', input],
    queryFn: ({ signal }) => call(previewMerger, { body: input, signal }),
    enabled: effectiveOn !== '',
    placeholderData: keepPreviousData,
  });
  const form = useSubmit({
    fields: { effectiveOn: { id: 'merge-day' }, name: { id: 'merge-name' } },
    send: () => call(applyMerger, { body: { ...input, id } }),
    done: async (merger) => {
      await committeesChanged(client);
      const undo = async (): Promise<void> => {
        await call(undoMerger, { params: { id: merger.id } });
        await committeesChanged(client);
        toast({ text: text.mergerUndone });
      };
      toast({ text: text.mergedToast(merger.into), undo });
      router.history.push(`/ban-chi-dao/${merger.intoId}`);
    },
  });
  return (
    <>
      <ErrorSummary errors={form.summary} />
      <div className={css.pair}>
        <DateInput
          id="merge-day"
          label={text.effectiveOn}
          value={effectiveOn}
          onChange={setEffectiveOn}
          error={form.errorOf('effectiveOn')}
        />
        <TextInput label={text.mergeDecision} optional value={decision} onChange={setDecision} />
        <TextInput id="merge-name" label={text.newName} optional value={name} onChange={setName} />
      </div>
      {!preview.data && <LoadState error={preview.error} onAgain={() => void preview.refetch()} />}
      {preview.data && preview.error && (
        <LoadState error={preview.error} onAgain={() => void preview.refetch()} />
      )}
      {preview.data && (
        <>
          <PreviewView
            preview={preview.data}
            onRole={(personId, role) => setRoles(new Map([...roles, [personId, role]]))}
          />
          <ButtonRow>
            <Button
              kind="primary"
              busy={form.busy}
              disabled={preview.data.warnings.length > 0 || preview.isError}
              onClick={() =>
                void form.submit({ effectiveOn: effectiveOn === '' ? text.needsDay : undefined })
              }
            >
              {text.apply}
            </Button>
            <ButtonLink href="/ban-chi-dao/chong-cheo">{text.cancel}</ButtonLink>
          </ButtonRow>
        </>
      )}
    </>
  );
}

function PreviewView(props: {
  preview: MergerPreview;
  onRole: (personId: string, role: SeatRole) => void;
}): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const { preview } = props;
  return (
    <>
      <Section title={text.into}>
        <p>
          <Link href={`/ban-chi-dao/${preview.into.id}`}>{preview.into.name}</Link>
        </p>
        <p className={css.quiet}>
          {text.fromList}: {preview.from.map((each) => each.name).join('; ')}
        </p>
      </Section>
      {preview.warnings.map((warning) => (
        <Banner key={warning.vi} tone="warn" announce>
          {warning[language]}
        </Banner>
      ))}
      <Section title={`${text.membersAfter} (${formatNumber(preview.members.length, language)})`}>
        <MembersAfter members={preview.members} onRole={props.onRole} />
      </Section>
      <Section title={`${text.modelsAfter} (${formatNumber(preview.models.length, language)})`}>
        <DataTable<MergerPreview['models'][number]>
          caption={text.tableOf(text.modelsAfter)}
          hideCaption
          stack
          rows={preview.models}
          rowKey={(row) => row.id}
          empty={<EmptyState title={text.noModels}>{text.noModelsWords}</EmptyState>}
          columns={[
            { key: 'name', label: text.models, wide: true, cell: (row) => row.name },
            { key: 'place', label: text.place, cell: (row) => row.areaName },
            { key: 'before', label: text.governedBy, wide: true, cell: (row) => row.before.join('; ') },
          ]}
        />
      </Section>
      <Section title={text.tasksAfter}>
        {preview.tasks.length === 0 ? (
          <p className={css.quiet}>{text.noTasksMoved}</p>
        ) : (
          <DataTable<MergerPreview['tasks'][number]>
            caption={text.tableOf(text.tasksAfter)}
            hideCaption
            stack
            rows={preview.tasks}
            rowKey={(row) => row.id}
            columns={[
              { key: 'title', label: text.task, wide: true, cell: (row) => row.title },
              { key: 'before', label: text.before, wide: true, cell: (row) => row.before },
            ]}
          />
        )}
        {preview.papers > 0 && (
          <p className={css.quiet}>{text.papersWords(formatNumber(preview.papers, language))}</p>
        )}
      </Section>
    </>
  );
}

function MembersAfter(props: {
  members: MergerPreview['members'];
  onRole: (personId: string, role: SeatRole) => void;
}): ReactNode {
  const text = useText(committeesText);
  const [language] = useLanguage();
  const roles = SeatRole.options.map((value) => ({ value, label: seatRoleWords[value][language] }));
  return (
    <DataTable<MergerPreview['members'][number]>
      caption={text.tableOf(text.membersAfter)}
      hideCaption
      stack
      rows={props.members}
      rowKey={(row) => row.personId}
      rowName={(row) => row.name}
      columns={[
        {
          key: 'name',
          label: text.person,
          cell: (row) => (row.isNew ? `${row.name} (${text.newMember})` : row.name),
        },
        {
          key: 'role',
          label: text.roleAfter,
          cell: (row) => (
            <Select
              label={`${text.roleAfter}: ${row.name}`}
              hideLabel
              value={row.role}
              onChange={(value) => props.onRole(row.personId, SeatRole.parse(value))}
              choices={roles}
            />
          ),
        },
        {
          key: 'before',
          label: text.before,
          wide: true,
          cell: (row) =>
            row.before
              .map((seat) => `${seat.committee} (${seatRoleWords[seat.role][language].toLowerCase()})`)
              .join('; '),
        },
      ]}
    />
  );
}
