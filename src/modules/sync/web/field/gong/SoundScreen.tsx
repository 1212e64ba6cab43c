import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { GongKind } from '../../../../gong/gong.contract.ts';
import { gongKinds } from '../../../../gong/gong-words.rules.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { PlaceChoice } from '../inputs/PlaceChoice.tsx';
import { goTo, Screen } from '../Screen.tsx';
import { useOnce } from '../screens/use-once.ts';
import { gongText } from './gong.text.ts';
import { soundGong } from './gong.ts';
import { WakeChoice } from './WakeChoice.tsx';

/** So long the second tap counts (milliseconds). */
const ARMED = 5000;

/** What, where, and two taps: nobody sounds it from his pocket. */
export function SoundScreen(): ReactNode {
  const text = useText(gongText);
  const language = useUiLanguage();
  const { engine, state } = useField();
  const commune = state.reference?.commune?.areaId;
  const places = (state.reference?.places ?? []).filter(
    ({ value }) => !value.organizationId && value.areaId !== commune,
  );
  const [place, setPlace] = useState(places[0]?.value);
  const [kind, setKind] = useState<GongKind>();
  const [where, setWhere] = useState('');
  const [isDrill, setIsDrill] = useState(false);
  const [isArmed, setIsArmed] = useState(false);
  const once = useOnce();
  useEffect(() => {
    if (!isArmed) return undefined;
    const timer = window.setTimeout(() => setIsArmed(false), ARMED);
    return () => window.clearTimeout(timer);
  }, [isArmed]);
  const hamlet = places.find(({ value }) => value.areaId === place?.areaId);
  const same = state.alarms.find(
    (one) =>
      one.state === 'running' &&
      one.kind === kind &&
      one.isDrill === isDrill &&
      one.hamlets.some(({ id }) => id === hamlet?.value.areaId),
  );
  async function sound(): Promise<unknown> {
    if (!hamlet || !kind) return;
    if (!isArmed) return setIsArmed(true);
    const given = { id: hamlet.value.areaId, name: hamlet.name };
    const id = await soundGong(engine, {
      hamlet: given,
      kind,
      place: where.trim(),
      isDrill,
      anyway: same !== undefined,
    });
    goTo(`mo/${id}`);
    return 'left';
  }
  const words = same ? text.anyway : isDrill ? text.soundDrill : text.sound;
  return (
    <Screen title={text.what}>
      <fieldset className={css.answers} aria-label={text.what}>
        {GongKind.options.map((one) => (
          <button
            key={one}
            type="button"
            className={css.choice}
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
          >
            {gongKinds[one][language]}
          </button>
        ))}
      </fieldset>
      {places.length > 1 && place && (
        <details className={css.details}>
          <summary>
            {text.hamlet}: {hamlet?.name}
          </summary>
          <PlaceChoice places={places} value={place} onChange={setPlace} />
        </details>
      )}
      <label className={css.label}>
        {text.where}
        <input
          className={css.input}
          autoComplete="off"
          maxLength={160}
          value={where}
          onChange={(event) => setWhere(event.target.value)}
        />
      </label>
      <label className={css.tick}>
        <input type="checkbox" checked={isDrill} onChange={() => setIsDrill(!isDrill)} />
        {text.drill}
      </label>
      {same && (
        <section className={css.alarm}>
          <p>{text.same}</p>
          <button type="button" className={css.second} onClick={() => goTo(`mo/${same.id}`)}>
            {text.openSame}
          </button>
        </section>
      )}
      <button
        type="button"
        className={css.start}
        disabled={!kind || !hamlet}
        onClick={() => void once(sound)}
      >
        {isArmed ? text.again : words}
      </button>
      <WakeChoice />
    </Screen>
  );
}
