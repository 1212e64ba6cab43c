import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiProblem, call } from '../../../platform/web/client.ts';
import { formatInstant, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { Link } from '../../../ui/action/Link.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { getActivity, listActivities } from '../../activities/activities.contract.ts';
import { recordsChanged, useCalendar } from '../../activities/web/forms.ts';
import { periodAt } from '../../figures/periods.rules.ts';
import type { Import, ImportSheet } from '../import.contract.ts';
import { undoImport } from '../imports.contract.ts';
import { HAMLETS, REPORTED } from '../sheet-kinds.rules.ts';
import { DownloadMenu } from './ImportActions.tsx';
import css from './Imports.module.css';
import { importText } from './import.text.ts';
import { NewPlaces } from './NewPlaces.tsx';
import { importIs } from './useImport.ts';

/** What came in, with the way to it and the way back. */
export function ImportDone({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const figures = useFiguresLink(found);
  // Lists and figures that were looked at before know nothing of the new rows.
  useEffect(() => {
    void recordsChanged(client);
    void client.invalidateQueries({ queryKey: ['areas'] });
    void client.invalidateQueries({ queryKey: ['places'] });
  }, [client]);
  return (
    <>
      <Banner tone="success" title={text.done} announce>
        {text.doneWords(
          formatNumber(found.accepted, language),
          found.areaName,
          formatInstant(found.committedAt ?? found.createdAt, language),
        )}
      </Banner>
      <ButtonRow>
        <ButtonLink kind="primary" icon="figures" href={figures}>
          {text.toFigures}
        </ButtonLink>
        <ButtonLink icon="area" href={`/dia-ban/${found.areaId}`}>
          {text.toPlaces}
        </ButtonLink>
      </ButtonRow>
      {found.problemRows > 0 && (
        <Banner tone="warn" action={<DownloadMenu found={found} />}>
          {text.stillProblems(formatNumber(found.problemRows, language))}
        </Banner>
      )}
      <SheetsDone found={found} />
      <NewPlaces found={found} />
      <Undo found={found} />
    </>
  );
}

function SheetsDone({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const rows = found.sheets.filter((sheet) => sheet.kind !== null);
  const nameOf = (sheet: ImportSheet): string => sheet.kindName?.[language] ?? sheet.sheet;
  return (
    <Section title={text.sheets}>
      <DataTable<ImportSheet>
        caption={text.sheetsTable}
        hideCaption
        stack
        tall
        rows={rows}
        rowKey={(sheet) => String(sheet.position)}
        columns={[
          { key: 'sheet', label: text.sheet, cell: (sheet) => sheet.sheet },
          {
            key: 'rows',
            label: text.done,
            numeric: true,
            cell: (sheet) => formatNumber(sheet.accepted, language),
          },
          {
            key: 'open',
            label: text.book,
            cell: (sheet) => <Link href={sheetHref(found, sheet)}>{text.open(nameOf(sheet))}</Link>,
          },
        ]}
      />
    </Section>
  );
}

function sheetHref(found: Import, sheet: ImportSheet): string {
  if (sheet.kind === HAMLETS) return `/dia-ban/${found.areaId}`;
  return sheet.kind === REPORTED ? '/so-lieu' : `/so/${sheet.kind}?importId=${found.id}`;
}

/** The figures of the year of reports that the latest row lies in. */
function useFiguresLink(found: Import): string {
  const scheme = useCalendar()?.scheme;
  const last = useQuery({
    queryKey: ['activities', 'importLast', found.id],
    queryFn: async ({ signal }) => {
      const query = { importId: found.id, limit: 1 };
      return (await call(listActivities, { query, signal })).items[0]?.day ?? null;
    },
  });
  const query = new URLSearchParams({ area: found.areaId });
  const year = scheme && last.data ? periodAt(scheme, 'year', last.data) : undefined;
  if (year) {
    query.set('from', year.from);
    query.set('to', year.to);
  }
  return `/so-lieu?${query}`;
}

function Undo({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  async function undo(): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    try {
      importIs(client, await call(undoImport, { params: { id: found.id } }));
      await recordsChanged(client);
      await client.invalidateQueries({ queryKey: ['areas'] });
      await client.invalidateQueries({ queryKey: ['places'] });
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  if (!found.can.undo) return null;
  const rows = refusal instanceof ApiProblem ? refusal.fields.filter((one) => one.code === 'workedOn') : [];
  return (
    <Section title={text.undo} lead={text.undoLead}>
      {refusal !== undefined && (
        <Banner tone="error" title={text.cannotUndo} announce>
          <p>{problemText(refusal, language)}</p>
          {rows.length > 0 && (
            <>
              <p>{text.workedOn}</p>
              <ul className={css.lines}>
                {rows.slice(0, 20).map((row) => (
                  <li key={row.found}>
                    <WorkedOn id={row.found ?? ''} at={row.path} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Banner>
      )}
      <ButtonRow>
        <Button icon="undo" busy={busy} onClick={() => void undo()}>
          {text.undo}
        </Button>
      </ButtonRow>
    </Section>
  );
}

/** One row that somebody worked on: its sheet and line, linked to the record. */
function WorkedOn({ id, at }: { id: string; at: string }): ReactNode {
  const text = useText(importText);
  const [sheet = '', row = ''] = at.split('!');
  const record = useQuery({
    queryKey: ['activities', 'one', id, 'form'],
    queryFn: ({ signal }) => call(getActivity, { params: { id }, signal }),
  });
  const words = text.rowAt(sheet, row);
  return record.data ? <Link href={`/so/${record.data.form}/${id}`}>{words}</Link> : words;
}
