import type { ReactNode } from 'react';
import { useText } from '../../../../platform/web/i18n.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { accountText } from './account.text.ts';
import css from './RecoveryCodes.module.css';

/** The recovery codes, this one time. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  codes: readonly string[];
  onKept: () => void;
}): ReactNode {
  const text = useText(accountText);
  const toast = useToast();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      toast({ text: text.copied });
    } catch {
      toast({ tone: 'warn', text: text.copyFailed });
    }
  }
  return (
    <FormStack>
      <Banner tone="warn" title={text.codesTitle} announce>
        {text.codesLead}
      </Banner>
      <ol className={css.codes} aria-label={text.codesTitle}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <ButtonRow>
        <Button kind="primary" icon="check" onClick={onKept}>
          {text.kept}
        </Button>
        <Button icon="copy" onClick={() => void copy()}>
          {text.copyAll}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {text.print}
        </Button>
      </ButtonRow>
    </FormStack>
  );
}
