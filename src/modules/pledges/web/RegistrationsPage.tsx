import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { OutputOf } from '../../../platform/contract.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Link } from '../../../ui/action/Link.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import { readRegistrations } from '../registration.contract.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { usePlace } from './places.ts';
import css from './pledges.module.css';
import { RegistrationUnits } from './RegistrationUnits.tsx';
import { registrationsText } from './registrations.text.ts';

const View = z.object({
  noi: z.uuid().optional(),
  loai: z.string().max(60).optional(),
  nam: z.coerce.number().int().min(2010).max(2100).optional(),
});
type Answer = OutputOf<typeof readRegistrations>;

/** Who has registered for a title of the year, and who has not? */
export function RegistrationsPage(): ReactNode {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const place = usePlace('registrations.read', view.noi);
  const calendar = useCalendar();
  const thisYear = calendar && Number(calendar.today.slice(0, 4));
  const year = view.nam ?? thisYear;
  const found = useQuery({
    queryKey: ['registrations', place.id, view.loai, year],
    queryFn: ({ signal }) =>
      call(readRegistrations, {
        query: { areaId: place.id, year: year ?? 0, ...(view.loai ? { kind: view.loai } : {}) },
        signal,
      }),
    enabled: place.id !== '' && year !== undefined,
  });
  const years = thisYear === undefined ? [] : Array.from({ length: 8 }, (_, back) => thisYear + 1 - back);
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead(place.name)} />
      <ModelsNav />
      <PlaceBar own={place.own} id={place.id} name={place.name} onPlace={(noi) => change({ noi })}>
        {found.data && (
          <Select
            label={text.kind}
            optional="unsaid"
            value={found.data.kind.code}
            onChange={(loai) => change({ loai })}
            choices={found.data.kinds.map((kind) => ({ value: kind.code, label: kind.name[language] }))}
          />
        )}
        <Select
          label={text.year}
          optional="unsaid"
          value={String(year ?? '')}
          onChange={(nam) => change({ nam })}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
      </PlaceBar>
      {!found.data && <LoadState error={found.error} onAgain={() => void found.refetch()} />}
      {found.data && calendar && <Answered answer={found.data} today={calendar.today} />}
    </Page>
  );
}

function Answered({ answer, today }: { answer: Answer; today: string }): ReactNode {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  const number = (value: number): string => formatNumber(value, language);
  const { daysLeft } = answer;
  const left =
    daysLeft > 0
      ? text.daysLeft(number(daysLeft))
      : daysLeft === 0
        ? text.lastDay
        : text.daysOver(number(-daysLeft));
  if (answer.due === 0) return <EmptyState title={text.none}>{text.noneWords}</EmptyState>;
  return (
    <>
      <StatRow>
        <Stat
          label={text.registered}
          value={text.of(number(answer.registered), number(answer.due))}
          note={formatPercent(answer.registered / answer.due, language)}
        />
        <Stat label={text.missing} value={number(answer.due - answer.registered)} />
        <Stat label={text.late} value={number(answer.late)} />
        <Stat label={text.deadline} value={formatDate(answer.deadline, language)} note={left} />
      </StatRow>
      <p className={css.note}>
        {answer.kind.basis[language]}.{answer.kind.exclusions ? ` ${answer.kind.exclusions[language]}` : ''}{' '}
        {!answer.kind.verified && <StatusTag state="waiting">{text.unverified}</StatusTag>}
      </p>
      {answer.areas.length > 0 ? (
        <Sums answer={answer} />
      ) : (
        <RegistrationUnits key={`${answer.kind.code} ${answer.year}`} answer={answer} today={today} />
      )}
    </>
  );
}

function Sums({ answer }: { answer: Answer }): ReactNode {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  const number = (value: number): string => formatNumber(value, language);
  const columns: readonly Column<Answer['areas'][number]>[] = [
    {
      key: 'place',
      label: text.place,
      cell: (row) => (
        <Link href={`/dang-ky?noi=${row.areaId}&loai=${answer.kind.code}&nam=${answer.year}`}>
          {row.areaName}
        </Link>
      ),
    },
    {
      key: 'share',
      label: text.registered,
      cell: (row) => (
        <Meter
          share={row.due === 0 ? null : row.registered / row.due}
          text={text.of(number(row.registered), number(row.due))}
          tone={row.registered === row.due ? 'good' : 'plain'}
        />
      ),
    },
    { key: 'missing', label: text.missing, numeric: true, cell: (row) => number(row.due - row.registered) },
    { key: 'late', label: text.late, numeric: true, cell: (row) => number(row.late) },
  ];
  return (
    <DataTable
      caption={answer.kind.name[language]}
      columns={columns}
      rows={answer.areas}
      rowKey={(row) => row.areaId}
      totals={{ missing: number(answer.due - answer.registered), late: number(answer.late) }}
      totalsLabel={text.total}
      stack
    />
  );
}
