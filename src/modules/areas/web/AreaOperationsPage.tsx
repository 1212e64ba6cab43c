import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatInstant } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { type AreaOperation, listAreaOperations, undoAreaOperation } from '../area-operations.contract.ts';
import { LoadLists } from './LoadLists.tsx';
import { operationsText } from './operations.text.ts';
import { Reorganise } from './Reorganise.tsx';
import { areasChanged } from './useAreas.ts';

/** Places are reorganised here, official lists taken over, and either is taken back. */
export function AreaOperationsPage(): ReactNode {
  const text = useText(operationsText);
  const may = useMay();
  usePageTitle(text.title);
  const parent = may('accounts.manage')
    ? { label: text.admin, href: '/quan-tri' }
    : { label: text.areas, href: '/dia-ban' };
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} crumbs={[parent, { label: text.title }]} />
      {may('hamlets.write') && <Reorganise />}
      {may('areas.manage') && <LoadLists />}
      <Operations />
    </Page>
  );
}

function Operations(): ReactNode {
  const text = useText(operationsText);
  const language = useUiLanguage();
  const list = useQuery({
    queryKey: ['areas', 'operations'],
    queryFn: async ({ signal }) =>
      (await call(listAreaOperations, { query: { limit: 100 }, signal })).operations,
  });
  const kinds = { load: text.kindLoad, reorganisation: text.kindReorganisation, local: text.kindLocal };
  return (
    <Section title={text.earlier}>
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.isPending && <Skeleton lines={4} />}
      {list.data?.length === 0 && <EmptyState title={text.none}>{text.noneWords}</EmptyState>}
      {list.data && list.data.length > 0 && (
        <DataTable<AreaOperation>
          caption={text.earlierTable}
          hideCaption
          stack
          tall
          rows={list.data}
          rowKey={(row) => row.id}
          rowState={(row) => (row.undoneAt ? 'voided' : 'plain')}
          columns={[
            { key: 'title', label: text.what, wide: true, cell: (row) => row.title || kinds[row.kind] },
            { key: 'instrument', label: text.instrument, cell: (row) => row.instrument },
            {
              key: 'on',
              label: text.on,
              nowrap: true,
              cell: (row) => (row.effectiveOn ? formatDate(row.effectiveOn, language) : ''),
            },
            {
              key: 'when',
              label: text.when,
              nowrap: true,
              cell: (row) => formatInstant(row.madeAt, language),
            },
            {
              key: 'undo',
              label: text.undo,
              cell: (row) =>
                row.undoneAt
                  ? text.undoneAt(formatInstant(row.undoneAt, language))
                  : row.undoable && <UndoOperation row={row} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function UndoOperation({ row }: { row: AreaOperation }): ReactNode {
  const text = useText(operationsText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function undo(): Promise<void> {
    try {
      await call(undoAreaOperation, { params: { id: row.id } });
      toast({ text: text.undone(row.title) });
      await areasChanged(client);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Button small icon="undo" aria-label={`${text.undo}: ${row.title}`} onClick={() => void undo()}>
      {text.undo}
    </Button>
  );
}
