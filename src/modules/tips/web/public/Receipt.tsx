import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDate } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { QrCode } from '../../../accounts/web/account/QrCode.tsx';
import type { FilingProof } from '../../tip-filing.contract.ts';
import type { Filed } from './file-report.ts';
import css from './public.module.css';
import { useKeepDraft } from './quick-leave.ts';
import letters from './thread.module.css';
import { threadText } from './thread.text.ts';

/** The one time that the code is shown: to be written down, then the screen is cleared. */
export function ReceiptView({ filed, onDone }: { filed: Filed; onDone: () => void }): ReactNode {
  const text = useText(threadText);
  const language = useUiLanguage();
  const [isWritten, setWritten] = useState(false);
  const [isTried, setTried] = useState(false);
  const head = useHeadFocus();
  usePageTitle(text.sentTitle);
  useKeepDraft(!isWritten);
  return (
    <div className={letters.receipt}>
      <header ref={head} tabIndex={-1} className={css.head}>
        <h1>{text.sentTitle}</h1>
        <p className={css.lead}>{text.sentLead}</p>
      </header>
      <ol className={letters.words} aria-label={text.codeLabel}>
        {filed.receipt[language].split(' ').map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice, its place is what it is
          <li key={at}>{word}</li>
        ))}
      </ol>
      <Banner tone="warn" title={text.codeHow}>
        {text.codeLost}
      </Banner>
      <details>
        <summary>{text.showQr}</summary>
        <QrCode text={filed.receipt.qr} label={text.qr} />
      </details>
      <ProofOfFiling proof={filed.proof} office={filed.officeName} />
      <Checkbox
        id="bt-written"
        label={text.written}
        error={isTried && !isWritten ? text.needWritten : undefined}
        checked={isWritten}
        onChange={setWritten}
      />
      <ButtonRow>
        <Button
          kind="primary"
          onClick={() => {
            setTried(true);
            if (isWritten) onDone();
            else document.getElementById('bt-written')?.focus();
          }}
        >
          {text.finish}
        </Button>
      </ButtonRow>
      <p className={css.note}>{text.finishHelp}</p>
    </div>
  );
}

/** What the server signed; it says nothing of the content. */
export function ProofOfFiling({ proof, office }: { proof: FilingProof; office: string }): ReactNode {
  const text = useText(threadText);
  const language = useUiLanguage();
  return (
    <details>
      <summary>{text.proof}</summary>
      <p className={css.note}>{text.proofHelp}</p>
      <DescriptionList
        items={[
          { term: text.proofDay, value: formatDate(proof.statement.receivedOn, language) },
          { term: text.proofOffice, value: office },
          { term: text.proofHash, value: <code className={letters.mono}>{proof.statement.hash}</code> },
          { term: text.proofSignature, value: <code className={letters.mono}>{proof.signature}</code> },
        ]}
      />
    </details>
  );
}

/** After the code has been written down nothing is left to see. */
export function Done(): ReactNode {
  const text = useText(threadText);
  const head = useHeadFocus();
  usePageTitle(text.doneTitle);
  return (
    <header ref={head} tabIndex={-1} className={css.head}>
      <h1>{text.doneTitle}</h1>
      <p className={css.lead}>{text.doneLead}</p>
    </header>
  );
}

/** Takes the focus to the head of what has replaced the page. */
export function useHeadFocus(): React.RefObject<HTMLElement | null> {
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    head.current?.focus({ preventScroll: true });
  }, []);
  return head;
}
