import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { checkEntryRows, type EntryColumn, type EntryRow, isEmptyRow } from '../../../ui/grid/entry.rules.ts';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { AreaDetail } from '../areas.contract.ts';
import {
  changeOrganization,
  createOrganizations,
  listOrganizations,
  type Organization,
  OrganizationKind,
} from '../organizations.contract.ts';
import { localToday, useFocusGrid } from './AddHamlets.tsx';
import css from './Areas.module.css';
import { areasText } from './areas.text.ts';
import { areasChanged } from './useAreas.ts';

/** Schools, agencies and other organisations of a place and of what hangs under it. */
export function Organizations({ area }: { area: AreaDetail }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['areas', 'organizations', area.id],
    queryFn: ({ pageParam, signal }) =>
      call(listOrganizations, {
        params: { id: area.id },
        query: { limit: 100, after: pageParam, withClosed: 'true' },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.organizations) ?? [];
  const mayWrite = area.can.writeOrganizations;
  if (list.data && rows.length === 0 && !mayWrite) return null;
  return (
    <Section
      title={text.organizationsTitle}
      action={
        mayWrite &&
        !adding && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {text.addOrganizations}
          </Button>
        )
      }
    >
      {adding && <AddOrganizations areaId={area.id} onDone={() => setAdding(false)} />}
      {list.error && <Banner tone="error">{problemText(list.error, language)}</Banner>}
      {list.isPending && <Skeleton lines={4} />}
      {list.data && rows.length === 0 && (
        <EmptyState title={text.noOrganizations}>{text.noOrganizationsWords}</EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable<Organization>
          caption={text.organizationsTable}
          hideCaption
          stack
          rows={rows}
          rowKey={(row) => row.id}
          rowState={(row) => (row.closedOn ? 'muted' : 'plain')}
          columns={[
            { key: 'name', label: text.name, cell: (row) => row.name },
            { key: 'kind', label: text.kind, cell: (row) => text[row.kind] },
            {
              key: 'where',
              label: text.where,
              cell: (row) =>
                row.areaId === area.id ? (
                  row.areaName
                ) : (
                  <Link href={`/dia-ban/${row.areaId}`} quiet>
                    {row.areaName}
                  </Link>
                ),
            },
            ...(mayWrite
              ? [{ key: 'do', label: text.close, cell: (row: Organization) => <OpenOrClose row={row} /> }]
              : []),
          ]}
        />
      )}
      {list.hasNextPage && (
        <ButtonRow>
          <Button onClick={() => void list.fetchNextPage()}>{text.more}</Button>
        </ButtonRow>
      )}
    </Section>
  );
}

function OpenOrClose({ row }: { row: Organization }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  async function setClosed(closedOn: string | null, undo?: () => Promise<void>): Promise<void> {
    try {
      await call(changeOrganization, { params: { id: row.id }, body: { closedOn } });
      await areasChanged(client);
      toast({ text: closedOn === null ? text.reopened(row.name) : text.closedOrganization(row.name), undo });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const isClosed = row.closedOn !== null;
  const label = isClosed ? text.reopen : text.close;
  return (
    <Button
      small
      kind="quiet"
      aria-label={`${label}: ${row.name}`}
      onClick={() => void (isClosed ? setClosed(null) : setClosed(localToday(), () => setClosed(null)))}
    >
      {label}
    </Button>
  );
}

function newRow(): EntryRow {
  return { id: uuidv7(), values: { kind: 'school' } };
}

function AddOrganizations({ areaId, onDone }: { areaId: string; onDone: () => void }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [rows, setRows] = useState<readonly EntryRow[]>(() => [newRow(), newRow()]);
  const [strict, setStrict] = useState(false);
  const top = useFocusGrid();
  const columns: readonly EntryColumn[] = [
    { key: 'name', label: text.name, kind: 'text', required: true, width: 22 },
    {
      key: 'kind',
      label: text.kind,
      kind: 'choice',
      required: true,
      choices: OrganizationKind.options.map((value) => ({ value, label: text[value] })),
    },
  ];
  // The kind is filled in beforehand, so a row counts from its name on.
  const filled = rows.filter((row) => !isEmptyRow({ ...row, values: { name: row.values.name ?? '' } }));
  const form = useSubmit({
    fields: {},
    send: () =>
      call(createOrganizations, {
        params: { id: areaId },
        body: {
          organizations: filled.map(({ id, values }) => ({
            id,
            name: values.name ?? '',
            kind: OrganizationKind.catch('other').parse(values.kind),
          })),
        },
      }),
    done: async (answer) => {
      toast({ text: text.added(formatNumber(answer.organizations.length, language)) });
      await areasChanged(client);
      onDone();
    },
  });
  function save(): void {
    if (filled.length === 0) return void form.submit({ rows: text.nothingTyped });
    setStrict(true);
    if (Object.keys(checkEntryRows(columns, filled, language)).length > 0) return;
    void form.submit();
  }
  return (
    <div ref={top} className={css.form}>
      <ErrorSummary errors={form.summary} />
      <EntryGrid
        label={text.organizationGrid}
        columns={columns}
        rows={rows}
        onChange={setRows}
        newRow={newRow}
        onSave={save}
        strict={strict && filled.length === rows.length}
        disabled={form.busy}
      />
      <ButtonRow>
        <Button kind="primary" busy={form.busy} onClick={save}>
          {filled.length > 0 ? text.saveN(formatNumber(filled.length, language)) : text.save}
        </Button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </ButtonRow>
    </div>
  );
}
