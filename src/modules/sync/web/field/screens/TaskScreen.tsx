import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { holds, isEmptyValue } from '../../../../activities/condition.rules.ts';
import { checkEntry } from '../../../../activities/entry.rules.ts';
import type { EntryValues, Field } from '../../../../activities/field.contract.ts';
import type { FieldTask, TaskAnswer } from '../../../../models/field-tasks.contract.ts';
import { actItem } from '../acts.ts';
import { dayOf } from '../clock.ts';
import { type Answers, byRightClock } from '../entry.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { Question } from '../inputs/Question.tsx';
import { type Answered, answeredAfter } from '../inputs/taking.ts';
import { goTo, Screen } from '../Screen.tsx';
import { answerOf, firstValues, taskFields, valuesOf } from '../task-form.rules.ts';
import { tasksText } from '../tasks.text.ts';
import { useBegun } from './use-begun.ts';
import { useOnce } from './use-once.ts';

/** A check or a review, one question at a time; `itemId` is an answer that came back. What is begun stays on the phone. */
export default function TaskScreen(props: { taskId: string; itemId: string | undefined }): ReactNode {
  const text = useText(tasksText);
  const { engine, state } = useField();
  const task = state.models?.tasks.find(({ id }) => id === props.taskId);
  const [begun, setBegun] = useState<Answers>();
  useEffect(() => {
    if (!task || begun) return;
    const begin = async (): Promise<Answers> => {
      const item = engine.state().items.find(({ id }) => id === props.itemId);
      const { ahead } = engine.state();
      if (item?.kind === 'task.answer')
        return { values: valuesOf(item.payload as TaskAnswer), byClock: [], ahead };
      const draft = await engine.store.read<Answers | EntryValues>(`task/${task.id}`);
      if (draft) return isAnswers(draft) ? draft : { values: draft, byClock: [], ahead };
      const values = firstValues(task, dayOf(engine.rightNow()));
      return { values, byClock: ['doneOn'], ahead, begunAt: new Date().toISOString() };
    };
    void begin().then(setBegun);
  }, [engine, task, begun, props.itemId]);
  if (!task) return <Screen title={text.check}>{<p className={css.problem}>{text.gone}</p>}</Screen>;
  return begun ? <Asking task={task} first={begun} itemId={props.itemId} /> : null;
}

/** An older version of the app kept the values alone. */
function isAnswers(kept: Answers | EntryValues): kept is Answers {
  return Array.isArray(kept.byClock);
}

interface AskingProps {
  readonly task: FieldTask;
  readonly first: Answers;
  readonly itemId: string | undefined;
}

function Asking({ task, first, itemId }: AskingProps): ReactNode {
  const text = useText(tasksText);
  const language = useUiLanguage();
  const { engine } = useField();
  const { now, change, close, reopen } = useBegun(engine, `task/${task.id}`, first);
  const right = (begun: Answers): Answers => byRightClock(begun, 'doneOn', engine.state().ahead);
  const { values, byClock, begunAt } = right(now);
  const once = useOnce();
  const today = dayOf(engine.rightNow());
  const asked = taskFields(task).filter(({ showIf }) => showIf === undefined || holds(showIf, values));
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState(false);
  const field = asked[Math.min(at, asked.length - 1)];
  if (!field) return null;
  const wrong = faultsOf(asked, values, today);
  const fault = wrong.find((one) => one.field === field.code);
  const isLast = at >= asked.length - 1;

  async function answer(code: string, given: Answered): Promise<void> {
    await change((before) => {
      const { values: all, byClock: gave, ...rest } = right(before);
      const { [code]: answered, ...others } = all;
      const value = answeredAfter(given, answered);
      const next = value === undefined ? others : { ...others, [code]: value };
      return { ...rest, values: next, byClock: gave.filter((one) => one !== code) };
    });
  }
  async function goOn(): Promise<unknown> {
    setTried(fault !== undefined);
    if (fault) return;
    if (!isLast) return setAt(at + 1);
    const missing = asked.findIndex(({ code }) => wrong.some((one) => one.field === code));
    if (missing < 0) return finish();
    setTried(true);
    return setAt(missing);
  }
  async function finish(): Promise<unknown> {
    await close();
    const said = Object.fromEntries(
      asked.flatMap(({ code }) => (isEmptyValue(values[code]) ? [] : [[code, values[code]]])),
    );
    const item = actItem(engine, {
      kind: 'task.answer',
      recordId: task.id,
      payload: { ...answerOf(task, said as EntryValues) },
      ...(byClock.includes('doneOn') && begunAt ? { byClock: { day: 'doneOn', at: begunAt } } : {}),
      words: {
        vi: `${task.kind === 'check' ? 'Kiểm tra' : 'Sơ kết'} ${task.siteTitle}`,
        en: `${task.kind === 'check' ? 'Check' : 'Review'}: ${task.siteTitle}`,
      },
    });
    try {
      await engine.keep(itemId === undefined ? item : { ...item, settles: itemId });
    } catch (error) {
      reopen();
      throw error;
    }
    if (itemId !== undefined) await engine.remove(itemId);
    await engine.store.drop(`task/${task.id}`);
    goTo('');
    return 'left';
  }
  const isEmpty = isEmptyValue(values[field.code]);
  return (
    <Screen
      title={`${text[task.kind === 'check' ? 'check' : 'review']} · ${task.siteTitle}`}
      back={() => (at > 0 ? setAt(at - 1) : goTo(''))}
    >
      <p className={css.help}>
        {task.placeName} · {text.question(at + 1, asked.length)}
      </p>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void once(goOn);
        }}
      >
        <Question
          key={field.code}
          field={field}
          value={values[field.code]}
          places={[]}
          today={today}
          problem={tried && fault ? fault.expected[language] : undefined}
          onChange={(value) => void answer(field.code, value)}
        />
        <button type="submit" className={css.main}>
          {isLast ? text.save : isEmpty && field.required !== true ? text.leaveEmpty : text.next}
        </button>
      </form>
    </Screen>
  );
}

/** A task is checked by the rules of forms, as an entry that has no place. */
function faultsOf(fields: readonly Field[], values: EntryValues, today: string) {
  const nothing = { vi: '', en: '' };
  const form = {
    ...{
      code: 'task',
      version: 1,
      name: nothing,
      purpose: nothing,
      order: 0,
      sheetNames: [],
      dayField: 'doneOn',
    },
    ...{ placeField: '', fields: [...fields], contributions: [], listColumns: [], searchable: [] },
  };
  const known = new Set(fields.map(({ code }) => code));
  const given = Object.fromEntries(Object.entries(values).filter(([code]) => known.has(code)));
  const checked = checkEntry(form, given, { today, isKnownPlace: () => true, commune: undefined });
  return checked.ok ? [] : checked.problems;
}
