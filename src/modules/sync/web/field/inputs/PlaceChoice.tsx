import { type ReactNode, useId, useState } from 'react';
import { stripDiacritics } from '../../../../../platform/text.ts';
import { useText } from '../../../../../platform/web/i18n.tsx';
import type { PlaceValue } from '../../../../activities/field.contract.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';
import { type FieldPlace, placeKey } from '../reference.ts';

/** More than this many are searched instead of looked through. */
const FEW = 8;

/** One of the person's places; found also without accents. */
export function PlaceChoice(props: {
  places: readonly FieldPlace[];
  value: PlaceValue | undefined;
  onChange: (value: PlaceValue) => void;
}): ReactNode {
  const text = useText(fieldText);
  const id = useId();
  const [query, setQuery] = useState('');
  const words = stripDiacritics(query).split(' ').filter(Boolean);
  const found = props.places.filter(({ name }) => {
    const folded = stripDiacritics(name);
    return words.every((word) => folded.includes(word));
  });
  const chosen = props.value && placeKey(props.value);
  return (
    <>
      {props.places.length > FEW && (
        <>
          <label className={css.label} htmlFor={id}>
            {text.search}
          </label>
          <input
            id={id}
            className={css.input}
            value={query}
            autoComplete="off"
            onChange={(event) => setQuery(event.target.value)}
          />
        </>
      )}
      <ul className={css.list}>
        {found.map(({ value, name }) => (
          <li key={placeKey(value)}>
            <button
              type="button"
              className={css.choice}
              aria-pressed={placeKey(value) === chosen}
              onClick={() => props.onChange(value)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
