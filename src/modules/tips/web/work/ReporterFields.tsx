import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import type { Reporter } from './reporter.ts';
import { tipText } from './tip.text.ts';

/** Name, telephone, address: what is needed to reach and to protect, and no more. */
export function ReporterFields(props: {
  reporter: Reporter;
  onChange: (reporter: Reporter) => void;
}): ReactNode {
  const text = useText(tipText);
  const { reporter } = props;
  const change = (part: Partial<Reporter>): void => props.onChange({ ...reporter, ...part });
  return (
    <FormStack>
      <TextInput
        label={text.name}
        optional
        autoComplete="off"
        maxLength={120}
        value={reporter.name}
        onChange={(name) => change({ name })}
      />
      <TextInput
        label={text.phone}
        optional
        autoComplete="off"
        inputMode="tel"
        maxLength={40}
        value={reporter.phone}
        onChange={(phone) => change({ phone })}
      />
      <TextInput
        label={text.address}
        optional
        autoComplete="off"
        maxLength={200}
        value={reporter.address}
        onChange={(address) => change({ address })}
      />
    </FormStack>
  );
}
