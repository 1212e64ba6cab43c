import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { usePageSearch } from '../../../../platform/web/search.ts';
import { PlainShell } from '../../../../platform/web/shell/AppShell.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import type { DeviceKind, SignInAnswer } from '../../account.contract.ts';
import { signIn } from '../../sign-in.contract.ts';
import { setupQuery } from '../me.ts';
import { PasswordInput } from '../PasswordInput.tsx';
import { useEnter } from './after-sign-in.ts';
import { CodeForm } from './CodeForm.tsx';
import { DeviceChoice } from './DeviceChoice.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { signInText } from './sign-in.text.ts';
import { useWait, WaitNote } from './Wait.tsx';

const Search = z.object({ ve: z.string().max(2000).optional() });

/** User name and password, or a passkey; then the second step where the account has one; then back to where one was. */
export function SignInPage(): ReactNode {
  const [{ ve }] = usePageSearch(Search);
  const enter = useEnter();
  const [device, setDevice] = useState<DeviceKind>('shared');
  const [challengeId, setChallengeId] = useState<string | undefined>();
  useLeaveIfNotSetUp();
  function goOn(answer: SignInAnswer): void {
    if (answer.next === 'totp') setChallengeId(answer.challengeId);
    else enter(ve);
  }
  return (
    <PlainShell>
      {challengeId === undefined ? (
        <PasswordForm device={device} onDevice={setDevice} onAnswer={goOn} />
      ) : (
        <CodeForm
          challengeId={challengeId}
          device={device}
          onDone={() => enter(ve)}
          onAgain={() => setChallengeId(undefined)}
        />
      )}
    </PlainShell>
  );
}

function useLeaveIfNotSetUp(): void {
  const router = useRouter();
  const setup = useQuery(setupQuery);
  const isNew = setup.data?.isSetUp === false;
  useEffect(() => {
    if (isNew) router.history.replace('/cai-dat');
  }, [isNew, router]);
}

function PasswordForm(props: {
  device: DeviceKind;
  onDevice: (device: DeviceKind) => void;
  onAnswer: (answer: SignInAnswer) => void;
}): ReactNode {
  const text = useText(signInText);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  usePageTitle(text.title);
  const form = useSubmit({
    fields: {
      username: { id: 'sign-in-username', bad: text.usernameNeeded },
      password: { id: 'sign-in-password', bad: text.passwordNeeded },
    },
    send: () => call(signIn, { body: { username, password, device: props.device } }),
    done: props.onAnswer,
  });
  const wait = useWait(form.problem);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (wait > 0) return;
    void form.submit({
      username: username.trim() === '' ? text.usernameNeeded : undefined,
      password: password === '' ? text.passwordNeeded : undefined,
    });
  }
  return (
    <Page>
      <PageHeader title={text.title} lead={text.lead} />
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          {wait > 0 ? <WaitNote seconds={wait} /> : <ErrorSummary errors={form.summary} />}
          <TextInput
            id="sign-in-username"
            label={text.username}
            error={form.errorOf('username')}
            autoComplete="username webauthn"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={setUsername}
          />
          <PasswordInput
            id="sign-in-password"
            label={text.password}
            error={form.errorOf('password')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          <DeviceChoice value={props.device} onChange={props.onDevice} />
          <div>
            <Button kind="primary" type="submit" busy={form.busy} disabled={wait > 0}>
              {text.signIn}
            </Button>
          </div>
        </FormStack>
      </form>
      <PasskeyButton device={props.device} onAnswer={props.onAnswer} />
      <p>{text.forgot}</p>
    </Page>
  );
}
