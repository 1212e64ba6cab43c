import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { openingReasons, openReporter } from '../../tip-intake.contract.ts';
import type { Reporter } from './reporter.ts';
import type { TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';

type Reason = 'contact' | 'protection' | 'statement' | 'correction';

/** Asks why, opens the vault with that in the read log, and gives what was found. */
export function VaultDialog(
  props: TipPart & {
    onClose: () => void;
    onFound: (found: { reporter: Reporter; line: number }) => void;
  },
): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const [reason, setReason] = useState<Reason>('contact');
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const isShort = words.trim().length < 10;

  async function open(): Promise<void> {
    setTried(true);
    if (isShort || !props.opened) return;
    try {
      const body = { reason, words: words.trim() };
      const { sealed, line } = await call(openReporter, { params: { id: props.work.id }, body });
      const { openReporterWords } = await import('./reporter.ts');
      const secrets = props.opened.all.map(({ secret }) => secret);
      const reporter = await openReporterWords(sealed, secrets);
      if (reporter === undefined) return setProblem(text.cannot);
      props.onFound({ reporter, line });
      props.onClose();
    } catch (error) {
      setProblem(problemText(error, language));
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={text.openVault}
      actions={
        <Button kind="primary" icon="lock" onClick={() => void open()}>
          {text.openVault}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <FormStack>
          {problem && (
            <Banner tone="error" announce>
              {problem}
            </Banner>
          )}
          <RadioGroup
            label={text.vaultReason}
            value={reason}
            onChange={(code) => setReason(code as Reason)}
            choices={Object.entries(openingReasons).map(([code, name]) => ({
              value: code,
              label: name[language],
            }))}
          />
          <TextInput
            label={text.vaultWords}
            help={text.vaultWordsHelp}
            error={isTried && isShort ? text.needVaultWords : undefined}
            value={words}
            onChange={setWords}
            maxLength={300}
          />
        </FormStack>
      </form>
    </Dialog>
  );
}
