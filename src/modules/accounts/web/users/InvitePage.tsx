import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { Username } from '../../account.contract.ts';
import { type Account, inviteAccount, type OneTimeLink } from '../../accounts.contract.ts';
import { useMe } from '../me.ts';
import { LinkBox } from './LinkBox.tsx';
import { firstRole, RoleFields } from './RoleFields.tsx';
import { usersText } from './users.text.ts';

/** Invite somebody: who, which role, where; then the link to hand on. */
export function InvitePage(): ReactNode {
  const text = useText(usersText);
  const [done, setDone] = useState<{ account: Account; link: OneTimeLink } | undefined>();
  const title = done ? text.invitedDone(done.account.displayName) : text.invite;
  usePageTitle(title);
  const crumbs = [{ label: text.title, href: '/quan-tri' }, { label: text.invite }];
  return (
    <Page narrow>
      <PageHeader title={title} crumbs={crumbs} lead={done ? undefined : text.inviteLead} />
      {done ? (
        <>
          <LinkBox link={done.link} />
          <ButtonRow>
            <Button kind="primary" onClick={() => setDone(undefined)}>
              {text.another}
            </Button>
            <ButtonLink href={`/quan-tri/nguoi-dung/${done.account.id}`}>{text.openUser}</ButtonLink>
          </ButtonRow>
        </>
      ) : (
        <InviteForm onDone={setDone} />
      )}
    </Page>
  );
}

function InviteForm({
  onDone,
}: {
  onDone: (done: { account: Account; link: OneTimeLink }) => void;
}): ReactNode {
  const text = useText(usersText);
  const me = useMe();
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [given, setGiven] = useState(() => firstRole(me));
  const form = useSubmit({
    fields: {
      displayName: { id: 'invite-name', bad: text.displayBad },
      username: { id: 'invite-username', bad: text.usernameBad },
      role: { id: 'invite-role' },
      'assignments.0.areaId': { id: 'invite-area', bad: text.areaBad },
    },
    send: () =>
      call(inviteAccount, {
        body: { username, displayName, assignments: [{ role: given.role, areaId: given.area?.id ?? '' }] },
      }),
    done: (answer) => {
      onDone(answer);
      void client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const length = displayName.trim().length;
    void form.submit({
      displayName: length === 0 || length > 100 ? text.displayBad : undefined,
      username: Username.safeParse(username).success ? undefined : text.usernameBad,
      'assignments.0.areaId': given.area === null ? text.areaBad : undefined,
    });
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <FormStack>
        <ErrorSummary errors={form.summary} />
        <TextInput
          id="invite-name"
          label={text.displayName}
          error={form.errorOf('displayName')}
          autoComplete="off"
          value={displayName}
          onChange={setDisplayName}
        />
        <TextInput
          id="invite-username"
          label={text.username}
          help={text.usernameHelp}
          error={form.errorOf('username')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={setUsername}
        />
        <RoleFields
          value={given}
          onChange={setGiven}
          ids={{ role: 'invite-role', area: 'invite-area' }}
          errors={{ role: form.errorOf('role'), area: form.errorOf('assignments.0.areaId') }}
        />
        <div>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.makeLink}
          </Button>
        </div>
      </FormStack>
    </form>
  );
}
