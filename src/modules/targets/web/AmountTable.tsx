import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { parseNumber } from '../../../ui/form/values.ts';
import css from './AmountTable.module.css';
import { targetsText } from './targets.text.ts';

/** A number for each unit; arrows and Enter move, and a column copied from Excel is pasted from the cell on. */
export function AmountTable(props: {
  id: string;
  units: readonly { areaId: string; areaName: string }[];
  unit: string | undefined;
  decimals: number;
  amounts: ReadonlyMap<string, number>;
  onChange: (amounts: ReadonlyMap<string, number>) => void;
  /** Units whose target somebody else changed meanwhile, and what is stored now. */
  clashes: ReadonlySet<string>;
  stored: ReadonlyMap<string, number>;
}): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const { units, amounts, onChange } = props;

  const words = (stored: number | undefined): string =>
    text.clash(stored === undefined ? undefined : formatNumber(stored, language));

  function put(areaId: string, value: number | null): void {
    const next = new Map(amounts);
    if (value === null) next.delete(areaId);
    else next.set(areaId, value);
    onChange(next);
  }
  function onPaste(event: ClipboardEvent, at: number): void {
    const lines = event.clipboardData.getData('text/plain').trimEnd().split(/\r?\n/u);
    if (lines.length < 2) return;
    event.preventDefault();
    const next = new Map(amounts);
    for (const [below, line] of lines.entries()) {
      const unit = units[at + below];
      // The last cell of a row: a copied table may bring the names along.
      const value = parseNumber(line.split('\t').at(-1) ?? '', language);
      if (unit && value !== undefined && value >= 0) next.set(unit.areaId, value);
    }
    onChange(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLInputElement) || event.ctrlKey) return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
    if (step === 0) return;
    const inputs = [...(event.currentTarget as HTMLElement).querySelectorAll('input')];
    const next = inputs[inputs.indexOf(event.target) + step];
    event.preventDefault();
    next?.focus();
    next?.select();
  }
  return (
    <table className={css.table} id={props.id} tabIndex={-1} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          <th scope="col">
            {text.amount}
            {props.unit && ` (${props.unit})`}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit, at) => (
          <tr key={unit.areaId}>
            <th scope="row">{unit.areaName}</th>
            <td onPaste={(event) => onPaste(event, at)}>
              <NumberInput
                label={unit.areaName}
                hideLabel
                optional="unsaid"
                decimals={props.decimals}
                value={amounts.get(unit.areaId) ?? null}
                onChange={(value) => put(unit.areaId, value)}
                error={props.clashes.has(unit.areaId) ? words(props.stored.get(unit.areaId)) : undefined}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
