import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import fieldCss from '../../../ui/form/Field.module.css';
import { FieldNotes } from '../../../ui/form/Field.tsx';
import type { EntryValue, OnTheSpot } from '../field.contract.ts';
import { valueText } from '../value-text.rules.ts';
import { entryText } from './entry.text.ts';
import css from './FormFields.module.css';

/** Taken on a phone, or added on the record's page once it is saved; here it can be seen and taken out. */
export function OnTheSpotField(props: {
  id: string;
  label: string;
  help: string | undefined;
  error: string | undefined;
  field: OnTheSpot;
  value: EntryValue | undefined;
  onValue: (value: EntryValue) => void;
}): ReactNode {
  const text = useText(entryText);
  const [language] = useLanguage();
  const { id, field, error } = props;
  const shown = valueText(field, props.value, () => '')[language];
  const how = field.type === 'geopoint' ? text.pointOnPhone : text.addAfterSaving;
  return (
    <fieldset id={id} className={fieldCss.field} tabIndex={-1} data-invalid={error ? true : undefined}>
      <legend className={fieldCss.label}>{props.label}</legend>
      {shown !== '' && (
        <div className={css.spot}>
          <span>{shown}</span>
          <Button small onClick={() => props.onValue(null)}>
            {text.takeOut}
          </Button>
        </div>
      )}
      <FieldNotes id={id} help={[props.help, how].join(' ').trim()} error={error} />
    </fieldset>
  );
}
