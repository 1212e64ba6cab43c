import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import { checkEntryRows, type EntryErrors, type EntryRow } from '../../../ui/grid/entry.rules.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useFocusGrid } from '../../areas/web/AddHamlets.tsx';
import { addHouseholds, householdLimits } from '../household.contract.ts';
import { householdColumns, householdOf, isTyped } from './household-rows.rules.ts';
import { householdsText } from './households.text.ts';
import css from './pledges.module.css';

const newRow = (): EntryRow => ({ id: uuidv7(), values: { regular: 'yes' } });

/** Many households at once, typed or pasted from Excel. What was saved leaves the table, what was not stays with its reason. */
export function AddHouseholds(props: {
  areaId: string;
  today: string;
  onSaved: () => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const text = useText(householdsText);
  const [language] = useLanguage();
  const toast = useToast();
  const [rows, setRows] = useState<readonly EntryRow[]>(() => [newRow(), newRow(), newRow()]);
  const [errors, setErrors] = useState<EntryErrors>({});
  const [listedOn, setListedOn] = useState(props.today);
  const top = useFocusGrid();
  const columns = householdColumns(text);
  const typed = rows.filter(isTyped);
  const sent = typed.slice(0, householdLimits.batch);
  const form = useSubmit({
    fields: { listedOn: { id: 'households-listed' } },
    send: () =>
      call(addHouseholds, {
        params: { id: props.areaId },
        body: { listedOn, households: sent.map(householdOf) },
      }),
    done: async ({ results }) => {
      const outcomes = new Map(results.map((one) => [one.id, one.outcome]));
      const kept = rows.filter(
        (row) => ['duplicate', 'empty', undefined].includes(outcomes.get(row.id)) && isTyped(row),
      );
      const duplicates = results.filter((one) => one.outcome === 'duplicate').length;
      const saved = results.length - duplicates - results.filter((one) => one.outcome === 'empty').length;
      setErrors(
        Object.fromEntries(
          results.flatMap((one) =>
            one.outcome === 'duplicate' || one.outcome === 'empty'
              ? [[one.id, { houseNumber: one.outcome === 'empty' ? text.nameless : text.duplicate }]]
              : [],
          ),
        ),
      );
      setRows(kept.length > 0 ? kept : [newRow()]);
      if (saved > 0) toast({ text: text.saved(formatNumber(saved, language)) });
      if (duplicates > 0) toast({ tone: 'warn', text: text.duplicates(formatNumber(duplicates, language)) });
      if (kept.length > results.length)
        toast({ tone: 'info', text: text.tooMany(String(householdLimits.batch)) });
      await props.onSaved();
    },
  });
  function save(): void {
    if (typed.length === 0) return void form.submit({ rows: text.nothing });
    const wrong = checkEntryRows(columns, sent, language);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    void form.submit();
  }
  return (
    <div ref={top} className={css.form}>
      <ErrorSummary errors={form.summary} />
      <p className={css.note}>{text.addHelp}</p>
      <div className={css.short}>
        <DateInput
          id="households-listed"
          label={text.listedOn}
          value={listedOn}
          onChange={setListedOn}
          max={props.today}
          error={form.errorOf('listedOn')}
        />
      </div>
      <EntryGrid
        label={text.addTitle}
        columns={columns}
        rows={rows}
        onChange={(next) => {
          setErrors({});
          setRows(next);
        }}
        newRow={newRow}
        onSave={save}
        errors={errors}
        disabled={form.busy}
      />
      <ButtonRow>
        <Button kind="primary" busy={form.busy} onClick={save}>
          {typed.length > 0 ? text.saveN(formatNumber(sent.length, language)) : text.save}
        </Button>
        <Button onClick={props.onClose}>{text.cancel}</Button>
      </ButtonRow>
    </div>
  );
}
