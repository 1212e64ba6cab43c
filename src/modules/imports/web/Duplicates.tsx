import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import type { Import, ImportRow } from '../import.contract.ts';
import { listImportRows } from '../imports.contract.ts';
import { useAct } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { keyOf, useImportRows, useMend } from './useImport.ts';

/** Rows that are equal to an earlier one, both side by side. */
export function Duplicates({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const rows = useImportRows(found.id, { state: 'duplicate' });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={text.duplicatesTitle} lead={text.duplicatesLead}>
      <ol className={css.list}>
        {items.map((row) => (
          <li key={keyOf(row)} className={css.item}>
            <Pair found={found} row={row} />
          </li>
        ))}
      </ol>
      {rows.hasNextPage && (
        <ButtonRow>
          <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {text.moreDuplicates}
          </Button>
        </ButtonRow>
      )}
    </Section>
  );
}

function Pair({ found, row }: { found: Import; row: ImportRow }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const mend = useMend(found.id);
  const { busy, act } = useAct();
  const first = useFirst(found.id, row);
  const columns = found.sheets.find((sheet) => sheet.position === row.position)?.columns ?? [];
  const headers = columns.map((column) => column.header).filter((header) => row.cells[header]);
  const numbers = [row.duplicateOf ?? 0, row.row].map((n) => formatNumber(n, language));
  const take = (both: boolean): Promise<void> =>
    act(async () => {
      await mend({ rows: [{ position: row.position, row: row.row, take: both }] });
    });
  return (
    <>
      <div className={css.head}>
        <p className={css.where}>{text.duplicate(row.sheet, numbers[0] ?? '', numbers[1] ?? '')}</p>
        <Button small busy={busy} onClick={() => void take(!row.taken)}>
          {row.taken ? text.takeOne : text.takeBoth}
        </Button>
      </div>
      {row.taken && <p className={css.settled}>{text.tookBoth}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls, not a section of the page */}
      <div
        className={css.scroll}
        role="region"
        aria-label={text.duplicate(row.sheet, numbers[0] ?? '', numbers[1] ?? '')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
      >
        <table className={css.pair}>
          <thead>
            <tr>
              <th scope="col">{text.line}</th>
              {headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[first.data, row].map((one, at) => (
              <tr key={numbers[at]}>
                <th scope="row">{numbers[at]}</th>
                {headers.map((header) => (
                  <td key={header}>{one?.cells[header] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The row that came first: the one after the row above it. */
function useFirst(importId: string, row: ImportRow) {
  const { position, duplicateOf } = row;
  return useQuery({
    queryKey: ['imports', 'first', importId, position, duplicateOf],
    queryFn: async ({ signal }) => {
      const cursor = `${position}.${(duplicateOf ?? 1) - 1}`;
      const query = { position, cursor, limit: 1 };
      return (await call(listImportRows, { params: { id: importId }, query, signal })).items[0] ?? null;
    },
    enabled: duplicateOf !== null,
    staleTime: 600_000,
  });
}
