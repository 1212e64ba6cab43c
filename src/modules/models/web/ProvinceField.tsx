import { type ReactNode, useState } from 'react';
import type { FieldProps } from '../../../ui/form/Field.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { useMe } from '../../accounts/web/me.ts';
import type { AreaHit } from '../../areas/areas.contract.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';

/** The provinces for which the person works; none for who works for the whole country. */
export function useOwnProvinces(): readonly { id: string; name: string }[] {
  const { assignments } = useMe();
  const own = assignments.filter((given) => given.areaKind === 'province');
  return [
    ...new Map(own.map((given) => [given.areaId, { id: given.areaId, name: given.areaName }])).values(),
  ];
}

/** Which province: one of the person's own, or any for who works for the country. */
export function ProvinceField(
  props: FieldProps & { value: string | undefined; onChange: (id: string | undefined) => void },
): ReactNode {
  const own = useOwnProvinces();
  const [hit, setHit] = useState<AreaHit | null>(null);
  const { value, onChange, ...field } = props;
  if (own.length > 0)
    return (
      <Select
        {...field}
        value={value ?? ''}
        placeholder=""
        onChange={(id) => onChange(id || undefined)}
        choices={own.map((province) => ({ value: province.id, label: province.name }))}
      />
    );
  return (
    <AreaSearch
      {...field}
      kinds={['province']}
      value={hit}
      onChange={(next) => {
        setHit(next);
        onChange(next?.id);
      }}
    />
  );
}
