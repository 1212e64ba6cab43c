import type { ReactNode } from 'react';
import { defineMessages, useText } from '../../../platform/web/i18n.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { Toolbar } from '../../../ui/layout/Toolbar.tsx';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import type { OwnPlace } from './places.ts';

const messages = defineMessages({
  vi: { place: 'Địa bàn', find: 'Tìm xã, phường' },
  en: { place: 'Place', find: 'Find a commune' },
});

/** The choice of the place, where there is one: among the person's own, and by name for whoever has a province. */
export function PlaceBar(props: {
  own: readonly OwnPlace[];
  id: string;
  name: string;
  onPlace: (id: string) => void;
  children?: ReactNode;
}): ReactNode {
  const text = useText(messages);
  const isWide = props.own.some((place) => place.kind === 'province' || place.kind === 'country');
  const choices = props.own.map((place) => ({ value: place.id, label: place.name }));
  if (choices.every((choice) => choice.value !== props.id) && props.id !== '')
    choices.push({ value: props.id, label: props.name });
  if (choices.length < 2 && !isWide && !props.children) return null;
  return (
    <Toolbar label={text.place}>
      {(choices.length > 1 || isWide) && (
        <Select
          label={text.place}
          optional="unsaid"
          value={props.id}
          onChange={props.onPlace}
          choices={choices}
        />
      )}
      {isWide && (
        <AreaSearch
          label={text.find}
          optional="unsaid"
          kinds={['commune']}
          value={null}
          onChange={(hit) => hit && props.onPlace(hit.id)}
        />
      )}
      {props.children}
    </Toolbar>
  );
}
