import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import type { AreaHit, AreaKind } from '../areas.contract.ts';
import { AreaSearch } from './AreaSearch.tsx';
import { areaLine } from './area-hit.ts';
import { operationsText } from './operations.text.ts';

/** Several places, found one after the other; each can be taken out again. */
export function AreaList(props: {
  id: string;
  label: string;
  kinds: readonly AreaKind[];
  value: readonly AreaHit[];
  onChange: (value: readonly AreaHit[]) => void;
  /** One place only. */
  single?: boolean | undefined;
  error?: string | undefined;
}): ReactNode {
  const text = useText(operationsText);
  const { value, onChange } = props;
  if (props.single) {
    return (
      <AreaSearch
        id={props.id}
        label={props.label}
        kinds={props.kinds}
        value={value[0] ?? null}
        onChange={(hit) => onChange(hit ? [hit] : [])}
        error={props.error}
      />
    );
  }
  return (
    <div>
      <AreaSearch
        key={value.length}
        id={props.id}
        label={value.length === 0 ? props.label : text.addWhich}
        kinds={props.kinds}
        value={null}
        onChange={(hit) => hit && !value.some((one) => one.id === hit.id) && onChange([...value, hit])}
        error={props.error}
      />
      {value.length > 0 && (
        <ButtonRow>
          {value.map((one) => (
            <Button
              key={one.id}
              small
              icon="close"
              aria-label={text.remove(areaLine(one))}
              onClick={() => onChange(value.filter((other) => other.id !== one.id))}
            >
              {one.fullName}
            </Button>
          ))}
        </ButtonRow>
      )}
    </div>
  );
}
