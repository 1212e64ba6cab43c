import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { type Language, useUiLanguage } from '../../../ui/language.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { AreaEffect, AreaWarning, OperationPreview } from '../area-operations.contract.ts';
import { operationsText } from './operations.text.ts';

/** What an operation would do: counts, warnings, each change with its day. */
export function PreviewPanel({ preview }: { preview: OperationPreview }): ReactNode {
  const text = useText(operationsText);
  const language = useUiLanguage();
  const number = (n: number): string => formatNumber(n, language);
  const all = Object.values(preview.counts).reduce((total, n) => total + n, 0);
  if (all === 0) return <EmptyState title={text.wouldNothing}>{text.wouldNothingWords}</EmptyState>;
  const words = Object.entries(preview.counts).map(([kind, n]) =>
    text.countOf(number(n), text[kind as AreaEffect['kind']] ?? kind),
  );
  return (
    <>
      <Banner title={text.would} announce>
        {words.join(' · ')}
      </Banner>
      {preview.warnings.map((warning) => (
        <Banner key={warning.code} tone="warn">
          {warningWords(warning, language)}
        </Banner>
      ))}
      <DataTable<AreaEffect>
        caption={
          preview.effects.length < all
            ? text.firstOnes(number(preview.effects.length), number(all))
            : text.effects
        }
        stack
        rows={preview.effects}
        rowKey={(row) => `${row.kind} ${row.areaId} ${row.on} ${row.after}`}
        columns={[
          {
            key: 'area',
            label: text.area,
            cell: (row) => (row.code ? `${row.name} (${row.code})` : row.name),
          },
          { key: 'effect', label: text.effect, cell: (row) => text[row.kind] },
          {
            key: 'on',
            label: text.day,
            nowrap: true,
            cell: (row) => (row.on ? formatDate(row.on, language) : ''),
          },
          { key: 'before', label: text.before, cell: (row) => dayOrText(row.before, language) },
          { key: 'after', label: text.after, cell: (row) => dayOrText(row.after, language) },
        ]}
      />
    </>
  );
}

function dayOrText(value: string, language: Language): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? formatDate(value, language) : value;
}

function warningWords(warning: AreaWarning, language: Language): string {
  const text = operationsText[language];
  const { code, examples } = warning;
  const say = code === 'organizations' ? text.organizationsWarned : text[code];
  const words = say(formatNumber(warning.count, language));
  return examples.length > 0 ? `${words} (${examples.slice(0, 8).join(', ')})` : words;
}
