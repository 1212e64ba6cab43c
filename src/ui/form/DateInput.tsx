import { type ReactNode, type Ref, useRef } from 'react';
import { isDate } from '../../platform/dates.ts';
import { IconButton } from '../action/Button.tsx';
import { cx } from '../cx.ts';
import { useKitText } from '../kit.text.ts';
import css from './control.module.css';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';
import { useTyped } from './useTyped.ts';
import { parseDay, parseTime, showDay } from './values.ts';

export type DateInputProps = FieldProps & {
  /** 'YYYY-MM-DD', or '' while empty or not understood. */
  value: string;
  onChange: (value: string) => void;
  /** The year meant by "7/3"; this year unless given. */
  year?: number | undefined;
  min?: string | undefined;
  max?: string | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

/** A day, typed as people write it (7/3/2024, 07-03-2024, 7.3.2024, 7/3) or picked from the device's calendar. */
export function DateInput(props: DateInputProps): ReactNode {
  const words = useKitText();
  const picker = useRef<HTMLInputElement>(null);
  const year = props.year ?? new Date().getFullYear();
  const typed = useTyped<string>({
    value: props.value,
    empty: '',
    show: showDay,
    parse: (text) => parseDay(text, year),
    onChange: props.onChange,
  });
  const error = typed.bad === undefined ? props.error : words.badDate(typed.bad);
  const { wiring, frame } = useField({ ...props, error });

  function openPicker(): void {
    try {
      picker.current?.showPicker();
    } catch {
      // Browsers without showPicker (before 2021): focusing the native field opens it on phones.
      picker.current?.focus();
    }
  }

  return (
    <FieldFrame {...frame}>
      <div className={css.dateWrap}>
        <input
          {...wiring}
          ref={props.ref}
          name={props.name}
          disabled={props.disabled}
          type="text"
          inputMode="text"
          autoComplete="off"
          placeholder="dd/mm/yyyy"
          className={cx(css.control, css.date)}
          value={typed.text}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.settle}
        />
        <input
          ref={picker}
          type="date"
          tabIndex={-1}
          aria-hidden="true"
          className={css.native}
          min={props.min}
          max={props.max}
          value={isDate(props.value) ? props.value : ''}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <span className={css.picker}>
          <IconButton
            icon="calendar"
            label={words.openCalendar}
            disabled={props.disabled}
            onClick={openPicker}
          />
        </span>
      </div>
    </FieldFrame>
  );
}

export type TimeInputProps = FieldProps & {
  /** 'HH:MM', or '' while empty or not understood. */
  value: string;
  onChange: (value: string) => void;
  name?: string | undefined;
  disabled?: boolean | undefined;
};

/** A time of day, typed as people write it: 21h30, 21:30, 2130, 21 giờ 30. */
export function TimeInput(props: TimeInputProps): ReactNode {
  const words = useKitText();
  const typed = useTyped<string>({
    value: props.value,
    empty: '',
    show: (value) => value,
    parse: parseTime,
    onChange: props.onChange,
  });
  const error = typed.bad === undefined ? props.error : words.badTime(typed.bad);
  const { wiring, frame } = useField({ ...props, error });
  return (
    <FieldFrame {...frame}>
      <input
        {...wiring}
        name={props.name}
        disabled={props.disabled}
        type="text"
        autoComplete="off"
        placeholder="21h30"
        className={cx(css.control, css.short)}
        value={typed.text}
        onChange={(event) => typed.type(event.target.value)}
        onBlur={typed.settle}
      />
    </FieldFrame>
  );
}
