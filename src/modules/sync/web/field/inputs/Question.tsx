import { lazy, type ReactNode, Suspense, useEffect, useId, useRef } from 'react';
import { addDays } from '../../../../../platform/dates.ts';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import {
  CountsBySex,
  type EntryValue,
  type Field,
  PlaceValue,
} from '../../../../activities/field.contract.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import type { FieldPlace } from '../reference.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import { ReadAloud } from './ReadAloud.tsx';
import type { Answered } from './taking.ts';

// What few entries ask for is fetched when it is asked; the phone has kept it before.
const AttachmentAnswer = lazy(() => import('./AttachmentAnswer.tsx'));
const PointAnswer = lazy(() => import('./PointAnswer.tsx'));

interface QuestionProps {
  readonly field: Field;
  readonly value: EntryValue | undefined;
  readonly places: readonly FieldPlace[];
  readonly today: string;
  readonly problem: string | undefined;
  readonly onChange: (value: Answered) => void;
}

/** One question, large: the question is the label, what is wrong stands under it. */
export function Question(props: QuestionProps): ReactNode {
  const language = useUiLanguage();
  const id = useId();
  const { field, problem } = props;
  const isGroup = [
    'choice',
    'choices',
    'boolean',
    'place',
    'countsBySex',
    'photo',
    'voice',
    'geopoint',
  ].includes(field.type);
  const words = field.label[language];
  const inner = (
    <>
      {field.help && (
        <p id={`${id}-help`} className={css.help}>
          {field.help[language]}
        </p>
      )}
      <Answer {...props} id={id} />
      <p id={`${id}-problem`} className={css.problem} role="alert">
        {problem}
      </p>
      <ReadAloud words={[words, field.help?.[language] ?? ''].join('. ')} />
    </>
  );
  if (!isGroup) {
    return (
      <div className={css.field}>
        <label className={css.question} htmlFor={id}>
          {words}
        </label>
        {inner}
      </div>
    );
  }
  return (
    <fieldset className={css.fieldset}>
      <legend className={css.question}>{words}</legend>
      {inner}
    </fieldset>
  );
}

function Answer(props: QuestionProps & { id: string }): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  const { field, value, onChange } = props;
  switch (field.type) {
    case 'place': {
      const place = PlaceValue.safeParse(value);
      return <PlaceChoice places={props.places} value={place.data} onChange={onChange} />;
    }
    case 'boolean':
      return (
        <Choices
          choices={[
            { code: true, words: text.yes },
            { code: false, words: text.no },
          ]}
          chosen={(code) => value === code}
          onPick={(code) => onChange(value === code ? undefined : code)}
        />
      );
    case 'choice':
      return (
        <Choices
          choices={field.choices.map(({ code, label }) => ({ code, words: label[language] }))}
          chosen={(code) => value === code}
          onPick={(code) => onChange(value === code ? undefined : code)}
        />
      );
    case 'choices': {
      const list = Array.isArray(value) ? value : [];
      return (
        <Choices
          choices={field.choices.map(({ code, label }) => ({ code, words: label[language] }))}
          chosen={(code) => list.includes(code)}
          onPick={(code) =>
            onChange(list.includes(code) ? list.filter((one) => one !== code) : [...list, code])
          }
        />
      );
    }
    case 'countsBySex': {
      const counts = CountsBySex.safeParse(value).data ?? { female: 0, male: 0 };
      return (['female', 'male'] as const).map((sex) => (
        <label key={sex} className={css.label}>
          {text[sex]}
          <input
            className={css.input}
            autoComplete="off"
            inputMode="numeric"
            value={counts[sex] === 0 ? '' : counts[sex]}
            onChange={(event) =>
              onChange({ ...counts, [sex]: Number(event.target.value.replaceAll(/\D/gu, '')) })
            }
          />
        </label>
      ));
    }
    case 'date':
      return <DayAnswer {...props} />;
    case 'geopoint':
      return (
        <Suspense fallback={<p className={css.help}>{text.working}</p>}>
          <PointAnswer field={field} value={value} onChange={onChange} />
        </Suspense>
      );
    case 'photo':
    case 'voice':
      return (
        <Suspense fallback={<p className={css.help}>{text.working}</p>}>
          <AttachmentAnswer field={field} value={value} onChange={onChange} />
        </Suspense>
      );
    default:
      return <Typed {...props} field={field} />;
  }
}

function Choices<C extends string | boolean>(props: {
  choices: readonly { code: C; words: string }[];
  chosen: (code: C) => boolean;
  onPick: (code: C) => void;
}): ReactNode {
  return (
    <ul className={css.list}>
      {props.choices.map(({ code, words }) => (
        <li key={String(code)}>
          <button
            type="button"
            className={css.choice}
            aria-pressed={props.chosen(code)}
            onClick={() => props.onPick(code)}
          >
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

function DayAnswer({ id, field, value, today, onChange }: QuestionProps & { id: string }): ReactNode {
  const text = useText(fieldText);
  const isToCome = field.type === 'date' && field.allowFuture === true;
  const near = isToCome
    ? [
        { day: addDays(today, 7), words: text.inAWeek },
        { day: addDays(today, 30), words: text.inAMonth },
      ]
    : [
        { day: today, words: text.today },
        { day: addDays(today, -1), words: text.yesterday },
      ];
  return (
    <>
      <div className={css.pair}>
        {near.map(({ day, words }) => (
          <button
            key={day}
            type="button"
            className={css.choice}
            aria-pressed={value === day}
            onClick={() => onChange(day)}
          >
            {words}
          </button>
        ))}
      </div>
      <input
        id={id}
        className={css.input}
        type="date"
        autoComplete="off"
        max={isToCome ? undefined : today}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </>
  );
}

function Typed({
  id,
  field,
  value,
  problem,
  onChange,
}: QuestionProps & {
  id: string;
  field: Extract<Field, { type: 'text' | 'longText' | 'time' | 'integer' | 'decimal' }>;
}): ReactNode {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const shared = {
    id,
    ref: input,
    className: css.input,
    // Browsers write what stands in fields to the disk, to bring tabs back; this keeps it out.
    autoComplete: 'off',
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-help ${id}-problem`,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
  };
  const say = (typed: string): void => onChange(typed === '' ? undefined : typed);
  if (field.type === 'longText')
    return (
      <textarea
        {...shared}
        rows={5}
        maxLength={field.maxLength}
        onChange={(event) => say(event.target.value)}
      />
    );
  if (field.type === 'integer')
    return (
      <input
        {...shared}
        inputMode="numeric"
        onChange={(event) => {
          const typed = event.target.value.trim();
          onChange(typed === '' ? undefined : /^\d{1,9}$/u.test(typed) ? Number(typed) : typed);
        }}
      />
    );
  if (field.type === 'decimal')
    return (
      <input
        {...shared}
        inputMode="decimal"
        onChange={(event) => say(event.target.value.trim().replace(',', '.'))}
      />
    );
  if (field.type === 'time')
    return <input {...shared} type="time" onChange={(event) => say(event.target.value)} />;
  return <input {...shared} maxLength={field.maxLength} onChange={(event) => say(event.target.value)} />;
}
