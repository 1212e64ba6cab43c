import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { Button, ButtonLink, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { Tabs } from '../../../../ui/layout/Tabs.tsx';
import { Toolbar } from '../../../../ui/layout/Toolbar.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import { TipHarm } from '../../tip-words.contract.ts';
import { listTips, type TipLine } from '../../tip-work.contract.ts';
import { officesQuery, wordsQuery } from '../keys/tip-queries.ts';
import { ClockTag, TipStateTag, useClockWords } from './ClockTag.tsx';
import { OwnIntake } from './OwnIntake.tsx';
import { RelatedPages } from './RelatedPages.tsx';
import { tipsText, tipWords } from './tips.text.ts';
import css from './work.module.css';

const Show = z.enum(['open', 'waiting', 'late', 'mine', 'offered', 'closed', 'all']);
const View = z.object({
  xem: Show.default('open'),
  coQuan: z.uuid().optional(),
  viec: TipHarm.optional(),
  sau: z.string().max(100).optional(),
});

/** Who waits for an answer? The reports of one's offices, what runs out first on top. */
export function TipsPage(): ReactNode {
  const text = useText(tipsText);
  const may = useMay();
  usePageTitle(text.title);
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={may('tips.work') ? text.lead : undefined}
        action={
          may('tips.intake') && (
            <ButtonLink href="/tin-bao/ghi" kind={may('tips.work') ? 'secondary' : 'primary'} icon="plus">
              {text.take}
            </ButtonLink>
          )
        }
      />
      {may('tips.work') && <Work />}
      {may('tips.intake') && <OwnIntake />}
      <RelatedPages />
    </Page>
  );
}

function Work(): ReactNode {
  const text = useText(tipsText);
  const language = useUiLanguage();
  const [view, change] = usePageSearch(View);
  const offices = useQuery(officesQuery).data?.filter(({ mine }) => mine === 'active');
  const query = {
    show: view.xem,
    ...(view.coQuan ? { officeId: view.coQuan } : {}),
    ...(view.viec ? { harm: view.viec } : {}),
    ...(view.sau ? { cursor: view.sau } : {}),
  };
  const { data, error } = useQuery({
    queryKey: ['tips', 'list', query],
    queryFn: ({ signal }) => call(listTips, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  if (error instanceof ApiProblem && error.code === 'secondStepNeeded') return <SecondStep error={error} />;
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (offices?.length === 0)
    return (
      <EmptyState
        title={text.noOffice}
        action={
          <ButtonLink href="/tin-bao/chia-khoa" kind="primary" icon="lock">
            {text.makeKey}
          </ButtonLink>
        }
      >
        {text.noOfficeHelp}
      </EmptyState>
    );
  if (!data || !offices) return <Skeleton lines={8} />;
  const counts = { ...data.counts, closed: undefined, all: undefined };
  return (
    <Tabs
      label={text.show}
      value={view.xem}
      onChange={(xem) => change({ xem, sau: undefined })}
      tabs={Show.options.map((key) => ({ key, label: text[`show_${key}`], count: counts[key] }))}
    >
      <div className={css.panel}>
        <Filters view={view} change={change} offices={offices} />
        <TipTable rows={data.items} />
        {(data.next || view.sau) && (
          <ButtonRow>
            {data.next && <Button onClick={() => change({ sau: data.next })}>{text.more}</Button>}
            {view.sau && <Button onClick={() => change({ sau: undefined })}>{text.first}</Button>}
          </ButtonRow>
        )}
      </div>
    </Tabs>
  );
}

/** What one lacks to see reports, and where to get it. */
export function SecondStep({ error }: { error: ApiProblem }): ReactNode {
  const text = useText(tipsText);
  const language = useUiLanguage();
  return (
    <Banner
      tone="warn"
      title={text.secondStep}
      action={<ButtonLink href="/tai-khoan">{text.toAccount}</ButtonLink>}
    >
      {problemText(error, language)}
    </Banner>
  );
}

function Filters(props: {
  view: z.output<typeof View>;
  change: (patch: Partial<Record<keyof z.output<typeof View>, unknown>>) => void;
  offices: readonly { id: string; name: string }[];
}): ReactNode {
  const text = useText(tipsText);
  const language = useUiLanguage();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  return (
    <Toolbar label={text.show}>
      {props.offices.length > 1 && (
        <Select
          label={text.office}
          optional="unsaid"
          placeholder={text.allOffices}
          value={props.view.coQuan ?? ''}
          onChange={(coQuan) => props.change({ coQuan, sau: undefined })}
          choices={props.offices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        label={text.harm}
        optional="unsaid"
        placeholder={text.anyHarm}
        value={props.view.viec ?? ''}
        onChange={(viec) => props.change({ viec, sau: undefined })}
        choices={harms.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
    </Toolbar>
  );
}

function TipTable({ rows }: { rows: readonly TipLine[] }): ReactNode {
  const text = useText(tipsText);
  const words = useText(tipWords);
  const language = useUiLanguage();
  const router = useRouter();
  const clockWords = useClockWords();
  const harms = useQuery(wordsQuery).data?.harms ?? [];
  const harmName = (row: TipLine): string =>
    harms.find(({ code }) => code === row.harm)?.name[language] ?? row.harm;
  const name = (row: TipLine): string => (row.number ? text.tipNumber(row.number) : text.newTip);
  const hasMany = new Set(rows.map(({ office }) => office.id)).size > 1;
  return (
    <DataTable<TipLine>
      caption={text.title}
      hideCaption
      stack
      rows={rows}
      rowKey={({ id }) => id}
      rowName={name}
      onOpen={({ id }) => void router.navigate({ to: `/tin-bao/${id}` })}
      empty={<EmptyState title={text.empty}>{text.emptyHelp}</EmptyState>}
      columns={[
        {
          key: 'name',
          label: text.number,
          cell: (row) => (
            <div>
              <Link href={`/tin-bao/${row.id}`}>{name(row)}</Link>
              <span className={css.second}>
                {harmName(row)}
                {hasMany ? ` · ${row.office.name}` : ''}
              </span>
            </div>
          ),
        },
        {
          key: 'clock',
          label: text.clock,
          cell: (row) =>
            row.clock ? (
              <div>
                <ClockTag clock={row.clock} />
                <span className={css.second}>{clockWords(row.clock)}</span>
              </div>
            ) : (
              <span className={css.second}>{text.noClock}</span>
            ),
        },
        {
          key: 'state',
          label: text.state,
          cell: (row) => (
            <div>
              <TipStateTag state={row.state} />
              {row.waitsForAnswer && <span className={css.second}>{text.waits}</span>}
              {row.isOfferedToUs && <span className={css.second}>{text.offeredToUs}</span>}
            </div>
          ),
        },
        {
          key: 'assignee',
          label: text.assignee,
          cell: (row) => row.assignee?.name ?? <span className={css.second}>{text.nobody}</span>,
        },
        {
          key: 'received',
          label: text.received,
          nowrap: true,
          cell: (row) => (
            <div>
              {formatInstant(row.receivedAt, language)}
              <span className={css.second}>{words[`channel_${row.channel}`]}</span>
            </div>
          ),
        },
      ]}
    />
  );
}
