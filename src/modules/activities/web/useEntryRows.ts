import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { readDraft, writeDraft } from '../../../platform/web/drafts.ts';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import {
  checkEntryRows,
  type EntryColumn,
  type EntryErrors,
  type EntryRow,
} from '../../../ui/grid/entry.rules.ts';
import { saveActivities } from '../activities.contract.ts';
import type { Activity, ActivityOutcome, RowProblem } from '../activity.contract.ts';
import type { EntryValues } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { type GridPlaces, isTouched, rowCells, rowValues } from './entry-grid.rules.ts';
import { fieldErrors, rowWords } from './entry-problems.ts';
import { recordsChanged } from './forms.ts';

/** As many as the server takes at once. */
const batch = 200;

export interface EntryOutcome {
  readonly saved: number;
  readonly refused: number;
  /** Nothing was sent at all, or nothing came back. */
  readonly failure?: string;
}

/** The rows being entered: kept on this device until saved, sent together, answered one by one. */
export function useEntryRows(options: {
  form: FormShape;
  columns: readonly EntryColumn[];
  places: GridPlaces;
  userId: string;
  /** Values of a fresh row after the last one. */
  fresh: (last: EntryValues | undefined) => EntryValues;
  wholeRow: (words: string) => string;
}) {
  const { form, columns, places, userId } = options;
  const [language] = useLanguage();
  const client = useQueryClient();
  const page = `entry.${form.code}`;
  const [kept] = useState(() => asRows(readDraft(userId, page)));
  const [rows, setRows] = useState<readonly EntryRow[]>(() =>
    kept.length > 0 ? kept : [rowAfter(undefined)],
  );
  const [errors, setErrors] = useState<EntryErrors>({});
  const [saved, setSaved] = useState<readonly Activity[]>([]);
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<EntryOutcome>();
  const inFlight = useRef<Set<string>>(new Set());
  const now = useRef(rows);
  now.current = rows;
  const touched = rows.filter((row) => isTouched(form, row));
  useKeptRows(userId, page, touched);

  function newRow(): EntryRow {
    const above = now.current.at(-1);
    return rowAfter(above ? rowValues(form, places, above, language) : saved[0]?.values);
  }

  function rowAfter(last: EntryValues | undefined): EntryRow {
    return { id: uuidv7(), values: rowCells(form, places, options.fresh(last), language) };
  }

  /** Always a row to type into. */
  function orOne(left: readonly EntryRow[]): readonly EntryRow[] {
    return left.length > 0 ? left : [newRow()];
  }

  function change(next: readonly EntryRow[]): void {
    const before = new Map(now.current.map((row) => [row.id, row]));
    // An error stands until its row is changed.
    const still = next.filter((row) => errors[row.id] && before.get(row.id) === row);
    setErrors(Object.fromEntries(still.map((row) => [row.id, errors[row.id]])));
    setRows(next);
  }

  async function save(): Promise<void> {
    const ready = now.current.filter((row) => isTouched(form, row) && !inFlight.current.has(row.id));
    if (ready.length === 0) {
      if (inFlight.current.size === 0) setOutcome({ saved: 0, refused: 0 });
      return;
    }
    const found = checkEntryRows(columns, ready, language);
    const good = ready.filter((row) => found[row.id] === undefined);
    setErrors((all) => ({ ...all, ...found }));
    for (const row of good) inFlight.current.add(row.id);
    setSending(new Set(inFlight.current));
    let done = 0;
    let failure: string | undefined;
    try {
      for (let at = 0; at < good.length; at += batch) done += await sendSome(good.slice(at, at + batch));
    } catch (error) {
      failure = problemText(error, language);
    }
    for (const row of good) inFlight.current.delete(row.id);
    setSending(new Set(inFlight.current));
    setOutcome({ saved: done, refused: ready.length - done, ...(failure ? { failure } : {}) });
    await recordsChanged(client);
  }

  async function sendSome(some: readonly EntryRow[]): Promise<number> {
    const items = some.map((row) => ({
      id: row.id,
      form: form.code,
      formVersion: form.version,
      values: rowValues(form, places, row, language),
      state: 'submitted' as const,
    }));
    const { results } = await call(saveActivities, { body: { items } });
    const stored = results.filter((one) => one.outcome === 'accepted' || one.outcome === 'known');
    const gone = new Set(stored.map((one) => one.id));
    setRows((all) => orOne(all.filter((row) => !gone.has(row.id))));
    setSaved((all) => [...stored.flatMap((one) => one.activity ?? []).toReversed(), ...all]);
    setErrors((all) => ({ ...all, ...refusals(results) }));
    return stored.length;
  }

  function refusals(results: readonly ActivityOutcome[]): EntryErrors {
    return Object.fromEntries(
      results.flatMap((one) =>
        one.outcome === 'refused' || one.outcome === 'conflict' ? [[one.id, cellWords(one.problem)]] : [],
      ),
    );
  }

  /** The server's words under the cells that they are about; what is about none stands in the first. */
  function cellWords(problem: RowProblem | undefined): Record<string, string> {
    const known = new Set(columns.map((column) => column.key));
    const found = fieldErrors(problem?.fields ?? [], language);
    const words = Object.entries(found).flatMap(([code, message]) => {
      const key = known.has(code) ? code : columns.find((column) => column.key.startsWith(`${code}.`))?.key;
      return key && code !== '' ? [[key, message] as const] : [];
    });
    const first = columns[0]?.key ?? '';
    return words.length > 0
      ? Object.fromEntries(words)
      : { [first]: options.wholeRow(rowWords(problem, language)) };
  }

  /** Puts a record that was taken back into the table again, to be corrected. */
  function takeBack(record: Activity): void {
    const row = { id: uuidv7(), values: rowCells(form, places, record.values, language) };
    setSaved((all) => all.filter((each) => each.id !== record.id));
    setRows((all) => [...all.filter((each) => isTouched(form, each)), row]);
  }

  function drop(): void {
    setErrors({});
    setRows([rowAfter(undefined)]);
  }

  return {
    rows,
    change,
    newRow,
    save,
    errors,
    saved,
    takeBack,
    drop,
    outcome,
    keptCount: kept.length,
    touchedCount: touched.length,
    sendingCount: sending.size,
  };
}

/** Writes the rows down with every change, so that nothing has to happen when the page is left. */
function useKeptRows(userId: string, page: string, rows: readonly EntryRow[]): void {
  const text = JSON.stringify(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the value of `rows`
  useEffect(() => writeDraft(userId, page, rows.length > 0 ? rows : undefined), [userId, page, text]);
}

/** Rows as they were kept; anything else on this device is left alone. */
function asRows(draft: unknown): readonly EntryRow[] {
  if (!Array.isArray(draft)) return [];
  return draft.filter(
    (row): row is EntryRow =>
      typeof row === 'object' && row !== null && typeof row.id === 'string' && typeof row.values === 'object',
  );
}
