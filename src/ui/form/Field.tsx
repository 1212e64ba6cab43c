import { type ReactNode, useId } from 'react';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import css from './Field.module.css';

/** What every input takes: label above, help under it, error beside the input. */
export interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong and what to do; marks the input as invalid. */
  error?: ReactNode;
  /** Give one where an ErrorSummary links to the field. */
  id?: string | undefined;
  /** Says "(không bắt buộc)" after the label; 'unsaid' for filters. Fields are required unless they say so. */
  optional?: boolean | 'unsaid' | undefined;
  /** The label is read aloud but not drawn (filters whose content says enough). */
  hideLabel?: boolean | undefined;
}

/** What an input must carry so that label, help and error belong to it. */
export interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

/** Ids and ARIA of a field; the drawing is FieldFrame's. */
export function useField(field: FieldProps): { wiring: Wiring; frame: FieldProps & { id: string } } {
  const made = useId();
  const id = field.id ?? made;
  const described = [field.help && `${id}-help`, field.error && `${id}-error`].filter(Boolean).join(' ');
  return {
    wiring: {
      id,
      'aria-describedby': described || undefined,
      'aria-invalid': field.error ? true : undefined,
      'aria-required': field.optional ? undefined : true,
    },
    frame: { ...field, id },
  };
}

/** Label, help and error around one input. */
export function FieldFrame(
  props: FieldProps & { id: string; children: ReactNode; labelId?: string | undefined },
): ReactNode {
  const words = useKitText();
  const label = (
    <>
      {props.label}
      {props.optional === true && <span className={css.optional}> ({words.optional})</span>}
    </>
  );
  return (
    <div className={css.field} data-invalid={props.error ? true : undefined}>
      <label id={props.labelId} htmlFor={props.id} className={css.label}>
        {props.hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      {props.children}
      <FieldNotes {...props} />
    </div>
  );
}

/** Error and help of a field, with the ids that useField refers to. */
export function FieldNotes({
  id,
  help,
  error,
}: {
  id: string;
  help?: ReactNode;
  error?: ReactNode;
}): ReactNode {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className={css.error}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
    </>
  );
}

/** A custom input in a field: `<Field label="…">{(wiring) => <input {...wiring} />}</Field>`. */
export function Field({
  children,
  ...field
}: FieldProps & { children: (wiring: Wiring) => ReactNode }): ReactNode {
  const { wiring, frame } = useField(field);
  return <FieldFrame {...frame}>{children(wiring)}</FieldFrame>;
}

/** One column of fields with even space; `inline` puts short fields side by side where there is room. */
export function FormStack({
  children,
  inline,
}: {
  children: ReactNode;
  inline?: boolean | undefined;
}): ReactNode {
  return <div className={inline ? css.inline : css.stack}>{children}</div>;
}
