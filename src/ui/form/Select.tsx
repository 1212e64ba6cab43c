import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import css from './control.module.css';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

/** The device's own list; for up to some thirty choices. More than that: Combobox. */
export function Select(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    choices: readonly Choice[];
    /** First line that stands for "nothing chosen", with the value ''. */
    placeholder?: string | undefined;
    name?: string | undefined;
    disabled?: boolean | undefined;
  },
): ReactNode {
  const { wiring, frame } = useField(props);
  return (
    <FieldFrame {...frame}>
      <div className={css.selectWrap}>
        <select
          {...wiring}
          name={props.name}
          disabled={props.disabled}
          className={cx(css.control, css.select)}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value} disabled={choice.disabled}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="down" size="1em" />
      </div>
    </FieldFrame>
  );
}
