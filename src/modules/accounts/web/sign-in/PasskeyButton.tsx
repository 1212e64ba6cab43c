import { type ReactNode, useState } from 'react';
import { ApiProblem, call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import type { DeviceKind, SignInAnswer } from '../../account.contract.ts';
import { passkeySignIn, passkeySignInOptions } from '../../sign-in.contract.ts';
import { askForPasskey } from '../passkeys.ts';
import { signInText } from './sign-in.text.ts';

/** Signs in without a user name: the device says whose passkey it holds. */
export function PasskeyButton(props: {
  device: DeviceKind;
  onAnswer: (answer: SignInAnswer) => void;
}): ReactNode {
  const text = useText(signInText);
  const language = useUiLanguage();
  const [state, setState] = useState<{ busy: boolean; wrong?: string }>({ busy: false });
  if (!('PublicKeyCredential' in window)) return null;

  async function enter(): Promise<void> {
    setState({ busy: true });
    try {
      const { challengeId, options } = await call(passkeySignInOptions);
      const response = await askForPasskey(options);
      const answer = await call(passkeySignIn, { body: { challengeId, response, device: props.device } });
      setState({ busy: false });
      props.onAnswer(answer);
    } catch (error) {
      // Cancelled, timed out or no key: the browser does not say which, on purpose.
      const wrong = error instanceof ApiProblem ? problemText(error, language) : text.passkeyStopped;
      setState({ busy: false, wrong });
    }
  }

  return (
    <Section>
      <p>{text.passkeyHelp}</p>
      {state.wrong && (
        <Banner tone="error" announce>
          {state.wrong}
        </Banner>
      )}
      <div>
        <Button icon="lock" busy={state.busy} onClick={() => void enter()}>
          {text.passkey}
        </Button>
      </div>
    </Section>
  );
}
