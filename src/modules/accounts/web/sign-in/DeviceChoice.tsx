import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import type { DeviceKind } from '../../account.contract.ts';
import { signInText } from './sign-in.text.ts';

/** Shared first: the office PC is the likelier place, and forgetting there costs more. */
export function DeviceChoice(props: {
  value: DeviceKind;
  onChange: (device: DeviceKind) => void;
}): ReactNode {
  const text = useText(signInText);
  return (
    <RadioGroup
      label={text.device}
      value={props.value}
      onChange={(value) => props.onChange(value === 'own' ? 'own' : 'shared')}
      choices={[
        { value: 'shared', label: text.shared, help: text.sharedHelp },
        { value: 'own', label: text.own, help: text.ownHelp },
      ]}
    />
  );
}
