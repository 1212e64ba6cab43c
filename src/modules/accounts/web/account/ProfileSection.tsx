import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import type { Language } from '../../account.contract.ts';
import { updateMe } from '../../me.contract.ts';
import { meQuery, useMe } from '../me.ts';
import { accountText } from './account.text.ts';

/** The own name and language; the language is the account's, and this device's at once. */
export function ProfileSection(): ReactNode {
  const text = useText(accountText);
  const me = useMe();
  const toast = useToast();
  const client = useQueryClient();
  const [shown, setShown] = useLanguage();
  const [displayName, setDisplayName] = useState(me.displayName);
  const [language, setLanguage] = useState<Language>(shown);
  const form = useSubmit({
    fields: { displayName: { id: 'profile-name', bad: text.displayBad } },
    send: () => call(updateMe, { body: { displayName, language } }),
    done: async () => {
      setShown(language);
      toast({ text: text.saved });
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const length = displayName.trim().length;
    void form.submit({ displayName: length === 0 || length > 100 ? text.displayBad : undefined });
  }
  return (
    <Section title={text.profile}>
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          <ErrorSummary errors={form.summary} />
          <TextInput
            id="profile-name"
            label={text.displayName}
            help={text.displayHelp}
            error={form.errorOf('displayName')}
            autoComplete="name"
            value={displayName}
            onChange={setDisplayName}
          />
          <RadioGroup
            label={text.language}
            inline
            value={language}
            onChange={(value) => setLanguage(value === 'en' ? 'en' : 'vi')}
            choices={[
              { value: 'vi', label: 'Tiếng Việt' },
              { value: 'en', label: 'English' },
            ]}
          />
          <div>
            <Button type="submit" busy={form.busy}>
              {text.save}
            </Button>
          </div>
        </FormStack>
      </form>
    </Section>
  );
}
