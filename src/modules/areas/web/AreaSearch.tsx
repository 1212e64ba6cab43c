import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import type { FieldProps } from '../../../ui/form/Field.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { type AreaHit, type AreaKind, searchAreas } from '../areas.contract.ts';
import { areaLine, areaNote } from './area-hit.ts';

/** Finds a unit of today by any spelling, with or without diacritics, by former names or by code. */
export function AreaSearch(
  props: FieldProps & {
    value: AreaHit | null;
    onChange: (value: AreaHit | null) => void;
    /** Provinces and communes unless said otherwise. */
    kinds?: readonly AreaKind[] | undefined;
    placeholder?: string | undefined;
    /** What is offered before anything is typed. */
    first?: readonly AreaHit[] | undefined;
  },
): ReactNode {
  const language = useUiLanguage();
  const { kinds, first, ...field } = props;
  return (
    <Combobox<AreaHit>
      {...field}
      minLetters={first && first.length > 0 ? 0 : 2}
      itemKey={(hit) => hit.id}
      itemText={areaLine}
      itemNote={(hit) => areaNote(hit, language) || undefined}
      search={async (query, signal) => {
        const q = query.trim();
        if (q === '') return first ?? [];
        const asked = { q, ...(kinds ? { kinds: kinds.join(',') } : {}) };
        return (await call(searchAreas, { query: asked, signal })).hits;
      }}
    />
  );
}
