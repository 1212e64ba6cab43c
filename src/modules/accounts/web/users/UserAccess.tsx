import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import {
  type Account,
  disableAccount,
  enableAccount,
  endAccountSessions,
  type OneTimeLink,
  renewInvitation,
  resetAccount,
} from '../../accounts.contract.ts';
import { LinkBox } from './LinkBox.tsx';
import { usersText } from './users.text.ts';

interface Props {
  account: Account;
  onChanged: (next: Account) => void;
}

/** The ways into an account, and whether it is open at all. */
export function UserAccess(props: Props): ReactNode {
  return (
    <>
      {props.account.state !== 'disabled' && <Links {...props} />}
      <OpenOrClosed {...props} />
    </>
  );
}

function Links({ account }: Props): ReactNode {
  const text = useText(usersText);
  const language = useUiLanguage();
  const toast = useToast();
  const [link, setLink] = useState<OneTimeLink | undefined>();
  const [removeSecondStep, setRemove] = useState(false);
  const isInvited = account.state === 'invited';
  async function make(): Promise<void> {
    const params = { id: account.id };
    try {
      setLink(
        isInvited
          ? await call(renewInvitation, { params })
          : await call(resetAccount, { params, body: { removeSecondStep } }),
      );
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <Section title={text.links} lead={isInvited ? text.renewWords : text.resetWords}>
      {!isInvited && account.hasSecondStep && (
        <Checkbox
          label={text.resetSecond}
          help={text.resetSecondHelp}
          checked={removeSecondStep}
          onChange={setRemove}
        />
      )}
      <div>
        <Button icon="link" onClick={() => void make()}>
          {isInvited ? text.renew : text.reset}
        </Button>
      </div>
      {link && <LinkBox link={link} />}
    </Section>
  );
}

function OpenOrClosed({ account, onChanged }: Props): ReactNode {
  const text = useText(usersText);
  const language = useUiLanguage();
  const toast = useToast();
  const params = { id: account.id };
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const enable = (): Promise<void> =>
    attempt(async () => {
      onChanged(await call(enableAccount, { params }));
      toast({ text: text.enabledDone });
    });
  const disable = (): Promise<void> =>
    attempt(async () => {
      onChanged(await call(disableAccount, { params }));
      toast({ text: text.disabledDone, undo: enable });
    });
  const endSessions = (): Promise<void> =>
    attempt(async () => toast({ text: text.ended((await call(endAccountSessions, { params })).ended) }));
  const isDisabled = account.state === 'disabled';
  return (
    <Section title={text.access} lead={isDisabled ? undefined : text.disableWords}>
      <ButtonRow>
        {isDisabled ? (
          <Button onClick={() => void enable()}>{text.enable}</Button>
        ) : (
          <>
            <Button onClick={() => void endSessions()}>{text.endSessions}</Button>
            <Button icon="lock" onClick={() => void disable()}>
              {text.disable}
            </Button>
          </>
        )}
      </ButtonRow>
    </Section>
  );
}
