import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { download } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { usePageSearch } from '../../../platform/web/search.ts';
import { Button, ButtonLink } from '../../../ui/action/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { Menu } from '../../../ui/overlay/Menu.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useHiddenColumns } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { exportActivities } from '../activities.contract.ts';
import type { Activity } from '../activity.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import { bookColumns, firstHidden, pageTotals } from './columns.tsx';
import { useForms } from './forms.ts';
import { ListFilters } from './ListFilters.tsx';
import css from './ListPage.module.css';
import { LoadState } from './LoadState.tsx';
import { filtersOf, isFiltered, ListSearch } from './list-search.ts';
import { NoSuchBook } from './NoSuchBook.tsx';
import { SelectedRows } from './SelectedRows.tsx';
import { recordName } from './show-value.ts';
import { useFilterWords } from './useFilterWords.ts';
import { pageSize, useList } from './useList.ts';

/** One book: what was done, filtered in words, with sums at the foot. */
export function ListPage(): ReactNode {
  const { form: code } = useParams({ strict: false }) as { form: string };
  const forms = useForms();
  const form = forms.data?.find((each) => each.code === code);
  if (form) return <BookList key={form.code} form={form} />;
  if (forms.data) return <NoSuchBook />;
  return (
    <Page>
      <LoadState error={forms.error} onAgain={() => void forms.refetch()} />
    </Page>
  );
}

function BookList({ form }: { form: FormShape }): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const may = useMay();
  const [view, change] = usePageSearch(ListSearch);
  const words = useFilterWords(form, view);
  const name = form.name[language];
  usePageTitle(name);
  return (
    <Page>
      <PageHeader
        title={name}
        lead={form.purpose[language]}
        crumbs={[{ label: text.title, href: '/so' }]}
        action={
          may('activities.write') && (
            <ButtonLink kind="primary" icon="plus" href={`/so/${form.code}/ghi`}>
              {text.enter}
            </ButtonLink>
          )
        }
      />
      {form.code === 'tip' && <Banner title={text.tipNote}>{text.tipWords}</Banner>}
      <Toolbar label={text.filters} words={isFiltered(view) && words}>
        <ListFilters form={form} view={view} change={change} />
      </Toolbar>
      <Rows form={form} view={view} change={change} />
    </Page>
  );
}

/** The view as a file, and on paper. */
function ViewTools({ form, view }: { form: FormShape; view: ListSearch }): ReactNode {
  const text = useText(booksText);
  const [language] = useLanguage();
  const toast = useToast();
  async function get(format: 'xlsx' | 'csv'): Promise<void> {
    toast({ tone: 'info', text: text.exporting });
    try {
      const query = { ...filtersOf(view), form: form.code, sort: view.sort, format, language };
      await download(exportActivities, { query });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <>
      <Menu
        label={text.export}
        icon="download"
        small
        align="end"
        items={[
          { label: text.exportXlsx, onSelect: () => void get('xlsx') },
          { label: text.exportCsv, onSelect: () => void get('csv') },
        ]}
      />
      <Button small icon="print" onClick={() => window.print()}>
        {text.print}
      </Button>
    </>
  );
}

function Rows(props: {
  form: FormShape;
  view: ListSearch;
  change: ReturnType<typeof usePageSearch<typeof ListSearch>>[1];
}): ReactNode {
  const { form, view, change } = props;
  const text = useText(booksText);
  const [language] = useLanguage();
  const router = useRouter();
  const { list, total, previous } = useList(form.code, view);
  const [hidden, setHidden] = useHiddenColumns(`book.${form.code}`, firstHidden(form));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => bookColumns(form, language, text), [form, language, text]);
  const rows = list.data?.items ?? none;
  // What is no longer on the screen is no longer selected.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page of rows is the cause
  useEffect(() => setSelected(new Set()), [view]);
  if (!list.data) return <LoadState error={list.error} onAgain={() => void list.refetch()} lines={10} />;
  if (rows.length === 0 && !isFiltered(view)) return <Nothing filtered={false} />;
  const canAct = rows.some((row) => row.can.verify || row.can.return || row.can.void);
  const hasVoided = rows.some((row) => row.state === 'voided');
  const first = (view.page - 1) * pageSize + 1;
  const range = rangeWords();

  function rangeWords(): string {
    if (rows.length === 0 || !total) return '';
    const [from, to, all] = [first, first + rows.length - 1, total.count].map((n) =>
      formatNumber(n, language),
    );
    return (total.more ? text.rangeMore : text.range)(from ?? '', to ?? '', all ?? '');
  }

  return (
    <div className={cx(css.results, list.isPlaceholderData && css.stale)}>
      <DataTable<Activity>
        caption={range || form.name[language]}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => recordName(row, language)}
        rowState={(row) => (row.state === 'voided' ? 'voided' : row.state === 'draft' ? 'muted' : 'plain')}
        onOpen={(row) => router.history.push(`/so/${form.code}/${row.id}`)}
        sort={{ key: form.dayField, direction: view.sort === 'oldest' ? 'asc' : 'desc' }}
        onSort={() =>
          change({ sort: view.sort === 'oldest' ? undefined : 'oldest', cursor: undefined, page: undefined })
        }
        selection={canAct ? { selected, onChange: setSelected } : undefined}
        hidden={hidden}
        onHidden={setHidden}
        totals={pageTotals(form, rows, language)}
        totalsLabel={hasVoided ? text.pageTotalVoided : text.pageTotal}
        empty={<Nothing filtered />}
        tools={<ViewTools form={form} view={view} />}
        stack
      />
      <SelectedRows
        rows={rows.filter((row) => selected.has(row.id))}
        onUnselect={() => setSelected(new Set())}
      />
      {(view.page > 1 || list.data.next) && (
        <nav className={css.pager} aria-label={text.pages} data-print="hide">
          <Button icon="left" disabled={view.page === 1} onClick={() => change(previous())}>
            {text.previous}
          </Button>
          <Button
            icon="right"
            disabled={!list.data.next}
            onClick={() => change({ cursor: list.data?.next ?? undefined, page: view.page + 1 })}
          >
            {text.next}
          </Button>
          <span className={css.range}>{range}</span>
        </nav>
      )}
    </div>
  );
}

const none: readonly Activity[] = [];

function Nothing({ filtered }: { filtered: boolean }): ReactNode {
  const text = useText(booksText);
  const may = useMay();
  if (filtered) return <EmptyState title={text.noMatchTitle}>{text.noMatchWords}</EmptyState>;
  if (!may('activities.write')) return <EmptyState title={text.noneTitle}>{text.noneRead}</EmptyState>;
  return (
    <EmptyState
      title={text.noneTitle}
      action={
        may('imports.use') && (
          <ButtonLink href="/so/nhap" icon="upload">
            {text.importBook}
          </ButtonLink>
        )
      }
    >
      {text.noneWords}
    </EmptyState>
  );
}
