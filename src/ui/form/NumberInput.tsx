import type { ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { useKitText } from '../kit.text.ts';
import { useUiLanguage } from '../language.ts';
import css from './control.module.css';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';
import { useTyped } from './useTyped.ts';
import { parseNumber, showNumber } from './values.ts';

export type NumberInputProps = FieldProps & {
  /** null while the field is empty or holds no number. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** Decimal places allowed; 0 unless given. */
  decimals?: number | undefined;
  /** Shown behind the field: "lượt", "vụ", "%". */
  unit?: ReactNode;
  name?: string | undefined;
  disabled?: boolean | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

/** A number with Vietnamese thousands (1.250) and the number pad on phones; no spinner that a wheel could turn. */
export function NumberInput(props: NumberInputProps): ReactNode {
  const words = useKitText();
  const language = useUiLanguage();
  const decimals = props.decimals ?? 0;
  const typed = useTyped<number | null>({
    value: props.value,
    empty: null,
    show: (value) => (value === null ? '' : showNumber(value, language, decimals)),
    parse: (text) => parseNumber(text, language, decimals),
    onChange: props.onChange,
  });
  const error = typed.bad === undefined ? props.error : words.badNumber(typed.bad);
  const { wiring, frame } = useField({ ...props, error });
  return (
    <FieldFrame {...frame}>
      <div className={css.wrap}>
        <input
          {...wiring}
          ref={props.ref}
          name={props.name}
          disabled={props.disabled}
          type="text"
          inputMode={decimals > 0 ? 'decimal' : 'numeric'}
          autoComplete="off"
          className={cx(css.control, css.number, css.short)}
          value={typed.text}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.settle}
        />
        {props.unit && <span className={css.unit}>{props.unit}</span>}
      </div>
    </FieldFrame>
  );
}
