import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { Form } from '../../../../activities/form.contract.ts';
import { dayOf } from '../clock.ts';
import { byRightClock, type Draft, faults, newDraft, newIds, questions, writeDown } from '../entry.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { useField } from '../field-context.ts';
import { Question } from '../inputs/Question.tsx';
import { spotText } from '../inputs/spot.text.ts';
import { type Answered, answeredAfter, Taking, TakingContext } from '../inputs/taking.ts';
import { useKeeping } from '../RoomNotice.tsx';
import type { Reference } from '../reference.ts';
import { goTo, Screen } from '../Screen.tsx';
import { useBegun } from './use-begun.ts';
import { useOnce } from './use-once.ts';

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
      const name = nameOf(form, props.itemId);
      const begun = await engine.store.read<Draft>(name);
      const { items } = engine.state();
      if (begun && !items.some(({ id }) => id === begun.ids?.command)) return begun;
      // Written down already, though the phone died before it could forget it.
      if (begun) await engine.store.drop(name);
      const again = props.itemId === undefined ? undefined : draftOf(engine.state(), props.itemId);
      return again ?? newDraft(engine, form, reference);
    };
    void begin().then((begun) => setDraft({ ids: newIds(), ...begun }));
  }, [engine, form, reference, draft, props.itemId]);
  if (!form || !reference)
    return <Screen title={text.app}>{<p className={css.problem}>{text.noPlace}</p>}</Screen>;
  if (!draft) return null;
  return <Asking form={form} reference={reference} draft={draft} itemId={props.itemId} />;
}

/** Under which a draft is kept. */
function nameOf(form: Form, itemId: string | undefined): string {
  return itemId === undefined ? `draft/${form.code}` : `draft/${form.code}/${itemId}`;
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
  readonly itemId: string | undefined;
}

function Asking({ form, reference, draft: first, itemId }: AskingProps): ReactNode {
  const text = useText(fieldText);
  const spot = useText(spotText);
  const language = useUiLanguage();
  const { engine } = useField();
  const name = nameOf(form, itemId);
  const { now, latest, change, close, reopen } = useBegun(engine, name, first);
  const right = (begun: Draft): Draft => byRightClock(begun, form.dayField, engine.state().ahead);
  const draft = right(now);
  const once = useOnce();
  const [taking] = useState(() => new Taking());
  const [waits, setWaits] = useState(false);
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

  async function answer(code: string, given: Answered): Promise<void> {
    await keeping(() =>
      change((before) => {
        const begun = right(before);
        const { [code]: answered, ...rest } = begun.values;
        const value = answeredAfter(given, answered);
        return {
          ...begun,
          values: value === undefined ? rest : { ...rest, [code]: value },
          byClock: begun.byClock.filter((one) => one !== code),
        };
      }),
    );
  }
  async function goOn(): Promise<unknown> {
    setTried(fault !== undefined);
    if (fault) return;
    if (!isLast) return setAt(at + 1);
    setWaits(true);
    await taking.settle();
    setWaits(false);
    // As it is by now: the last of it may have come only just.
    const whole = right(latest());
    const left = faults(whole, form, reference, dayOf(engine.rightNow()));
    const missing = questions(form, whole.values).findIndex(({ code }) =>
      left.some((one) => one.field === code),
    );
    if (missing >= 0) {
      setTried(true);
      return setAt(missing);
    }
    const last = await close();
    if (!(await keeping(() => writeDown(engine, form, right(last))))) return reopen();
    await engine.store.drop(name);
    goTo('');
    return 'left';
  }
  async function drop(): Promise<unknown> {
    await close();
    await engine.store.drop(name);
    goTo('');
    return 'left';
  }
  return (
    <Screen title={form.name[language]} back={() => (at > 0 ? setAt(at - 1) : goTo(''))}>
      <p className={css.help}>{text.question(at + 1, asked.length)}</p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void once(goOn);
        }}
      >
        <TakingContext value={taking}>
          <Question
            key={field.code}
            field={field}
            value={draft.values[field.code]}
            places={reference.places}
            today={dayOf(engine.rightNow())}
            problem={tried && fault ? fault.expected[language] : undefined}
            onChange={(value) => void answer(field.code, value)}
          />
        </TakingContext>
        {notice}
        <p className={css.help} role="status">
          {waits && spot.waiting}
        </p>
        <button type="submit" className={css.main} disabled={waits}>
          {isLast ? text.save : isEmpty && field.required !== true ? text.leaveEmpty : text.next}
        </button>
      </form>
      <button type="button" className={css.quiet} onClick={() => void once(drop)}>
        {itemId === undefined ? text.dropDraft : text.dropChanges}
      </button>
    </Screen>
  );
}
