import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import type { Field, FieldOf } from '../../../../activities/field.contract.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import type { RunningPatrol } from '../patrol.ts';
import { answeredAfter } from './taking.ts';

const AttachmentAnswer = lazy(() => import('./AttachmentAnswer.tsx'));

type Taken = FieldOf<'photo' | 'voice'>;
export const isTaken = (field: Field): field is Taken => field.type === 'photo' || field.type === 'voice';

/** What is taken of this kind so far. */
const takenOf = (patrol: RunningPatrol, type: Taken['type']): string[] => [
  ...((type === 'photo' ? patrol.photos : patrol.voice) ?? []),
];

function withTaken(
  { photos, voice, ...rest }: RunningPatrol,
  type: Taken['type'],
  list: readonly string[],
): RunningPatrol {
  const next = type === 'photo' ? { photos: list, voice } : { photos, voice: list };
  return {
    ...rest,
    ...(next.photos?.length ? { photos: next.photos } : {}),
    ...(next.voice?.length ? { voice: next.voice } : {}),
  };
}

/** What is taken on a patrol: it is on the disk with the patrol that runs, as a dead battery asks nobody. */
export function TakenField(props: {
  field: Taken;
  patrol: RunningPatrol;
  onChange: (make: (before: RunningPatrol) => RunningPatrol) => void;
}): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  const { field, patrol, onChange } = props;
  return (
    <fieldset className={css.fieldset}>
      <legend className={css.label}>{field.label[language]}</legend>
      <Suspense fallback={<p className={css.help}>{text.working}</p>}>
        <AttachmentAnswer
          field={field}
          value={takenOf(patrol, field.type)}
          onChange={(given) =>
            onChange((before) => {
              const next = answeredAfter(given, takenOf(before, field.type));
              return withTaken(before, field.type, Array.isArray(next) ? next : []);
            })
          }
        />
      </Suspense>
    </fieldset>
  );
}
