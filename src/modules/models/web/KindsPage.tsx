import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../ui/layout/PageHeader.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import type { Column } from '../../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { listModelKinds } from '../kinds.contract.ts';
import { type ModelKindSummary, ModelSubject } from '../model-kind.contract.ts';
import { kindsText } from './kinds.text.ts';
import { ModelsNav } from './ModelsNav.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { Pager } from './Pager.tsx';

const View = z.object({
  q: z.string().max(200).optional(),
  doiTuong: ModelSubject.optional(),
  nguon: z.enum(['program', 'own', 'others']).optional(),
  tu: z.string().max(400).optional(),
  trang: z.coerce.number().int().min(1).catch(1).default(1),
});
const first = { tu: undefined, trang: undefined };

/** The catalogue: every kind with its aim, for whom it is, and how many sites it has here. */
export function KindsPage(): ReactNode {
  const text = useText(kindsText);
  const words = useModelWords();
  const [language] = useLanguage();
  const router = useRouter();
  usePageTitle(text.title);
  const [view, change] = usePageSearch(View);
  const [typed, setTyped] = useState(view.q ?? '');
  useEffect(() => {
    if (typed.trim() === (view.q ?? '')) return;
    const timer = window.setTimeout(() => change({ q: typed.trim(), ...first }, { replace: true }), 250);
    return () => window.clearTimeout(timer);
  }, [typed, view.q, change]);
  const query = {
    ...(view.q ? { q: view.q } : {}),
    ...(view.doiTuong ? { subject: view.doiTuong } : {}),
    ...(view.nguon ? { from: view.nguon } : {}),
    ...(view.tu ? { cursor: view.tu } : {}),
  };
  const list = useQuery({
    queryKey: ['modelKinds', query],
    queryFn: ({ signal }) => call(listModelKinds, { query, signal }),
    placeholderData: keepPreviousData,
  });
  const columns = useKindColumns();
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: words.section, href: '/mo-hinh' }]}
        action={
          list.data?.can.create && (
            <ButtonLink kind="primary" icon="plus" href="/mo-hinh/loai/moi">
              {text.create}
            </ButtonLink>
          )
        }
      />
      <ModelsNav />
      <Toolbar label={text.filters}>
        <TextInput label={text.search} optional="unsaid" type="search" value={typed} onChange={setTyped} />
        <Select
          label={text.subject}
          optional="unsaid"
          value={view.doiTuong ?? ''}
          placeholder={text.anySubject}
          onChange={(doiTuong) => change({ doiTuong: doiTuong || undefined, ...first })}
          choices={ModelSubject.options.map((value) => ({ value, label: words.subject[value] }))}
        />
        <Select
          label={text.from}
          optional="unsaid"
          value={view.nguon ?? ''}
          placeholder={text.anyFrom}
          onChange={(nguon) => change({ nguon: nguon || undefined, ...first })}
          choices={(['program', 'own', 'others'] as const).map((value) => ({ value, label: text[value] }))}
        />
      </Toolbar>
      {!list.data && <LoadState error={list.error} onAgain={() => void list.refetch()} lines={10} />}
      {list.data && (
        <div className={cx(css.results, list.isPlaceholderData && css.stale)}>
          <DataTable<ModelKindSummary>
            caption={text.count(formatNumber(list.data.total, language))}
            columns={columns}
            rows={list.data.items}
            rowKey={(kind) => kind.id}
            rowName={(kind) => kind.name[language]}
            onOpen={(kind) => router.history.push(`/mo-hinh/loai/${kind.id}`)}
            empty={<EmptyState title={text.noneTitle}>{text.noneWords}</EmptyState>}
            stack
          />
          <Pager
            page={view.trang}
            next={list.data.next}
            onNext={(cursor) => change({ tu: cursor, trang: view.trang + 1 })}
            onFirst={() => change(first)}
            firstLabel={text.first}
          />
        </div>
      )}
    </Page>
  );
}

function useKindColumns(): readonly Column<ModelKindSummary>[] {
  const text = useText(kindsText);
  const words = useModelWords();
  const [language] = useLanguage();
  return [
    {
      key: 'name',
      label: text.name,
      hideable: false,
      cell: (kind) => (
        <Link quiet href={`/mo-hinh/loai/${kind.id}`}>
          {kind.name[language]}
        </Link>
      ),
    },
    { key: 'aim', label: text.aim, wide: true, cell: (kind) => kind.aim[language] },
    {
      key: 'subjects',
      label: text.subjects,
      cell: (kind) => kind.subjects.map((subject) => words.subject[subject]).join(', '),
    },
    { key: 'owner', label: text.owner, cell: (kind) => kind.owner?.name ?? text.program },
    { key: 'sites', label: text.sites, numeric: true, cell: (kind) => formatNumber(kind.sites, language) },
  ];
}
