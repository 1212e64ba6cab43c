import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { CopyField } from '../../../../ui/action/CopyField.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Spinner } from '../../../../ui/feedback/Spinner.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { FocusHere } from '../../../../ui/layout/FocusHere.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { confirmTotp, removeTotp, renewRecoveryCodes, startTotp } from '../../me.contract.ts';
import { meQuery, useMe } from '../me.ts';
import { accountText } from './account.text.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { usePasswordAgain } from './usePasswordAgain.tsx';

const QrCode = lazy(() => import('./QrCode.tsx').then((module) => ({ default: module.QrCode })));

type Stage =
  | { at: 'rest' }
  | { at: 'scan'; uri: string; secret: string }
  | { at: 'codes'; codes: readonly string[] };

/** The authenticator app: add (scan, confirm, keep the recovery codes), new codes, turn off. */
export function TotpSection(): ReactNode {
  const text = useText(accountText);
  const language = useUiLanguage();
  const me = useMe();
  const client = useQueryClient();
  const toast = useToast();
  const [stage, setStage] = useState<Stage>({ at: 'rest' });
  const again = usePasswordAgain((error) => toast({ tone: 'error', text: problemText(error, language) }));
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: meQuery.queryKey });
  const body = (password: string | undefined) => (password === undefined ? {} : { password });

  const start = (): Promise<void> =>
    again.run(async (password) =>
      setStage({ at: 'scan', ...(await call(startTotp, { body: body(password) })) }),
    );
  const newCodes = (): Promise<void> =>
    again.run(async (password) => {
      const { recoveryCodes } = await call(renewRecoveryCodes, { body: body(password) });
      setStage({ at: 'codes', codes: recoveryCodes });
      await renew();
    });
  const turnOff = (): Promise<void> =>
    again.run(async (password) => {
      await call(removeTotp, { body: body(password) });
      toast({ text: text.removed });
      await renew();
    });

  const { hasTotp, recoveryCodesLeft, passkeys, secondStep } = me.security;
  return (
    <Section title={text.second} lead={text.secondLead}>
      {again.dialog}
      {stage.at === 'scan' && (
        <FocusHere>
          <Scan
            {...stage}
            onCancel={() => setStage({ at: 'rest' })}
            onDone={(codes) => {
              setStage({ at: 'codes', codes });
              void renew();
            }}
          />
        </FocusHere>
      )}
      {stage.at === 'codes' && (
        <FocusHere>
          <RecoveryCodes codes={stage.codes} onKept={() => setStage({ at: 'rest' })} />
        </FocusHere>
      )}
      {stage.at === 'rest' && hasTotp && (
        <>
          <Banner tone="success" title={text.totpOn}>
            {text.codesLeft(recoveryCodesLeft)}
          </Banner>
          <ButtonRow>
            <Button onClick={() => void newCodes()}>{text.renewCodes}</Button>
            <Button onClick={() => void turnOff()}>{text.removeTotp}</Button>
          </ButtonRow>
        </>
      )}
      {stage.at === 'rest' && !hasTotp && (
        <>
          {secondStep === 'required' && passkeys === 0 && <Banner tone="warn">{text.required}</Banner>}
          <div>
            <Button icon="lock" onClick={() => void start()}>
              {text.addTotp}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Scan(props: {
  uri: string;
  secret: string;
  onDone: (codes: readonly string[]) => void;
  onCancel: () => void;
}): ReactNode {
  const text = useText(accountText);
  const [code, setCode] = useState('');
  const form = useSubmit({
    fields: { code: { id: 'totp-code', bad: text.codeBad } },
    send: () => call(confirmTotp, { body: { code: code.trim() } }),
    done: ({ recoveryCodes }) => props.onDone(recoveryCodes),
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void form.submit({ code: /^\d{6}$/.test(code.replaceAll(/\s/g, '')) ? undefined : text.codeBad });
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <FormStack>
        <ErrorSummary errors={form.summary} />
        <p>{text.scan}</p>
        <Suspense fallback={<Spinner />}>
          <QrCode text={props.uri} label={text.qr} />
        </Suspense>
        <CopyField label={text.secret} value={props.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        <TextInput
          id="totp-code"
          label={text.code}
          error={form.errorOf('code')}
          short
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          value={code}
          onChange={setCode}
        />
        <ButtonRow>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.confirm}
          </Button>
          <Button onClick={props.onCancel}>{text.cancel}</Button>
        </ButtonRow>
      </FormStack>
    </form>
  );
}
