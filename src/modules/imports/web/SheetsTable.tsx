import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Import, ImportSheet } from '../import.contract.ts';
import { ORDINAL, PROBLEM_COLUMN } from '../sheet-kinds.rules.ts';
import css from './Imports.module.css';
import { importText } from './import.text.ts';

/** Sheet by sheet: what it was taken for, its rows by what became of them, its columns. */
export function SheetsTable({ found }: { found: Import }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  const number = (n: number): string => formatNumber(n, language);
  const has = (key: 'duplicates' | 'alreadyKnown' | 'leftOut'): boolean =>
    found.sheets.some((sheet) => sheet[key] > 0);
  return (
    <Section title={text.sheets}>
      <DataTable<ImportSheet>
        caption={text.sheetsTable}
        hideCaption
        stack
        tall
        rows={found.sheets}
        rowKey={(sheet) => String(sheet.position)}
        rowState={(sheet) => (sheet.kind === null ? 'muted' : 'plain')}
        columns={[
          { key: 'sheet', label: text.sheet, cell: (sheet) => sheet.sheet },
          { key: 'as', label: text.as, cell: (sheet) => sheet.kindName?.[language] ?? text.notKnown },
          { key: 'rows', label: text.rows, numeric: true, cell: (sheet) => number(sheet.dataRows) },
          { key: 'accepted', label: text.accepted, numeric: true, cell: (sheet) => number(sheet.accepted) },
          {
            key: 'problems',
            label: text.problems,
            numeric: true,
            cell: (sheet) => number(sheet.problemRows),
          },
          ...(has('duplicates')
            ? [
                {
                  key: 'dup',
                  label: text.duplicates,
                  numeric: true,
                  cell: (one: ImportSheet) => number(one.duplicates),
                },
              ]
            : []),
          ...(has('alreadyKnown')
            ? [
                {
                  key: 'known',
                  label: text.known,
                  numeric: true,
                  cell: (one: ImportSheet) => number(one.alreadyKnown),
                },
              ]
            : []),
          ...(has('leftOut')
            ? [
                {
                  key: 'left',
                  label: text.left,
                  numeric: true,
                  cell: (one: ImportSheet) => number(one.leftOut),
                },
              ]
            : []),
          { key: 'columns', label: text.columns, wide: true, cell: (sheet) => <Columns sheet={sheet} /> },
        ]}
      />
    </Section>
  );
}

function Columns({ sheet }: { sheet: ImportSheet }): ReactNode {
  const text = useText(importText);
  const language = useUiLanguage();
  if (sheet.kind === null) return null;
  const own = sheet.columns.filter((column) => column.field !== PROBLEM_COLUMN && column.field !== ORDINAL);
  const matched = own.filter((column) => column.field !== null);
  const refused = own.filter((column) => column.refused !== undefined);
  const notes = own.filter((column) => column.field === null && column.refused === undefined);
  return (
    <ul className={css.lines}>
      <li>{text.matched(matched.length)}</li>
      {notes.length > 0 && <li>{text.asNotes(notes.map((column) => column.header).join(', '))}</li>}
      {refused.map((column) => (
        <li key={column.header} className={css.care}>
          {text.notKept(column.header, column.refused?.[language] ?? '')}
        </li>
      ))}
      {sheet.missing.length > 0 && <li className={css.care}>{text.missing(sheet.missing.join(', '))}</li>}
    </ul>
  );
}
