import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Select } from '../../../../ui/form/Select.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import type { Form } from '../../../activities/form.contract.ts';
import type { SyncItem } from '../../sync.contract.ts';
import { leftOver } from './item-values.rules.ts';
import { itemsText } from './items.text.ts';

/** The phone has a form that the server doesn't know: which book it belongs to, with all that it wrote beside. */
export function UnknownForm(props: {
  item: SyncItem;
  forms: readonly Form[];
  form: Form | undefined;
  onChoose: (code: string) => void;
}): ReactNode {
  const text = useText(itemsText);
  const language = useUiLanguage();
  const rest = leftOver(props.form, props.item);
  return (
    <>
      <Select
        label={text.whichForm}
        help={text.whichFormHelp}
        value={props.form?.code ?? ''}
        onChange={props.onChoose}
        placeholder=""
        choices={props.forms.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      {rest.length > 0 && (
        <section aria-label={text.onPhone}>
          <p>
            <strong>{text.onPhone}</strong>
          </p>
          <DescriptionList
            items={rest.map(([code, value]) => ({
              term: code,
              value: typeof value === 'object' ? JSON.stringify(value) : String(value),
            }))}
          />
        </section>
      )}
    </>
  );
}
