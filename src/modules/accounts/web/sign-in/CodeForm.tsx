import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import type { DeviceKind } from '../../account.contract.ts';
import { signInTotp } from '../../sign-in.contract.ts';
import { signInText } from './sign-in.text.ts';
import { useWait, WaitNote } from './Wait.tsx';

/** The second step: a code of the authenticator or a recovery code. */
export function CodeForm(props: {
  challengeId: string;
  device: DeviceKind;
  onDone: () => void;
  onAgain: () => void;
}): ReactNode {
  const text = useText(signInText);
  const [code, setCode] = useState('');
  usePageTitle(text.codeTitle);
  const form = useSubmit({
    fields: { code: { id: 'sign-in-code', bad: text.codeNeeded } },
    send: () =>
      call(signInTotp, { body: { challengeId: props.challengeId, code: code.trim(), device: props.device } }),
    done: props.onDone,
  });
  const wait = useWait(form.problem);
  const isOver = form.problem?.code === 'challengeExpired';
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit({ code: code.trim() === '' ? text.codeNeeded : undefined });
  }
  return (
    <Page>
      <PageHeader title={text.codeTitle} lead={text.codeLead} />
      <form onSubmit={onSubmit} noValidate>
        <FormStack>
          {wait > 0 ? <WaitNote seconds={wait} /> : <ErrorSummary errors={form.summary} />}
          <TextInput
            id="sign-in-code"
            label={text.code}
            help={text.codeHelp}
            error={form.errorOf('code')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={code}
            onChange={setCode}
          />
          <ButtonRow>
            {!isOver && (
              <Button kind="primary" type="submit" busy={form.busy} disabled={wait > 0}>
                {text.confirm}
              </Button>
            )}
            <Button kind={isOver ? 'primary' : 'secondary'} onClick={props.onAgain}>
              {text.startAgain}
            </Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Page>
  );
}
