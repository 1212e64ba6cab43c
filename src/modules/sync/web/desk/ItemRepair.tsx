import { type ReactNode, useState } from 'react';
import { isDate } from '../../../../platform/dates.ts';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { formatDate } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Checkbox, RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { getActivity } from '../../../activities/activities.contract.ts';
import type { Activity } from '../../../activities/activity.contract.ts';
import type { EntryValues, PlaceValue } from '../../../activities/field.contract.ts';
import type { Form } from '../../../activities/form.contract.ts';
import { Conflict } from '../../../activities/web/Conflict.tsx';
import { fieldErrors } from '../../../activities/web/entry-problems.ts';
import css from '../../../activities/web/FormFields.module.css';
import { FormFields, shownValues } from '../../../activities/web/FormFields.tsx';
import { onFormKeys } from '../../../activities/web/form-keys.ts';
import { usePlaces } from '../../../activities/web/places.ts';
import { useRecordForm } from '../../../activities/web/useRecordForm.ts';
import type { SyncItem } from '../../sync.contract.ts';
import { phoneValues, valuesFor } from './item-values.rules.ts';
import { itemsText } from './items.text.ts';
import { useSettle } from './useSettle.ts';

interface RepairProps {
  readonly item: SyncItem;
  readonly form: Form;
  readonly onCancel: () => void;
}

/** The whole form with what the phone wrote, the faults beside their fields; saved, it settles the item. */
export function ItemRepair({ item, form, onCancel }: RepairProps): ReactNode {
  const text = useText(itemsText);
  const language = useUiLanguage();
  const settle = useSettle(item);
  const places = usePlaces().data ?? [];
  // Until it is sent, what was wrong with it when it came.
  const sending = useRecordForm(form, fieldErrors(item.problem?.fields ?? [], language));
  const [values, setValues] = useState<EntryValues>(() => valuesFor(form, item));
  const [dayConfirmed, setDayConfirmed] = useState(false);
  const [current, setCurrent] = useState<Activity>();
  const isTooOld = item.problem?.fields?.some(({ code }) => code === 'tooOld') ?? false;
  const day = values[form.dayField];
  const asksDay = isTooOld && isDate(day) && day === phoneValues(item)[form.dayField];

  async function save(given: EntryValues = values, baseRevision = baseOf(item)): Promise<void> {
    await sending.send(async () => {
      if (asksDay && !dayConfirmed) throw unsure(form, text.dayUnsure);
      const payload = {
        form: form.code,
        formVersion: form.version,
        values: shownValues(form, given),
        state: 'submitted',
        ...(baseRevision === undefined ? {} : { baseRevision }),
      };
      try {
        return await settle({ action: 'repair', payload }, text.repaired);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'conflict') throw error;
        setCurrent(await call(getActivity, { params: { id: item.recordId } }));
        return undefined;
      }
    });
  }

  if (current) {
    return (
      <form ref={sending.form} className={css.form} onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary errors={sending.summary} />
        <Conflict
          key={current.revision}
          form={form}
          base={current}
          mine={values}
          current={current}
          busy={sending.busy}
          onSave={(chosen) => void save(chosen, current.revision)}
          onTakeTheirs={onCancel}
        />
      </form>
    );
  }
  return (
    <form
      ref={sending.form}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => onFormKeys(event, () => void save())}
    >
      <ErrorSummary errors={sending.summary} />
      <Successors
        item={item}
        value={values[form.placeField] as PlaceValue | undefined}
        onChange={(place) => setValues({ ...values, [form.placeField]: place })}
      />
      <FormFields form={form} values={values} onChange={setValues} errors={sending.errors} places={places} />
      {asksDay && (
        <Checkbox
          label={text.dayIsRight(formatDate(day, language))}
          checked={dayConfirmed}
          onChange={setDayConfirmed}
        />
      )}
      <ButtonRow>
        <Button kind="primary" type="submit" busy={sending.busy}>
          {text.save}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {text.cancel}
        </Button>
      </ButtonRow>
    </form>
  );
}

/** The place was closed: one of those that it went into. */
function Successors(props: {
  item: SyncItem;
  value: PlaceValue | undefined;
  onChange: (place: PlaceValue) => void;
}): ReactNode {
  const text = useText(itemsText);
  const { successors } = props.item;
  if (successors.length === 0) return null;
  return (
    <RadioGroup
      label={text.wentTo}
      value={props.value?.areaId ?? ''}
      onChange={(areaId) => props.onChange({ areaId })}
      choices={successors.map(({ areaId, areaName }) => ({ value: areaId, label: areaName }))}
    />
  );
}

function baseOf({ payload }: SyncItem): number | undefined {
  return typeof payload?.baseRevision === 'number' ? payload.baseRevision : undefined;
}

/** The day is older than phones are believed: somebody has to say that it is right. */
function unsure(form: Form, words: string): ApiProblem {
  const expected = { vi: words, en: words };
  return new ApiProblem(422, {
    code: 'invalidInput',
    fields: [{ path: `values.${form.dayField}`, code: 'notShown', expected }],
  });
}
