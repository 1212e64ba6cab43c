import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, LanguageContext, useUiLanguage } from '../../ui/language.ts';
import { readStored, writeStored } from '../../ui/theme.ts';

/** A text, or a function that makes one from what varies. */
type Text = string | ((...args: never[]) => string);
type Same<T extends Text> = T extends (...args: infer A) => string ? (...args: A) => string : string;
type Words<V> = { [K in keyof V]: V[K] extends Text ? Same<V[K]> : never };

export interface Messages<W> {
  vi: W;
  en: W;
}

/**
 * The texts of a module, Vietnamese first. English must have the same keys, with functions of the same arguments;
 * what is missing does not compile.
 */
export function defineMessages<const V extends Record<string, Text>>(messages: {
  vi: V;
  en: Words<V>;
}): Messages<Words<V>> {
  // Widening literal strings to string is not something TypeScript infers for a mapped type; the values are the same.
  return messages as unknown as Messages<Words<V>>;
}

const languageKey = 'tiengmo.language';
const SetLanguageContext = createContext<(language: Language) => void>(() => undefined);

/** Holds the language for all below; remembers it on this device and writes it on <html lang>. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, set] = useState<Language>(() => (readStored(languageKey) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = useCallback((next: Language) => {
    writeStored(languageKey, next);
    set(next);
  }, []);
  return (
    <SetLanguageContext value={change}>
      <LanguageContext value={language}>{children}</LanguageContext>
    </SetLanguageContext>
  );
}

/** The language of the page and how to change it. */
export function useLanguage(): [Language, (language: Language) => void] {
  return [useUiLanguage(), useContext(SetLanguageContext)];
}

/** The module's texts in the language of the page. */
export function useText<W>(messages: Messages<W>): W {
  const language = useUiLanguage();
  return useMemo(() => messages[language], [messages, language]);
}
