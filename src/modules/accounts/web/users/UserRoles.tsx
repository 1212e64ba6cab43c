import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { FocusHere } from '../../../../ui/layout/FocusHere.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import type { AccountAssignment } from '../../account.contract.ts';
import { type Account, grantRole, revokeRole } from '../../accounts.contract.ts';
import { useMe } from '../me.ts';
import { roleHelpText, roleText } from '../role.text.ts';
import { firstRole, RoleFields } from './RoleFields.tsx';
import { usersText } from './users.text.ts';

/** The roles within one's areas: each can be taken back (and given again by Undo), others added. */
export function UserRoles(props: { account: Account; onChanged: (next: Account) => void }): ReactNode {
  const text = useText(usersText);
  const roles = useText(roleText);
  const help = useText(roleHelpText);
  const language = useUiLanguage();
  const toast = useToast();
  const { account, onChanged } = props;
  const params = { id: account.id };

  async function revoke({ id, role, areaId }: AccountAssignment): Promise<void> {
    try {
      onChanged(await call(revokeRole, { params: { ...params, assignmentId: id } }));
      const undo = async (): Promise<void> =>
        onChanged(await call(grantRole, { params, body: { role, areaId } }));
      toast({ text: text.revoked, undo });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Section title={text.rolesTitle}>
      {account.assignments.length === 0 && <p>{text.noRoles}</p>}
      {account.assignments.length > 0 && (
        <TaskList
          items={account.assignments.map((given) => ({
            key: given.id,
            title: `${roles[given.role]}, ${given.areaName}`,
            note: help[given.role],
            action: (
              <Button small onClick={() => void revoke(given)}>
                {text.revoke}{' '}
                <VisuallyHidden>
                  {roles[given.role]}, {given.areaName}
                </VisuallyHidden>
              </Button>
            ),
          }))}
        />
      )}
      {account.can.grant && <GrantForm {...props} />}
    </Section>
  );
}

function GrantForm(props: { account: Account; onChanged: (next: Account) => void }): ReactNode {
  const text = useText(usersText);
  const me = useMe();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState(() => firstRole(me));
  const form = useSubmit({
    fields: { role: { id: 'grant-role' }, areaId: { id: 'grant-area', bad: text.areaBad } },
    send: () =>
      call(grantRole, {
        params: { id: props.account.id },
        body: { role: given.role, areaId: given.area?.id ?? '' },
      }),
    done: (account) => {
      props.onChanged(account);
      setOpen(false);
      toast({ text: text.granted });
    },
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit({ areaId: given.area === null ? text.areaBad : undefined });
  }
  if (!open) {
    return (
      <div>
        <Button icon="plus" onClick={() => setOpen(true)}>
          {text.grant}
        </Button>
      </div>
    );
  }
  return (
    <FocusHere>
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          <h3>{text.grant}</h3>
          <ErrorSummary errors={form.summary} />
          <RoleFields
            value={given}
            onChange={setGiven}
            ids={{ role: 'grant-role', area: 'grant-area' }}
            errors={{ role: form.errorOf('role'), area: form.errorOf('areaId') }}
          />
          <div>
            <Button kind="primary" type="submit" busy={form.busy}>
              {text.grantDo}
            </Button>
          </div>
        </FormStack>
      </form>
    </FocusHere>
  );
}
