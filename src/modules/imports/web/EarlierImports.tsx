import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { recordsChanged } from '../../activities/web/forms.ts';
import type { ImportSummary } from '../import.contract.ts';
import { listImports, undoImport } from '../imports.contract.ts';
import { ImportStateTag } from './ImportStateTag.tsx';
import { importsText } from './imports.text.ts';
import { importIs, isMoving } from './useImport.ts';

/** What was taken in before: state, who, when, and the way back. */
export function EarlierImports(): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  const list = useInfiniteQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam, signal }) => call(listImports, { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((one) => isMoving(one.state))) ? 2000 : false,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={text.earlier}>
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.isPending && <Skeleton lines={4} />}
      {list.data && rows.length === 0 && <EmptyState title={text.none}>{text.noneWords}</EmptyState>}
      {rows.length > 0 && <ImportTable rows={rows} />}
      {list.hasNextPage && (
        <ButtonRow>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text.more}
          </Button>
        </ButtonRow>
      )}
    </Section>
  );
}

function ImportTable({ rows }: { rows: readonly ImportSummary[] }): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  return (
    <DataTable<ImportSummary>
      caption={text.earlierTable}
      hideCaption
      stack
      tall
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'file',
          label: text.fileName,
          wide: true,
          cell: (row) => <Link href={`/so/nhap/${row.id}`}>{row.fileName}</Link>,
        },
        { key: 'area', label: text.area, cell: (row) => row.areaName },
        {
          key: 'state',
          label: text.state,
          nowrap: true,
          cell: (row) => <ImportStateTag state={row.state} />,
        },
        { key: 'rows', label: text.rows, numeric: true, cell: (row) => formatNumber(row.dataRows, language) },
        {
          key: 'taken',
          label: text.taken,
          numeric: true,
          cell: (row) => (row.state === 'committed' ? formatNumber(row.accepted, language) : '–'),
        },
        { key: 'who', label: text.who, cell: (row) => row.createdByName },
        {
          key: 'when',
          label: text.when,
          nowrap: true,
          cell: (row) => formatInstant(row.createdAt, language),
        },
        {
          key: 'undo',
          label: text.undo,
          cell: (row) => row.state === 'committed' && <UndoButton row={row} />,
        },
      ]}
    />
  );
}

function UndoButton({ row }: { row: ImportSummary }): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function undo(): Promise<void> {
    try {
      importIs(client, await call(undoImport, { params: { id: row.id } }));
      await recordsChanged(client);
      toast({ text: text.undone(row.fileName) });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Button small icon="undo" aria-label={`${text.undo}: ${row.fileName}`} onClick={() => void undo()}>
      {text.undo}
    </Button>
  );
}
