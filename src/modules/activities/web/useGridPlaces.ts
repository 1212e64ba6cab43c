import { useMemo } from 'react';
import { useLanguage } from '../../../platform/web/i18n.tsx';
import type { GridPlaces } from './entry-grid.rules.ts';
import { asPlace, type Place, placeKey, placeLabel } from './places.ts';

const whole = ['Toàn xã', 'Toàn phường', 'Whole commune'];

/** The places of the person as the grid takes them; "Toàn xã" is understood as the commune of today. */
export function useGridPlaces(places: readonly Place[]): GridPlaces {
  const [language] = useLanguage();
  return useMemo(
    () => ({
      choices: places.map((place) => ({
        value: place.key,
        label: placeLabel(place, language),
        also:
          place.kind !== 'commune'
            ? undefined
            : place.closedOn === null
              ? [...whole, place.name]
              : [place.name],
      })),
      valueOf: (key) => places.find((place) => place.key === key)?.value,
      keyOf: (value) => {
        const given = asPlace(value);
        return given ? placeKey(given) : '';
      },
    }),
    [places, language],
  );
}
