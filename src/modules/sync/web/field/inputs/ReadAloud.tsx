import type { ReactNode } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import { useUiLanguage } from '../../../../../ui/language.ts';
import css from '../field.module.css';
import { fieldText } from '../field.text.ts';

/** Reads the question out where the phone has a voice, one of its own before one of the network. */
export function ReadAloud({ words }: { words: string }): ReactNode {
  const text = useText(fieldText);
  const language = useUiLanguage();
  if (!('speechSynthesis' in window)) return null;
  function speak(): void {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = language === 'vi' ? 'vi-VN' : 'en';
    const voice = window.speechSynthesis
      .getVoices()
      .find((one) => one.localService && one.lang.startsWith(language));
    if (voice) said.voice = voice;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(said);
  }
  return (
    <button type="button" className={css.quiet} onClick={speak}>
      {text.readAloud}
    </button>
  );
}
