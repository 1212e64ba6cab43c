import type { ReactNode } from 'react';
import { call } from '../../../platform/web/client.ts';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import type { FieldProps } from '../../../ui/form/Field.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import { listModelKinds } from '../kinds.contract.ts';
import type { ModelKindSummary } from '../model-kind.contract.ts';

export type KindChoice = Pick<ModelKindSummary, 'id' | 'name' | 'aim'>;

/** Finds a kind of the catalogue by its name or its aim. */
export function KindSearch(
  props: FieldProps & {
    value: KindChoice | null;
    onChange: (value: KindChoice | null) => void;
    except?: string;
  },
): ReactNode {
  const language = useUiLanguage();
  const { except, ...field } = props;
  return (
    <Combobox<KindChoice>
      {...field}
      itemKey={(kind) => kind.id}
      itemText={(kind) => kind.name[language]}
      itemNote={(kind) => kind.aim[language]}
      search={async (query, signal) => {
        const q = query.trim();
        const { items } = await call(listModelKinds, { query: { limit: 30, ...(q ? { q } : {}) }, signal });
        return items.filter((kind) => kind.id !== except);
      }}
    />
  );
}
