import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { putMyTipKey } from '../../tip-member-key.contract.ts';
import { holdSecret } from './held-secret.ts';
import css from './keys.module.css';
import { keysText } from './keys.text.ts';
import { passphraseBits } from './passphrase.rules.ts';
import { myKeyQuery } from './tip-queries.ts';

/** A passphrase, suggested or of one's own, typed again; `onReady` gets it when it will do. */
export function PassphraseForm(props: {
  action: string;
  onReady: (passphrase: string) => Promise<void>;
}): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const id = useId();
  const [suggested, setSuggested] = useState('');
  const [isOwn, setOwn] = useState(false);
  const [own, setOwnWords] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const suggest = async (): Promise<void> => {
    const { suggestPassphrase } = await import('../../crypto/member-lock.ts');
    setSuggested(suggestPassphrase(language));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and again in another language
  useEffect(() => void suggest(), [language]);

  const tidy = (words: string): string => words.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
  const chosen = isOwn ? own : suggested;
  const isWeak = isOwn && passphraseBits(own) < 56;
  const isOther = tidy(again) !== tidy(chosen);
  async function go(): Promise<void> {
    setTried(true);
    if (isWeak || isOther || chosen === '') return;
    setBusy(true);
    try {
      await props.onReady(chosen);
    } catch (error) {
      setProblem(problemText(error, language));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      className={css.full}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <FormStack>
        {problem && <Banner tone="error">{problem}</Banner>}
        {isOwn ? (
          <TextInput
            id={`${id}-own`}
            label={text.passphrase}
            help={text.ownHelp}
            error={isTried && isWeak ? text.tooWeak : undefined}
            value={own}
            onChange={setOwnWords}
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <div>
            <p>{text.suggested}</p>
            <p className={css.phrase} translate="no">
              {suggested}
            </p>
            <p className={css.quiet}>{text.suggestedHelp}</p>
          </div>
        )}
        <ButtonRow>
          {!isOwn && (
            <Button small onClick={() => void suggest()}>
              {text.another}
            </Button>
          )}
          <Button small kind="quiet" onClick={() => setOwn(!isOwn)}>
            {isOwn ? text.useSuggested : text.ownWords}
          </Button>
        </ButtonRow>
        <TextInput
          id={`${id}-again`}
          label={text.again}
          help={text.againHelp}
          error={isTried && isOther ? text.notSame : undefined}
          value={again}
          onChange={setAgain}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <ButtonRow>
          <Button kind="primary" type="submit" busy={isBusy} icon="lock">
            {props.action}
          </Button>
        </ButtonRow>
      </FormStack>
    </form>
  );
}

/** Makes the person's key in this browser; only its public half and the locked secret leave it. */
export function MakeKey({ replaces, onMade }: { replaces: string | null; onMade?: () => void }): ReactNode {
  const text = useText(keysText);
  const client = useQueryClient();
  const toast = useToast();
  async function make(passphrase: string): Promise<void> {
    const [{ makeKeyPair }, { lockWithPassphrase }, { randomId }] = await Promise.all([
      import('../../crypto/keys.ts'),
      import('../../crypto/member-lock.ts'),
      import('../../crypto/bytes.ts'),
    ]);
    const { secret, recipient } = await makeKeyPair();
    const sealed = await lockWithPassphrase(secret, passphrase);
    const lock = { id: randomId(), kind: 'passphrase' as const, name: text.lockPassphrase, sealed };
    await call(putMyTipKey, { body: { recipient, locks: [lock], replaces } });
    holdSecret(secret);
    toast({ text: text.made });
    onMade?.();
    await client.invalidateQueries({ queryKey: ['tips'] });
    await client.invalidateQueries({ queryKey: myKeyQuery.queryKey });
  }
  return <PassphraseForm action={text.make} onReady={make} />;
}
