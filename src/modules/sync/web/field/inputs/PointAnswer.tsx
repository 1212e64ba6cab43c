import { type ReactNode, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import { type EntryValue, type FieldOf, GeoPoint } from '../../../../activities/field.contract.ts';
import { valueText } from '../../../../activities/value-text.rules.ts';
import css from '../field.module.css';
import { spotText } from './spot.text.ts';
import { useTaking } from './taking.ts';

/** Longer than this and there is no sky to be seen. */
const PATIENCE = 30_000;

/** Where something happened: asked with the reason, taken by a tap and never without one, taken away by another. */
export default function PointAnswer(props: {
  field: FieldOf<'geopoint'>;
  value: EntryValue | undefined;
  onChange: (value: EntryValue | undefined) => void;
}): ReactNode {
  const text = useText(spotText);
  const language = useUiLanguage();
  const { field, value, onChange } = props;
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<string>();
  const taking = useTaking();
  const point = GeoPoint.safeParse(value);

  function take(): void {
    setAsking(true);
    setFault(undefined);
    const found = Promise.withResolvers<void>();
    taking.add(found.promise);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setAsking(false);
        onChange({ latitude, longitude, accuracy: Math.min(accuracy, 1_000_000) });
        found.resolve();
      },
      ({ code }) => {
        setAsking(false);
        setFault(code === GeolocationPositionError.PERMISSION_DENIED ? text.pointDenied : text.pointNotFound);
        found.resolve();
      },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 },
    );
  }

  if (point.success) {
    return (
      <>
        <p>{valueText(field, point.data, () => '')[language]}</p>
        <button type="button" className={css.second} onClick={() => onChange(undefined)}>
          {text.dropPoint}
        </button>
      </>
    );
  }
  return (
    <>
      <p className={css.help}>
        {field.why[language]} {text.pointFree}
      </p>
      <p className={css.problem} role="alert">
        {fault}
      </p>
      {'geolocation' in navigator && (
        <button type="button" className={css.second} disabled={asking} onClick={take}>
          {asking ? text.pointAsking : text.takePoint}
        </button>
      )}
    </>
  );
}
