import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { readDraft, writeDraft } from '../../../platform/web/drafts.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
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
import { entryText } from './entry.text.ts';
import css from './FormFields.module.css';
import { FormFields, fieldId, shownValues } from './FormFields.tsx';
import { onFormKeys } from './form-keys.ts';
import { recordsChanged } from './forms.ts';
import { JustSaved } from './JustSaved.tsx';
import type { Place } from './places.ts';
import { prefill } from './prefill.ts';
import { recordName } from './show-value.ts';
import { useRecordForm } from './useRecordForm.ts';

interface Begun {
  readonly id: string;
  readonly values: EntryValues;
}

/** One record at a time; saving begins the next with the same day and place. */
export function NewRecord(props: {
  form: FormShape;
  places: readonly Place[];
  today: string | undefined;
}): ReactNode {
  const { form, places, today } = props;
  const text = useText(entryText);
  const [language] = useLanguage();
  const me = useMe();
  const client = useQueryClient();
  const toast = useToast();
  const page = `new.${form.code}`;
  const fresh = (last?: EntryValues): Begun => ({
    id: uuidv7(),
    values: prefill(form, { today, places, last }),
  });
  const [kept] = useState(() => asBegun(readDraft(me.id, page)));
  const [begun, setBegun] = useState<Begun>(() => kept ?? fresh());
  const [empty, setEmpty] = useState<EntryValues>(() => (kept ? {} : begun.values));
  const [showsKept, setShowsKept] = useState(kept !== undefined);
  const [saved, setSaved] = useState<readonly Activity[]>([]);
  const sending = useRecordForm(form);

  useEffect(() => {
    writeDraft(me.id, page, sameValues(begun.values, empty) ? undefined : begun);
  }, [begun, empty, me.id, page]);

  /** Fields that read what is typed by themselves (days, numbers) forget it with the record that it belonged to. */
  function beginNext(last: EntryValues | undefined): void {
    const next = fresh(last);
    flushSync(() => {
      setBegun(next);
      setEmpty(next.values);
      setShowsKept(false);
      sending.clear();
    });
    const first = form.fields.find((field) => next.values[field.code] === undefined);
    const target = document.getElementById(fieldId(first?.code ?? form.dayField));
    (target?.querySelector<HTMLElement>('input') ?? target)?.focus();
  }

  async function save(state: 'draft' | 'submitted'): Promise<void> {
    const { id, values } = begun;
    const answer = await sending.send(() =>
      call(saveActivity, {
        params: { id },
        body: { form: form.code, formVersion: form.version, values: shownValues(form, values), state },
      }),
    );
    if (!answer) return;
    const { activity } = answer;
    setSaved((all) => [activity, ...all]);
    beginNext(activity.values);
    const name = recordName(activity, language);
    toast({ text: state === 'draft' ? text.savedDraft(name) : text.savedOne(name) });
    await recordsChanged(client);
  }

  return (
    <>
      {showsKept && (
        <Banner
          action={
            <Button small onClick={() => beginNext(undefined)}>
              {text.drop}
            </Button>
          }
        >
          {text.keptForm}
        </Banner>
      )}
      <form
        key={begun.id}
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
        <FormFields
          form={form}
          values={begun.values}
          onChange={(values) => setBegun({ id: begun.id, values })}
          errors={sending.errors}
          places={places}
        />
        <ButtonRow>
          <Button kind="primary" type="submit" busy={sending.busy}>
            {text.saveNext}
          </Button>
          <Button busy={sending.busy} onClick={() => void save('draft')}>
            {text.saveDraft}
          </Button>
        </ButtonRow>
        <p className={css.keys}>
          {text.keys} {text.keptNote}
        </p>
      </form>
      <JustSaved
        form={form}
        records={saved}
        onUndone={(record) => {
          setSaved((all) => all.filter((each) => each.id !== record.id));
          toast({ text: text.undoneForm });
        }}
      />
    </>
  );
}

function asBegun(draft: unknown): Begun | undefined {
  if (typeof draft !== 'object' || draft === null || !('id' in draft) || !('values' in draft))
    return undefined;
  return draft as Begun;
}
