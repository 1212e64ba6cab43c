import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { checkEntryRows, type EntryColumn, type EntryRow, isEmptyRow } from '../../../ui/grid/entry.rules.ts';
import { useUiLanguage } from '../../../ui/language.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { createHamlets, type HamletInput } from '../hamlets.contract.ts';
import css from './Areas.module.css';
import { areasText } from './areas.text.ts';
import { areasChanged } from './useAreas.ts';

function newRow(): EntryRow {
  return { id: uuidv7(), values: {} };
}

/** Several hamlets at once, as in a spreadsheet: name, households, people, head. */
export function AddHamlets({ areaId, onDone }: { areaId: string; onDone: () => void }): ReactNode {
  const text = useText(areasText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [rows, setRows] = useState<readonly EntryRow[]>(() => [newRow(), newRow(), newRow()]);
  const [asOf, setAsOf] = useState(() => localToday());
  const [strict, setStrict] = useState(false);
  const top = useFocusGrid();
  const columns: readonly EntryColumn[] = [
    { key: 'fullName', label: text.name, kind: 'text', required: true, width: 16 },
    { key: 'households', label: text.households, kind: 'integer' },
    { key: 'people', label: text.people, kind: 'integer' },
    { key: 'headName', label: text.head, kind: 'text', width: 14 },
  ];
  const filled = rows.filter((row) => !isEmptyRow(row));
  const form = useSubmit({
    fields: { asOf: { id: 'hamlets-as-of' } },
    send: () =>
      call(createHamlets, {
        params: { id: areaId },
        body: { hamlets: filled.map((row) => hamletOf(row, asOf)) },
      }),
    done: async (answer) => {
      toast({ text: text.added(formatNumber(answer.hamlets.length, language)) });
      await areasChanged(client);
      onDone();
    },
  });
  function save(): void {
    setStrict(true);
    if (filled.length === 0) return void form.submit({ rows: text.nothingTyped });
    if (Object.keys(checkEntryRows(columns, filled, language)).length > 0) return;
    void form.submit();
  }
  return (
    <div ref={top} className={css.form}>
      <ErrorSummary errors={form.summary} />
      <p className={css.note}>{text.hamletGridHelp}</p>
      <div className={css.short}>
        <DateInput id="hamlets-as-of" label={text.countedOn} value={asOf} onChange={setAsOf} />
      </div>
      <EntryGrid
        label={text.hamletGrid}
        columns={columns}
        rows={rows}
        onChange={setRows}
        newRow={newRow}
        onSave={save}
        strict={strict}
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

function hamletOf({ id, values }: EntryRow, asOf: string): HamletInput {
  const count = (key: string): number | null => (values[key] ? Number(values[key]) : null);
  const households = count('households');
  const people = count('people');
  const headName = values.headName ?? '';
  const hasProfile = households !== null || people !== null || headName !== '';
  const profile = { asOf, households, people, headName, note: '' };
  return { id, fullName: values.fullName ?? '', openedOn: null, ...(hasProfile ? { profile } : {}) };
}

/** The grid that was just opened waits for typing: its first cell has the focus. */
export function useFocusGrid(): RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.querySelector<HTMLElement>('table input')?.focus(), []);
  return top;
}

/** The day on the clock of this device, in Vietnam. */
export function localToday(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}
