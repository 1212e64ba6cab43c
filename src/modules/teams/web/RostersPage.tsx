import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call, download } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import { type AreaChoice, useAreaSearch, useOwnAreas } from '../../figures/web/useFigureAreas.ts';
import { getRosterTemplate, listRosters, type RosterSummary, uploadRoster } from '../roster.contract.ts';
import { TeamKind } from '../team.contract.ts';
import { teamKindWords } from '../words.rules.ts';
import { rosterText } from './roster.text.ts';
import css from './teams.module.css';

/** Lists of members as workbooks: a new one, and those that came in. */
export function RostersPage(): ReactNode {
  const text = useText(rosterText);
  usePageTitle(text.title);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.back, href: '/to' }]}
        action={
          <Button icon="download" onClick={() => void download(getRosterTemplate, { query: {} })}>
            {text.template}
          </Button>
        }
      />
      <Upload />
      <Earlier />
    </Page>
  );
}

function Upload(): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const search = useAreaSearch();
  const [own] = useOwnAreas();
  const [area, setArea] = useState<AreaChoice | null>(() =>
    own && own.kind === 'commune' ? { id: own.id, name: own.name, note: '' } : null,
  );
  const [kind, setKind] = useState<TeamKind>('modelTeam');
  const [day, setDay] = useState(localToday());
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [error, setError] = useState<unknown>();
  async function send(file: File | undefined): Promise<void> {
    if (!file || !area) return;
    setError(undefined);
    setSending({ name: file.name, share: 0 });
    try {
      const query = { areaId: area.id, kind, ...(day === '' ? {} : { day }) };
      const onProgress = (share: number): void => setSending({ name: file.name, share });
      const roster = await call(uploadRoster, { query, file, onProgress });
      client.setQueryData(['teams', 'roster', roster.id], roster);
      await client.invalidateQueries({ queryKey: ['teams', 'rosters'] });
      router.history.push(`/to/nhap/${roster.id}`);
    } catch (problem) {
      setError(problem);
      setSending(undefined);
    }
  }
  if (sending) return <Progress label={text.reading(sending.name)} value={sending.share} />;
  return (
    <div className={css.form}>
      {error !== undefined && (
        <Banner tone="error" title={text.refused} announce>
          {problemText(error, language)}
        </Banner>
      )}
      <div className={css.pair}>
        <Combobox<AreaChoice>
          label={text.area}
          value={area}
          onChange={setArea}
          search={search}
          itemKey={(choice) => choice.id}
          itemText={(choice) => choice.name}
          itemNote={(choice) => choice.note}
        />
        <Select
          label={text.kind}
          value={kind}
          onChange={(value) => setKind(TeamKind.parse(value))}
          choices={TeamKind.options.map((value) => ({ value, label: teamKindWords[value][language] }))}
        />
        <DateInput label={text.day} value={day} onChange={setDay} />
      </div>
      <FileDrop
        label={text.file}
        help={area ? text.fileHelp : text.needsArea}
        accept=".xlsx"
        disabled={!area}
        onFiles={([file]) => void send(file)}
      />
    </div>
  );
}

function Earlier(): ReactNode {
  const text = useText(rosterText);
  const [language] = useLanguage();
  const list = useQuery({
    queryKey: ['teams', 'rosters'],
    queryFn: ({ signal }) => call(listRosters, { query: {}, signal }),
  });
  return (
    <Section title={text.earlier}>
      {!list.data && <LoadState error={list.error} onAgain={() => void list.refetch()} lines={3} />}
      {list.data && (
        <DataTable<RosterSummary>
          caption={text.tableOf(text.earlier)}
          hideCaption
          stack
          rows={list.data.rosters}
          rowKey={(row) => row.id}
          rowName={(row) => row.fileName}
          rowState={(row) => (row.state === 'undone' ? 'muted' : 'plain')}
          empty={<EmptyState title={text.none}>{text.noneWords}</EmptyState>}
          columns={[
            {
              key: 'file',
              label: text.fileName,
              wide: true,
              cell: (row) => <Link href={`/to/nhap/${row.id}`}>{row.fileName}</Link>,
            },
            { key: 'area', label: text.area, cell: (row) => row.areaName },
            { key: 'state', label: text.state, nowrap: true, cell: (row) => <RosterTag state={row.state} /> },
            {
              key: 'result',
              label: text.result,
              cell: (row) =>
                text.counts(
                  formatNumber(row.counts.newPersons, language),
                  formatNumber(row.counts.newTeams, language),
                ),
            },
            {
              key: 'at',
              label: text.at,
              nowrap: true,
              cell: (row) => formatInstant(row.createdAt, language),
            },
          ]}
        />
      )}
    </Section>
  );
}

export function RosterTag({ state }: { state: RosterSummary['state'] }): ReactNode {
  const text = useText(rosterText);
  const shown = { checked: 'waiting', committed: 'active', undone: 'voided' } as const;
  return <StatusTag state={shown[state]}>{text[state]}</StatusTag>;
}
