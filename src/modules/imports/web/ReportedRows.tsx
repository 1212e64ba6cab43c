import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Import, ImportRow, ImportSheet } from '../import.contract.ts';
import { importText } from './import.text.ts';
import { keyOf, useImportRows } from './useImport.ts';

/** The lines of a list of published figures as they stand in the file, each with what becomes of it. */
export function ReportedRows({ found, sheet }: { found: Import; sheet: ImportSheet }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const rows = useImportRows(found.id, { position: sheet.position });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const states = {
    accepted: text.stateAccepted,
    problem: text.stateProblem,
    duplicate: text.stateDuplicate,
    known: text.stateKnown,
    left: text.stateLeft,
  };
  const title = text.reported(sheet.sheet);
  return (
    <Section title={title}>
      {rows.isPending && <Skeleton lines={6} />}
      {items.length > 0 && (
        <DataTable<ImportRow>
          caption={text.reportedTable}
          hideCaption
          rows={items}
          rowKey={keyOf}
          rowState={(row) => (row.state === 'accepted' ? 'plain' : 'muted')}
          columns={[
            { key: 'row', label: text.line, numeric: true, cell: (row) => formatNumber(row.row, language) },
            { key: 'state', label: text.rowState, nowrap: true, cell: (row) => states[row.state] },
            ...sheet.columns.map(({ header, field }) => ({
              key: header,
              label: header,
              wide: field === 'source' || field === 'note' || field === null,
              numeric: field === 'value' || field === 'denominator',
              nowrap: field === 'from' || field === 'to' || field === 'asOf',
              cell: (row: ImportRow) => row.cells[header] ?? '',
            })),
          ]}
        />
      )}
      {rows.hasNextPage && (
        <ButtonRow>
          <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {text.moreRows}
          </Button>
        </ButtonRow>
      )}
    </Section>
  );
}
