import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { undoActivityChange } from '../activities.contract.ts';
import type { Activity } from '../activity.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { booksText } from './books.text.ts';
import { bookColumns } from './columns.tsx';
import { entryText } from './entry.text.ts';
import { recordsChanged } from './forms.ts';
import { recordName } from './show-value.ts';

/** What was entered on this page, newest first; each can be taken back. */
export function JustSaved(props: {
  form: FormShape;
  records: readonly Activity[];
  onUndone: (record: Activity) => void;
}): ReactNode {
  const text = useText(entryText);
  const books = useText(booksText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState<string>();
  const { form, records, onUndone } = props;
  const columns = useMemo(() => bookColumns(form, language, books), [form, language, books]);
  const shown = columns.slice(0, form.listColumns.length + 1);
  if (records.length === 0) return null;

  async function undo(record: Activity): Promise<void> {
    setBusy(record.id);
    try {
      const body = { baseRevision: record.revision };
      await call(undoActivityChange, { params: { id: record.id }, body });
      onUndone(record);
      await recordsChanged(client);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <Section title={text.justSaved}>
      <DataTable<Activity>
        caption={form.name[language]}
        hideCaption
        stack
        tall
        columns={[
          ...shown,
          {
            key: 'undo',
            label: text.undo,
            header: <VisuallyHidden>{text.undo}</VisuallyHidden>,
            nowrap: true,
            cell: (row) => (
              <Button small icon="undo" busy={busy === row.id} onClick={() => void undo(row)}>
                <span aria-hidden="true">{text.undo}</span>
                <VisuallyHidden>{text.undoRow(recordName(row, language))}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
        rows={records}
        rowKey={(row) => row.id}
        rowName={(row) => recordName(row, language)}
      />
    </Section>
  );
}
