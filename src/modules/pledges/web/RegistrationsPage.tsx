import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { OutputOf } from '../../../platform/contract.ts';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber, formatPercent } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Meter } from '../../../ui/charts/Meter.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { StatusTag } from '../../../ui/feedback/StatusTag.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { Stat, StatRow } from '../../../ui/layout/Stat.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useCalendar } from '../../activities/web/forms.ts';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { ModelsNav } from '../../models/web/ModelsNav.tsx';
import {
  addRegistrations,
  type RegistrationUnit,
  readRegistrations,
  removeRegistration,
} from '../registration.contract.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { usePlace } from './places.ts';
import css from './pledges.module.css';
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
        <Units key={`${answer.kind.code} ${answer.year}`} answer={answer} today={today} />
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

const keyOf = (unit: RegistrationUnit): string => unit.organizationId ?? unit.areaId;

function Units({ answer, today }: { answer: Answer; today: string }): ReactNode {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [registeredOn, setRegisteredOn] = useState(
    today.startsWith(String(answer.year)) ? today : answer.deadline,
  );
  const [busy, setBusy] = useState(false);
  const missing = answer.units.filter((unit) => unit.registration === null);
  const done = answer.units.filter((unit) => unit.registration !== null);
  const ticked = missing.filter((unit) => selected.has(keyOf(unit)));
  const number = (value: number): string => formatNumber(value, language);

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ queryKey: ['registrations'] });
      await client.invalidateQueries({ queryKey: ['figures'] });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    setBusy(false);
  }
  const remove = (ids: readonly string[]): Promise<void> =>
    run(async () => {
      for (const id of ids) await call(removeRegistration, { params: { id } });
    });
  const save = (): Promise<void> =>
    run(async () => {
      const units = ticked.map(({ areaId, organizationId }) => ({ id: uuidv7(), areaId, organizationId }));
      const { kind, year } = answer;
      const { added } = await call(addRegistrations, {
        body: { kind: kind.code, year, registeredOn, units },
      });
      setSelected(new Set());
      toast({ text: text.recorded(number(added.length)), undo: () => remove(added) });
    });

  const columns = useUnitColumns(answer.can.write, (id) => {
    void remove([id]).then(() => toast({ text: text.removed }));
  });
  return (
    <>
      {missing.length === 0 ? (
        <EmptyState title={text.all}>{text.allWords}</EmptyState>
      ) : (
        <div className={css.form}>
          {answer.can.write && (
            <div className={css.short}>
              <DateInput
                label={text.registeredOn}
                value={registeredOn}
                onChange={setRegisteredOn}
                max={today}
              />
            </div>
          )}
          <DataTable
            caption={text.notRegistered(number(missing.length))}
            columns={columns.missing}
            rows={missing}
            rowKey={keyOf}
            rowName={(row) => row.name}
            {...(answer.can.write ? { selection: { selected, onChange: setSelected } } : {})}
          />
          {answer.can.write && (
            <div className={css.actions}>
              <Button
                kind="primary"
                icon="check"
                busy={busy}
                disabled={ticked.length === 0}
                onClick={() => void save()}
              >
                {ticked.length > 0 ? text.record(number(ticked.length)) : text.choose}
              </Button>
            </div>
          )}
        </div>
      )}
      {done.length > 0 && (
        <Section>
          <DataTable
            caption={text.done(number(done.length))}
            columns={columns.done}
            rows={done}
            rowKey={keyOf}
            rowName={(row) => row.name}
            stack
          />
        </Section>
      )}
    </>
  );
}

function useUnitColumns(canWrite: boolean, onRemove: (id: string) => void) {
  const text = useText(registrationsText);
  const [language] = useLanguage();
  return useMemo(() => {
    const { hamlet, commune, school, agency, enterprise } = text;
    const kinds: Readonly<Record<string, string>> = { hamlet, commune, school, agency, enterprise };
    const unit: Column<RegistrationUnit> = { key: 'unit', label: text.unit, cell: (row) => row.name };
    const kind: Column<RegistrationUnit> = {
      key: 'kind',
      label: text.unitKind,
      cell: (row) => kinds[row.kind] ?? text.other,
    };
    const done: Column<RegistrationUnit>[] = [
      unit,
      kind,
      {
        key: 'registeredOn',
        label: text.registeredOn,
        nowrap: true,
        cell: (row) => row.registration && formatDate(row.registration.registeredOn, language),
      },
      {
        key: 'state',
        label: text.state,
        nowrap: true,
        cell: (row) =>
          row.registration?.isLate ? (
            <StatusTag state="returned">{text.lateTag}</StatusTag>
          ) : (
            <StatusTag state="verified">{text.inTime}</StatusTag>
          ),
      },
      ...(canWrite
        ? [
            {
              key: 'remove',
              label: text.remove,
              cell: (row: RegistrationUnit) => (
                <Button
                  small
                  icon="undo"
                  aria-label={text.removeOf(row.name)}
                  onClick={() => row.registration && onRemove(row.registration.id)}
                >
                  {text.remove}
                </Button>
              ),
            },
          ]
        : []),
    ];
    return { missing: [unit, kind], done };
  }, [text, language, canWrite, onRemove]);
}
