import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { Form } from '../../../../activities/form.contract.ts';
import { dayOf } from '../clock.ts';
import { type Draft, faults, newDraft, questions, writeDown } from '../entry.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { Question } from '../inputs/Question.tsx';
import { useKeeping } from '../RoomNotice.tsx';
import type { Reference } from '../reference.ts';
import { goTo, Screen } from '../Screen.tsx';

/** Fills in a form, one question at a time; `itemId` is an entry of the outbox or a record of the commune. */
export function EntryScreen(props: { formCode: string; itemId: string | undefined }): ReactNode {
  const text = useText(fieldText);
  const { engine, state } = useField();
  const { reference } = state;
  const form = reference?.forms.find(({ code }) => code === props.formCode);
  const [draft, setDraft] = useState<Draft>();
  useEffect(() => {
    if (!form || !reference || draft) return;
    const begin = async (): Promise<Draft> => {
      const again = props.itemId === undefined ? undefined : draftOf(engine.state(), props.itemId);
      return (
        again ?? (await engine.store.read<Draft>(`draft/${form.code}`)) ?? newDraft(engine, form, reference)
      );
    };
    void begin().then(setDraft);
  }, [engine, form, reference, draft, props.itemId]);
  if (!form || !reference)
    return <Screen title={text.app}>{<p className={css.problem}>{text.noPlace}</p>}</Screen>;
  if (!draft) return null;
  return (
    <Asking
      form={form}
      reference={reference}
      draft={draft}
      onChange={setDraft}
      isNew={props.itemId === undefined}
    />
  );
}

type State = ReturnType<ReturnType<typeof useField>['engine']['state']>;

function draftOf({ items, records }: State, id: string): Draft | undefined {
  const item = items.find((one) => one.id === id);
  if (item?.kind === 'activity.save') {
    const { recordId, save, ahead, revision } = item;
    // What the clock filled in goes on moving with it until the first contact.
    const byClock = [...(item.byClock.day ? [item.byClock.day] : []), ...item.byClock.times];
    const record = { id: recordId, replaces: id, ...(revision === undefined ? {} : { revision }) };
    return { values: save.values, byClock, ahead, begunAt: item.byClock.at ?? item.madeAt, record };
  }
  const sentBack = records.find((one) => one.id === id);
  if (!sentBack) return undefined;
  return { values: sentBack.values, byClock: [], ahead: 0, record: { id, revision: sentBack.revision } };
}

interface AskingProps {
  readonly form: Form;
  readonly reference: Reference;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly isNew: boolean;
}

function Asking({ form, reference, draft, onChange, isNew }: AskingProps): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  const { engine } = useField();
  const asked = questions(form, draft.values);
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState(false);
  const { keeping, notice } = useKeeping();
  const wrong = faults(draft, form, reference, dayOf(engine.rightNow()));
  const field = asked[Math.min(at, asked.length - 1)];
  if (!field) return null;
  const isLast = at >= asked.length - 1;
  const fault = wrong.find((one) => one.field === field.code);
  const isEmpty = draft.values[field.code] === undefined || draft.values[field.code] === '';

  async function answer(value: Draft['values'][string] | undefined): Promise<void> {
    if (!field) return;
    const { [field.code]: _before, ...rest } = draft.values;
    const next = {
      ...draft,
      values: value === undefined ? rest : { ...rest, [field.code]: value },
      byClock: draft.byClock.filter((code) => code !== field.code),
    };
    onChange(next);
    if (isNew) await keeping(() => engine.store.write(`draft/${form.code}`, next));
  }
  async function goOn(): Promise<void> {
    setTried(fault !== undefined);
    if (fault) return;
    if (!isLast) return setAt(at + 1);
    const first = asked.findIndex(({ code }) => wrong.some((one) => one.field === code));
    if (first >= 0) {
      setTried(true);
      return setAt(first);
    }
    if (!(await keeping(() => writeDown(engine, form, draft)))) return;
    await engine.store.drop(`draft/${form.code}`);
    goTo('');
  }
  return (
    <Screen title={form.name[language]} back={() => (at > 0 ? setAt(at - 1) : goTo(''))}>
      <p className={css.help}>{text.question(at + 1, asked.length)}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void goOn();
        }}
      >
        <Question
          key={field.code}
          field={field}
          value={draft.values[field.code]}
          places={reference.places}
          today={dayOf(engine.rightNow())}
          problem={tried && fault ? fault.expected[language] : undefined}
          onChange={(value) => void answer(value)}
        />
        {notice}
        <button type="submit" className={css.main}>
          {isLast ? text.save : isEmpty && field.required !== true ? text.leaveEmpty : text.next}
        </button>
      </form>
      {isNew && (
        <button
          type="button"
          className={css.quiet}
          onClick={() => void engine.store.drop(`draft/${form.code}`).then(() => goTo(''))}
        >
          {text.dropDraft}
        </button>
      )}
    </Screen>
  );
}
