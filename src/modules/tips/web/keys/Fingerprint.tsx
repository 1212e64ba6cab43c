import { type ReactNode, useEffect, useState } from 'react';
import { useUiLanguage } from '../../../../ui/language.ts';
import css from './keys.module.css';

/** The words that stand for a public key, for two people to compare. */
export function Fingerprint({ recipient }: { recipient: string }): ReactNode {
  const language = useUiLanguage();
  const [words, setWords] = useState<{ vi: string; en: string; hex: string } | undefined>();
  useEffect(() => {
    let isOver = false;
    void import('../../crypto/keys.ts').then(({ fingerprint }) => isOver || setWords(fingerprint(recipient)));
    return () => {
      isOver = true;
    };
  }, [recipient]);
  return <span className={css.print}>{words?.[language] ?? '…'}</span>;
}
