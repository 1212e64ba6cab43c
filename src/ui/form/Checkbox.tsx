import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../cx.ts';
import css from './Checkbox.module.css';
import fieldCss from './Field.module.css';
import { FieldNotes, type FieldProps, useField } from './Field.tsx';
import type { Choice } from './Select.tsx';

/** One yes or no. */
export function Checkbox(
  props: FieldProps & {
    checked: boolean;
    onChange: (checked: boolean) => void;
    /** Some but not all of a group. */
    mixed?: boolean | undefined;
    disabled?: boolean | undefined;
    name?: string | undefined;
  },
): ReactNode {
  const { wiring, frame } = useField({ ...props, optional: true });
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = props.mixed ?? false;
  }, [props.mixed]);
  return (
    <div className={fieldCss.field}>
      <label className={css.line}>
        <input
          {...wiring}
          ref={box}
          type="checkbox"
          name={props.name}
          disabled={props.disabled}
          className={css.box}
          checked={props.checked}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      <FieldNotes {...frame} />
    </div>
  );
}

export interface RadioChoice extends Choice {
  help?: ReactNode;
}

/** One of a few, all seen at once; the likeliest first. `inline` for two or three short words. */
export function RadioGroup(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    choices: readonly RadioChoice[];
    inline?: boolean | undefined;
  },
): ReactNode {
  const { wiring, frame } = useField(props);
  const name = useId();
  return (
    <fieldset
      id={wiring.id}
      aria-describedby={wiring['aria-describedby']}
      className={fieldCss.field}
      data-invalid={wiring['aria-invalid']}
      tabIndex={-1}
    >
      <legend className={cx(fieldCss.label, css.legend)}>{props.label}</legend>
      <div className={cx(css.choices, props.inline && css.inline)}>
        {props.choices.map((choice) => (
          <label key={choice.value} className={css.line}>
            <input
              type="radio"
              name={name}
              className={cx(css.box, css.radio)}
              disabled={choice.disabled}
              value={choice.value}
              checked={choice.value === props.value}
              onChange={() => props.onChange(choice.value)}
            />
            <span>
              {choice.label}
              {choice.help && <span className={css.help}>{choice.help}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes {...frame} />
    </fieldset>
  );
}
