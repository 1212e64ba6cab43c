import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react';
import { cx } from '../cx.ts';
import css from './control.module.css';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';

type Native<T> = Omit<T, 'value' | 'onChange' | 'id' | 'className' | 'style'>;

export type TextInputProps = FieldProps &
  Native<InputHTMLAttributes<HTMLInputElement>> & {
    value: string;
    onChange: (value: string) => void;
    ref?: Ref<HTMLInputElement> | undefined;
    /** For codes, years and the like. */
    short?: boolean | undefined;
  };

/** Splits the props of a field from those of the native element. */
function split<T extends FieldProps>(props: T): [FieldProps, Omit<T, keyof FieldProps>] {
  const { label, help, error, id, optional, hideLabel, ...native } = props;
  return [{ label, help, error, id, optional, hideLabel }, native];
}

/** One line of text. Takes every native attribute of an input (type, autoComplete, inputMode, …). */
export function TextInput(props: TextInputProps): ReactNode {
  const [field, { value, onChange, short, ...native }] = split(props);
  const { wiring, frame } = useField(field);
  return (
    <FieldFrame {...frame}>
      <input
        type="text"
        {...native}
        {...wiring}
        className={cx(css.control, short && css.short)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

export type TextAreaProps = FieldProps &
  Native<TextareaHTMLAttributes<HTMLTextAreaElement>> & { value: string; onChange: (value: string) => void };

/** Several lines of text. */
export function TextArea(props: TextAreaProps): ReactNode {
  const [field, { value, onChange, ...native }] = split(props);
  const { wiring, frame } = useField(field);
  return (
    <FieldFrame {...frame}>
      <textarea
        rows={4}
        {...native}
        {...wiring}
        className={cx(css.control, css.area)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
