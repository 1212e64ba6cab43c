import type { ReactNode } from 'react';
import { stripDiacritics } from '../../../platform/text.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import type { FieldProps } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import type { EntryValue } from '../field.contract.ts';
import { entryText } from './entry.text.ts';
import { asPlace, type Place, placeKey, placeLabel } from './places.ts';

/** Few enough to be seen in one list of the device. */
const few = 3;

/** Where something happened: found by typing, among the person's own places. */
export function PlaceField(
  props: FieldProps & {
    value: EntryValue | undefined;
    places: readonly Place[];
    /** The name of a place that is not among them any more. */
    otherwise?: string | undefined;
    onValue: (value: EntryValue) => void;
  },
): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const { value, places, otherwise, onValue, ...field } = props;
  const given = asPlace(value);
  const key = given && placeKey(given);
  const items = places.map((place) => ({ key: place.key, label: placeLabel(place, language), place }));
  if (items.length <= few) {
    return (
      <Select
        {...field}
        value={key ?? ''}
        placeholder={items.length === 1 ? undefined : ''}
        choices={items.map((item) => ({ value: item.key, label: item.label }))}
        onChange={(next) => onValue(items.find((item) => item.key === next)?.place.value ?? null)}
      />
    );
  }
  const chosen = items.find((item) => item.key === key);
  return (
    <Combobox<{ key: string; label: string }>
      {...field}
      placeholder={text.searchPlace}
      value={key ? (chosen ?? { key, label: otherwise ?? '…' }) : null}
      onChange={(item) => onValue(items.find((each) => each.key === item?.key)?.place.value ?? null)}
      search={(query) => {
        const wanted = stripDiacritics(query);
        return items.filter((item) => stripDiacritics(item.label).includes(wanted));
      }}
      itemKey={(item) => item.key}
      itemText={(item) => item.label}
    />
  );
}
