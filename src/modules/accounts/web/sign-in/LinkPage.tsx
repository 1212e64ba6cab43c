import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { PlainShell } from '../../../../platform/web/shell/AppShell.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Spinner } from '../../../../ui/feedback/Spinner.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import type { DeviceKind } from '../../account.contract.ts';
import { acceptLink, getLink } from '../../sign-in.contract.ts';
import { NewPasswordInput } from '../PasswordInput.tsx';
import { useEnter } from './after-sign-in.ts';
import { CodeForm } from './CodeForm.tsx';
import { DeviceChoice } from './DeviceChoice.tsx';
import { signInText } from './sign-in.text.ts';

/** Behind a one-time link: an invitation, or a new password given by the administrator. */
export function LinkPage(): ReactNode {
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => call(getLink, { params: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <PlainShell>
      {link.data ? <LinkForm token={token} link={link.data} /> : link.error ? <DeadLink /> : <Spinner />}
    </PlainShell>
  );
}

function DeadLink(): ReactNode {
  const text = useText(signInText);
  usePageTitle(text.deadLink);
  return (
    <Page>
      <PageHeader title={text.deadLink} lead={text.deadWords} />
      <div>
        <ButtonLink href="/dang-nhap">{text.toSignIn}</ButtonLink>
      </div>
    </Page>
  );
}

interface Link {
  kind: 'invitation' | 'reset';
  username: string;
  displayName: string;
}

function LinkForm({ token, link }: { token: string; link: Link }): ReactNode {
  const text = useText(signInText);
  const enter = useEnter();
  const isInvitation = link.kind === 'invitation';
  const [displayName, setDisplayName] = useState(link.displayName);
  const [password, setPassword] = useState('');
  const [device, setDevice] = useState<DeviceKind>('shared');
  const [challengeId, setChallengeId] = useState<string | undefined>();
  const title = isInvitation ? text.inviteTitle : text.resetTitle;
  usePageTitle(title);
  const form = useSubmit({
    fields: {
      displayName: { id: 'link-name', bad: text.displayNeeded },
      password: { id: 'link-password', bad: text.passwordNeeded },
    },
    send: () =>
      call(acceptLink, {
        params: { token },
        body: { password, device, ...(isInvitation ? { displayName } : {}) },
      }),
    done: (answer) => (answer.next === 'totp' ? setChallengeId(answer.challengeId) : enter()),
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit({
      displayName: isInvitation && displayName.trim() === '' ? text.displayNeeded : undefined,
      password: password === '' ? text.passwordNeeded : undefined,
    });
  }
  if (form.problem?.code === 'linkUsedUp') return <DeadLink />;
  if (challengeId !== undefined) {
    return (
      <CodeForm
        challengeId={challengeId}
        device={device}
        onDone={enter}
        onAgain={() => enter('/dang-nhap')}
      />
    );
  }
  return (
    <Page>
      <PageHeader
        title={title}
        lead={isInvitation ? text.inviteLead(link.username) : text.resetLead(link.username)}
      />
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          <ErrorSummary errors={form.summary} />
          {isInvitation && (
            <TextInput
              id="link-name"
              label={text.displayName}
              help={text.displayHelp}
              error={form.errorOf('displayName')}
              autoComplete="name"
              value={displayName}
              onChange={setDisplayName}
            />
          )}
          {/* Lets the browser's store of passwords know whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={link.username} readOnly hidden />
          <NewPasswordInput
            id="link-password"
            label={text.newPassword}
            error={form.errorOf('password')}
            names={[link.username, displayName]}
            value={password}
            onChange={setPassword}
          />
          <DeviceChoice value={device} onChange={setDevice} />
          <div>
            <Button kind="primary" type="submit" busy={form.busy}>
              {text.begin}
            </Button>
          </div>
        </FormStack>
      </form>
    </Page>
  );
}
