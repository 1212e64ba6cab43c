import { type ReactNode, useId } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Checkbox, RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { DateInput, TimeInput } from '../../../ui/form/DateInput.tsx';
import fieldCss from '../../../ui/form/Field.module.css';
import { FieldNotes, FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { holds } from '../condition.rules.ts';
import type { EntryValue, EntryValues, Field, FieldOf } from '../field.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { entryText } from './entry.text.ts';
import css from './FormFields.module.css';
import { OnTheSpotField } from './OnTheSpotField.tsx';
import { PlaceField } from './PlaceField.tsx';
import type { Place } from './places.ts';

/** The id of a field's input on the page, for ErrorSummary. */
export function fieldId(code: string): string {
  return `field-${code}`;
}

/** The fields that are asked with these values. */
export function shownFields(form: FormShape, values: EntryValues): readonly Field[] {
  return form.fields.filter((field) => field.showIf === undefined || holds(field.showIf, values));
}

/** The values without those of fields that are not asked. */
export function shownValues(form: FormShape, values: EntryValues): EntryValues {
  return Object.fromEntries(
    shownFields(form, values).flatMap(({ code }) => {
      const value = values[code];
      return value === undefined || value === null || value === '' ? [] : [[code, value]];
    }),
  );
}

interface FormFieldsProps {
  readonly form: FormShape;
  readonly values: EntryValues;
  readonly onChange: (values: EntryValues) => void;
  /** Words by the code of the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
}

/** All questions of a form under each other, driven by its definition. */
export function FormFields(props: FormFieldsProps): ReactNode {
  const { form, values, onChange, errors } = props;
  return (
    <FormStack>
      {shownFields(form, values).map((field) => (
        <FieldInput
          key={field.code}
          field={field}
          value={values[field.code]}
          error={errors[field.code]}
          places={props.places}
          onValue={(value) => onChange({ ...values, [field.code]: value })}
        />
      ))}
    </FormStack>
  );
}

interface InputProps<F extends Field = Field> {
  readonly field: F;
  readonly value: EntryValue | undefined;
  readonly error: string | undefined;
  readonly places: readonly Place[];
  readonly onValue: (value: EntryValue) => void;
}

function useFrame({ field, error }: InputProps) {
  const [language] = useLanguage();
  return {
    id: fieldId(field.code),
    label: field.label[language],
    help: field.help?.[language],
    error,
    optional: field.required !== true,
  };
}

function textOf(value: EntryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function FieldInput(props: InputProps): ReactNode {
  const { field, value, onValue } = props;
  const frame = useFrame(props);
  switch (field.type) {
    case 'date':
      return <DateInput {...frame} value={textOf(value)} onChange={onValue} />;
    case 'time':
      return <TimeInput {...frame} value={textOf(value)} onChange={onValue} />;
    case 'integer':
      return <WholeNumber {...props} field={field} />;
    case 'decimal':
      return <DecimalNumber {...props} field={field} />;
    case 'text':
      return <SuggestedText {...props} field={field} />;
    case 'longText':
      return (
        <TextArea {...frame} value={textOf(value)} onChange={onValue} maxLength={field.maxLength} rows={3} />
      );
    case 'choice':
      return <OneChoice {...props} field={field} />;
    case 'choices':
      return <ManyChoices {...props} field={field} />;
    case 'boolean':
      return <YesNo {...props} field={field} />;
    case 'place':
      return <PlaceField {...frame} value={value} places={props.places} onValue={onValue} />;
    case 'countsBySex':
      return <WomenAndMen {...props} field={field} />;
    case 'photo':
    case 'voice':
    case 'geopoint':
      return <OnTheSpotField {...frame} field={field} value={value} onValue={onValue} />;
  }
}

function WholeNumber(props: InputProps<FieldOf<'integer'>>): ReactNode {
  const [language] = useLanguage();
  const frame = useFrame(props);
  const { field, value } = props;
  const number = typeof value === 'number' ? value : null;
  return <NumberInput {...frame} unit={field.unit?.[language]} value={number} onChange={props.onValue} />;
}

/** Decimals are kept as exact texts. */
function DecimalNumber(props: InputProps<FieldOf<'decimal'>>): ReactNode {
  const [language] = useLanguage();
  const frame = useFrame(props);
  const { field, value, onValue } = props;
  const number = value === undefined || value === null || value === '' ? null : Number(value);
  return (
    <NumberInput
      {...frame}
      unit={field.unit?.[language]}
      decimals={field.decimals}
      value={number}
      onChange={(next) => onValue(next === null ? null : next.toFixed(field.decimals))}
    />
  );
}

function SuggestedText(props: InputProps<FieldOf<'text' | 'longText'>>): ReactNode {
  const [language] = useLanguage();
  const listId = useId();
  const frame = useFrame(props);
  const { field, value } = props;
  return (
    <>
      <TextInput
        {...frame}
        value={textOf(value)}
        onChange={props.onValue}
        maxLength={field.maxLength}
        autoComplete="off"
        list={field.suggestions ? listId : undefined}
      />
      {field.suggestions && (
        <datalist id={listId}>
          {field.suggestions.map((suggestion) => (
            <option key={suggestion.vi} value={suggestion[language]} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** A few choices are all seen at once; more of them stand in the device's own list. */
function OneChoice(props: InputProps<FieldOf<'choice'>>): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const frame = useFrame(props);
  const { field, value, onValue } = props;
  const choices = field.choices.map((choice) => ({ value: choice.code, label: choice.label[language] }));
  const none = { value: '', label: text.none };
  if (choices.length > 5) {
    return (
      <Select {...frame} value={textOf(value)} onChange={onValue} choices={choices} placeholder={text.none} />
    );
  }
  return (
    <RadioGroup
      {...frame}
      value={textOf(value)}
      onChange={onValue}
      choices={field.required ? choices : [...choices, none]}
    />
  );
}

function ManyChoices(props: InputProps<FieldOf<'choices'>>): ReactNode {
  const [language] = useLanguage();
  const { id, label, help, error } = useFrame(props);
  const { field, value, onValue } = props;
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset id={id} className={fieldCss.field} tabIndex={-1} data-invalid={error ? true : undefined}>
      <legend className={fieldCss.label}>{label}</legend>
      {field.choices.map(({ code, label: name }) => (
        <Checkbox
          key={code}
          label={name[language]}
          checked={chosen.includes(code)}
          onChange={(on) => onValue(on ? [...chosen, code] : chosen.filter((one) => one !== code))}
        />
      ))}
      <FieldNotes id={id} help={help} error={error} />
    </fieldset>
  );
}

function YesNo(props: InputProps<FieldOf<'boolean'>>): ReactNode {
  const text = useText(entryText);
  const frame = useFrame(props);
  const { value, onValue } = props;
  return (
    <RadioGroup
      {...frame}
      inline
      value={typeof value === 'boolean' ? String(value) : ''}
      onChange={(next) => onValue(next === 'true')}
      choices={[
        { value: 'true', label: text.yes },
        { value: 'false', label: text.no },
      ]}
    />
  );
}

function WomenAndMen(props: InputProps<FieldOf<'countsBySex'>>): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const { id, label, help, error } = useFrame(props);
  const { field, value, onValue } = props;
  const counts =
    typeof value === 'object' && value !== null && 'female' in value ? value : { female: null, male: null };
  const unit = field.unit?.[language];
  function put(next: { female: number | null; male: number | null }): void {
    const isEmpty = next.female === null && next.male === null;
    onValue(isEmpty ? null : { female: next.female ?? 0, male: next.male ?? 0 });
  }
  return (
    <fieldset id={id} className={fieldCss.field} tabIndex={-1} data-invalid={error ? true : undefined}>
      <legend className={fieldCss.label}>{label}</legend>
      <div className={css.pair}>
        <NumberInput
          label={text.women}
          optional={field.required !== true}
          unit={unit}
          value={counts.female}
          onChange={(female) => put({ ...counts, female })}
        />
        <NumberInput
          label={text.men}
          optional={field.required !== true}
          unit={unit}
          value={counts.male}
          onChange={(male) => put({ ...counts, male })}
        />
      </div>
      <FieldNotes id={id} help={help} error={error} />
    </fieldset>
  );
}
