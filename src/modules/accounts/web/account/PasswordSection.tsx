import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { changePassword } from '../../me.contract.ts';
import { useMe } from '../me.ts';
import { NewPasswordInput, PasswordInput } from '../PasswordInput.tsx';
import { accountText } from './account.text.ts';

export function PasswordSection(): ReactNode {
  const text = useText(accountText);
  const me = useMe();
  const toast = useToast();
  const client = useQueryClient();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const form = useSubmit({
    fields: {
      oldPassword: { id: 'password-old', bad: text.oldNeeded },
      newPassword: { id: 'password-new', bad: text.newNeeded },
    },
    send: () => call(changePassword, { body: { oldPassword, newPassword } }),
    done: async () => {
      setOld('');
      setNew('');
      toast({ text: text.changed });
      await client.invalidateQueries({ queryKey: ['me', 'sessions'] });
    },
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit({
      oldPassword: oldPassword === '' ? text.oldNeeded : undefined,
      newPassword: newPassword === '' ? text.newNeeded : undefined,
    });
  }
  return (
    <Section title={text.password} lead={text.passwordLead}>
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          <ErrorSummary errors={form.summary} />
          <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
          <PasswordInput
            id="password-old"
            label={text.oldPassword}
            error={form.errorOf('oldPassword')}
            autoComplete="current-password"
            value={oldPassword}
            onChange={setOld}
          />
          <NewPasswordInput
            id="password-new"
            label={text.newPassword}
            error={form.errorOf('newPassword')}
            names={[me.username, me.displayName]}
            value={newPassword}
            onChange={setNew}
          />
          <div>
            <Button type="submit" busy={form.busy}>
              {text.change}
            </Button>
          </div>
        </FormStack>
      </form>
    </Section>
  );
}
