import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonLink, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { MemberKey } from '../../tip-member-key.contract.ts';
import { holdSecret, useMySecret } from './held-secret.ts';
import css from './keys.module.css';
import { keysText } from './keys.text.ts';
import { myKeyQuery } from './tip-queries.ts';

/** Shows its children once the person's key is open; before that it asks to open it. */
export function Unlocked({ children }: { children: ReactNode }): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const mine = useMySecret();
  const { data: key, error } = useQuery(myKeyQuery);
  if (mine !== undefined) return children;
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (key === undefined) return <Skeleton lines={2} />;
  if (key === null)
    return (
      <EmptyState
        title={text.noKey}
        action={
          <ButtonLink href="/tin-bao/chia-khoa" kind="primary" icon="lock">
            {text.make}
          </ButtonLink>
        }
      >
        {text.noKeyHelp}
      </EmptyState>
    );
  return <UnlockForm memberKey={key} />;
}

export function UnlockForm({ memberKey }: { memberKey: MemberKey }): ReactNode {
  const text = useText(keysText);
  const [words, setWords] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const passphrases = memberKey.locks.filter(({ kind }) => kind === 'passphrase');
  const passkeys = memberKey.locks.filter(({ kind }) => kind === 'passkey');

  async function withWords(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    const { unlockWithPassphrase } = await import('../../crypto/member-lock.ts');
    // The slow part holds the page: what it does is said before.
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const { sealed } of passphrases) {
      const secret = await unlockWithPassphrase(sealed, words);
      if (secret !== undefined) return holdSecret(secret);
    }
    setProblem(text.wrong);
    setBusy(false);
  }
  async function withPasskey(sealed: string): Promise<void> {
    setProblem(undefined);
    try {
      const { unlockWithPasskey } = await import('../../crypto/member-passkey.ts');
      holdSecret(await unlockWithPasskey(sealed));
    } catch {
      setProblem(text.passkeyStopped);
    }
  }
  return (
    <form
      className={css.stack}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void withWords();
      }}
    >
      {passphrases.length > 0 && (
        <div className={css.full}>
          <FormStack>
            <TextInput
              type="password"
              label={text.passphrase}
              help={text.lockedHelp}
              error={problem}
              value={words}
              onChange={setWords}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </FormStack>
        </div>
      )}
      <ButtonRow>
        {passphrases.length > 0 && (
          <Button kind="primary" type="submit" icon="lock" busy={isBusy}>
            {isBusy ? text.unlocking : text.unlock}
          </Button>
        )}
        {passkeys.map((lock) => (
          <Button
            key={lock.id}
            kind={passphrases.length === 0 ? 'primary' : 'secondary'}
            onClick={() => void withPasskey(lock.sealed)}
          >
            {text.withPasskey(lock.name)}
          </Button>
        ))}
      </ButtonRow>
      {passphrases.length === 0 && problem && <Banner tone="error">{problem}</Banner>}
    </form>
  );
}
