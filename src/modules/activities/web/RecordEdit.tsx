import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { readDraft, writeDraft } from '../../../platform/web/drafts.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { useMe } from '../../accounts/web/me.ts';
import { saveActivity } from '../activities.contract.ts';
import type { Activity } from '../activity.contract.ts';
import { sameValues } from '../activity-text.rules.ts';
import type { EntryValues } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { Conflict } from './Conflict.tsx';
import css from './FormFields.module.css';
import { FormFields, shownValues } from './FormFields.tsx';
import { onFormKeys } from './form-keys.ts';
import { recordsChanged } from './forms.ts';
import { recordText } from './record.text.ts';
import { usePlacesWith } from './usePlacesWith.ts';
import { useRecordForm } from './useRecordForm.ts';

interface EditDraft {
  readonly revision: number;
  readonly values: EntryValues;
}

/** Changing a record. Somebody who was quicker is not overwritten: then both versions stand side by side. */
export function RecordEdit(props: {
  form: FormShape;
  record: Activity;
  onBegin: () => void;
  onDone: () => void;
}): ReactNode {
  const { form, record } = props;
  const text = useText(recordText);
  const me = useMe();
  const client = useQueryClient();
  const toast = useToast();
  const page = `edit.${record.id}`;
  const [draft] = useState(() => readDraft(me.id, page) as EditDraft | undefined);
  const isKept = draft !== undefined && draft.revision === record.revision;
  const [values, setValues] = useState<EntryValues>(isKept ? draft.values : record.values);
  const [showsKept, setShowsKept] = useState(isKept);
  const [current, setCurrent] = useState<Activity>();
  const places = usePlacesWith(record);
  const sending = useRecordForm(form);
  const isReturned = record.state === 'returned' || record.state === 'draft';

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when editing begins
  useEffect(() => props.onBegin(), []);
  useEffect(() => {
    const isSame = sameValues(values, record.values);
    writeDraft(me.id, page, isSame ? undefined : { revision: record.revision, values });
  }, [values, me.id, page, record]);

  async function save(
    state: 'draft' | 'submitted',
    given: EntryValues = values,
    baseRevision: number = record.revision,
  ): Promise<void> {
    const answer = await sending.send(async () => {
      try {
        const body = {
          form: form.code,
          formVersion: form.version,
          values: shownValues(form, given),
          state,
          baseRevision,
        };
        return await call(saveActivity, { params: { id: record.id }, body });
      } catch (error) {
        const found = currentOf(error);
        if (!found) throw error;
        setCurrent(found);
        return undefined;
      }
    });
    if (!answer) return;
    writeDraft(me.id, page, undefined);
    toast({ text: text.doneSave });
    await recordsChanged(client);
    props.onDone();
  }

  function leave(): void {
    writeDraft(me.id, page, undefined);
    void recordsChanged(client);
    props.onDone();
  }

  if (current) {
    return (
      <form ref={sending.form} className={css.form} onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary errors={sending.summary} />
        <Conflict
          key={current.revision}
          form={form}
          base={record}
          mine={values}
          current={current}
          busy={sending.busy}
          onSave={(chosen) => {
            setValues(chosen);
            void save(record.state === 'draft' ? 'draft' : 'submitted', chosen, current.revision);
          }}
          onTakeTheirs={leave}
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
        void save('submitted');
      }}
      onKeyDown={(event) => onFormKeys(event, () => void save('submitted'))}
    >
      <ErrorSummary errors={sending.summary} />
      {showsKept && (
        <Banner
          action={
            <Button
              small
              onClick={() => {
                setValues(record.values);
                setShowsKept(false);
              }}
            >
              {text.dropDraft}
            </Button>
          }
        >
          {text.draftKept}
        </Banner>
      )}
      {record.state === 'returned' && (
        <Banner tone="warn" title={text.returnedTitle}>
          {record.reason}
        </Banner>
      )}
      <FormFields form={form} values={values} onChange={setValues} errors={sending.errors} places={places} />
      <ButtonRow>
        <Button kind="primary" type="submit" busy={sending.busy}>
          {isReturned ? text.saveAndSubmit : text.save}
        </Button>
        {isReturned && (
          <Button busy={sending.busy} onClick={() => void save('draft')}>
            {text.saveDraft}
          </Button>
        )}
        <Button kind="quiet" onClick={leave}>
          {text.cancel}
        </Button>
      </ButtonRow>
    </form>
  );
}

/** The present version that a conflict carries. */
function currentOf(error: unknown): Activity | undefined {
  const body = (error as { body?: { current?: Activity } }).body;
  return body?.current;
}
