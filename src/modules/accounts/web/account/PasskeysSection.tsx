import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { addPasskey, listPasskeys, type Passkey, passkeyOptions, removePasskey } from '../../me.contract.ts';
import { meQuery } from '../me.ts';
import { makePasskey } from '../passkeys.ts';
import { accountText } from './account.text.ts';
import { usePasswordAgain } from './usePasswordAgain.tsx';

const key = ['me', 'passkeys'];

/** The own passkeys: list, add, remove. */
export function PasskeysSection(): ReactNode {
  const text = useText(accountText);
  const language = useUiLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => call(listPasskeys, { signal }) });
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState('');
  const again = usePasswordAgain((error) =>
    toast({
      tone: 'error',
      text: error instanceof ApiProblem ? problemText(error, language) : text.passkeyStopped,
    }),
  );
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: meQuery.queryKey });

  function add(event: FormEvent): void {
    event.preventDefault();
    const isBad = name.trim() === '' || name.trim().length > 100;
    setWrong(isBad ? text.passkeyNameBad : '');
    if (isBad) return;
    void again.run(async (password) => {
      const { challengeId, options } = await call(passkeyOptions, {
        body: password === undefined ? {} : { password },
      });
      const response = await makePasskey(options);
      await call(addPasskey, { body: { challengeId, response, name } });
      setName('');
      toast({ text: text.passkeyAdded });
      await renew();
    });
  }
  const remove = (passkey: Passkey): Promise<void> =>
    again.run(async (password) => {
      await call(removePasskey, {
        params: { id: passkey.id },
        body: password === undefined ? {} : { password },
      });
      toast({ text: text.passkeyRemoved });
      await renew();
    });
  const items = list.data?.items ?? [];
  const day = (instant: string): string => formatInstant(instant, language);

  return (
    <Section title={text.passkeys} lead={text.passkeysLead}>
      {again.dialog}
      {list.data && items.length === 0 && <p>{text.noPasskeys}</p>}
      {items.length > 0 && (
        <TaskList
          items={items.map((passkey) => ({
            key: passkey.id,
            title: passkey.name,
            note: passkey.lastUsedAt
              ? text.passkeyNote(day(passkey.createdAt), day(passkey.lastUsedAt))
              : text.passkeyUnused(day(passkey.createdAt)),
            action: (
              <Button small onClick={() => void remove(passkey)}>
                {text.remove} <VisuallyHidden>{passkey.name}</VisuallyHidden>
              </Button>
            ),
          }))}
        />
      )}
      {'PublicKeyCredential' in window ? (
        <form onSubmit={add} noValidate>
          <FormStack>
            <TextInput
              label={text.passkeyName}
              help={text.passkeyNameHelp}
              error={wrong || undefined}
              value={name}
              onChange={setName}
            />
            <div>
              <Button type="submit" icon="plus">
                {text.addPasskey}
              </Button>
            </div>
          </FormStack>
        </form>
      ) : (
        <p>{text.noPasskeyHere}</p>
      )}
    </Section>
  );
}
