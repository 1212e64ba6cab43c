import { type ReactNode, useMemo } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import css from './Figures.module.css';
import { figuresText } from './figures.text.ts';
import { type AreaChoice, useAreaSearch } from './useFigureAreas.ts';

/** One area within the person's own ones, found by any spelling. */
export function AreaPicker(props: {
  area: { id: string; fullName: string };
  onChange: (id: string) => void;
}): ReactNode {
  const text = useText(figuresText);
  const search = useAreaSearch();
  const { id, fullName } = props.area;
  const value = useMemo<AreaChoice>(() => ({ id, name: fullName, note: '' }), [id, fullName]);
  return (
    <div className={css.area}>
      <Combobox<AreaChoice>
        label={text.area}
        value={value}
        onChange={(choice) => choice && props.onChange(choice.id)}
        search={search}
        itemKey={(choice) => choice.id}
        itemText={(choice) => choice.name}
        itemNote={(choice) => choice.note}
      />
    </div>
  );
}
