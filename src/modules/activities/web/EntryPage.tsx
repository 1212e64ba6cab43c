import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMay, useMe } from '../../accounts/web/me.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import css from './EntryPage.module.css';
import { entryText } from './entry.text.ts';
import { gridColumns } from './entry-grid.rules.ts';
import { useCalendar, useForms } from './forms.ts';
import { JustSaved } from './JustSaved.tsx';
import { LoadState } from './LoadState.tsx';
import { NewRecord } from './NewRecord.tsx';
import { NoSuchBook } from './NoSuchBook.tsx';
import { type Place, usePlaces } from './places.ts';
import { prefill } from './prefill.ts';
import { type EntryOutcome, useEntryRows } from './useEntryRows.ts';
import { useGridPlaces } from './useGridPlaces.ts';
import { useIsPhone } from './useIsPhone.ts';

/** Entering many rows by keyboard; on a phone one at a time. */
export function EntryPage(): ReactNode {
  return <Entry single={false} />;
}

/** Entering one record at a time, one question under the other. */
export function NewRecordPage(): ReactNode {
  return <Entry single />;
}

function Entry(props: { single: boolean }): ReactNode {
  const { form: code } = useParams({ strict: false }) as { form: string };
  const books = useText(booksText);
  const text = useText(entryText);
  const [language] = useLanguage();
  const may = useMay();
  const forms = useForms();
  const places = usePlaces();
  const calendar = useCalendar();
  const isPhone = useIsPhone();
  const form = forms.data?.find((each) => each.code === code);
  const name = form?.name[language] ?? '';
  usePageTitle(text.title(name));
  if (forms.data && !form) return <NoSuchBook />;
  const error = forms.error ?? places.error;
  if (!form || !places.data || (!calendar && !error)) {
    return (
      <Page>
        <LoadState error={error} onAgain={() => void Promise.all([forms.refetch(), places.refetch()])} />
      </Page>
    );
  }
  const crumbs = [
    { label: books.title, href: '/so' },
    { label: name, href: `/so/${code}` },
  ];
  const single = props.single || isPhone;
  const other = single
    ? !isPhone && { href: 'ghi', label: text.asTable }
    : { href: 'moi', label: text.oneByOne };
  const ready = may('activities.write') && places.data.length > 0;
  return (
    <Page narrow={single}>
      <PageHeader
        title={text.title(name)}
        lead={form.purpose[language]}
        crumbs={crumbs}
        action={ready && other && <ButtonLink href={`/so/${code}/${other.href}`}>{other.label}</ButtonLink>}
      />
      {form.code === 'tip' && <Banner title={books.tipNote}>{books.tipWords}</Banner>}
      {!may('activities.write') ? (
        <EmptyState title={text.mayNot}>{text.mayNotWords}</EmptyState>
      ) : places.data.length === 0 ? (
        <EmptyState title={text.noPlaces} action={<ButtonLink href="/dia-ban">{text.toPlaces}</ButtonLink>}>
          {text.noPlacesWords}
        </EmptyState>
      ) : single ? (
        <NewRecord key={code} form={form} places={places.data} today={calendar?.today} />
      ) : (
        <Grid key={code} form={form} places={places.data} today={calendar?.today} />
      )}
    </Page>
  );
}

function Grid({
  form,
  places,
  today,
}: {
  form: FormShape;
  places: readonly Place[];
  today: string | undefined;
}): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const me = useMe();
  const toast = useToast();
  const gridPlaces = useGridPlaces(places);
  const columns = useMemo(
    () => gridColumns(form, gridPlaces, language, text),
    [form, gridPlaces, language, text],
  );
  const entry = useEntryRows({
    form,
    columns,
    places: gridPlaces,
    userId: me.id,
    fresh: (last) => prefill(form, { today, places, last }),
    wholeRow: text.wholeRow,
  });
  const [showsKept, setShowsKept] = useState(entry.keptCount > 0);
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const cells = [...(table.current?.querySelectorAll<HTMLInputElement>('[data-row]') ?? [])];
    cells.findLast((cell) => cell.dataset.column === '0')?.focus();
  }, []);
  const count = (number: number): string => formatNumber(number, language);
  return (
    <>
      {showsKept && (
        <Banner
          action={
            <Button
              small
              onClick={() => {
                entry.drop();
                setShowsKept(false);
                toast({ text: text.dropped });
              }}
            >
              {text.drop}
            </Button>
          }
        >
          {text.kept(count(entry.keptCount))}
        </Banner>
      )}
      <div ref={table}>
        <EntryGrid
          label={text.grid}
          columns={columns}
          rows={entry.rows}
          onChange={entry.change}
          newRow={entry.newRow}
          onSave={() => void entry.save()}
          errors={entry.errors}
        />
      </div>
      <div className={css.foot}>
        <Button kind="primary" busy={entry.sendingCount > 0} onClick={() => void entry.save()}>
          {entry.touchedCount > 0 ? text.saveCount(count(entry.touchedCount)) : text.save}
        </Button>
        <p role="status" className={css.status}>
          {entry.sendingCount > 0
            ? text.saving(count(entry.sendingCount))
            : entry.outcome && <OutcomeWords outcome={entry.outcome} />}
        </p>
      </div>
      <p className={css.note}>{text.keptNote}</p>
      <JustSaved
        form={form}
        records={entry.saved}
        onUndone={(record) => {
          entry.takeBack(record);
          toast({ text: text.undone });
        }}
      />
    </>
  );
}

function OutcomeWords({ outcome }: { outcome: EntryOutcome }): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const { saved, refused, failure } = outcome;
  const parts = [
    saved > 0 ? text.saved(formatNumber(saved, language)) : '',
    failure ?? (refused > 0 ? text.refused(formatNumber(refused, language)) : ''),
    saved + refused === 0 && !failure ? text.nothing : '',
  ];
  return (
    <span className={refused > 0 || failure ? css.bad : undefined}>{parts.filter(Boolean).join(' ')}</span>
  );
}
