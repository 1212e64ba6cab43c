import { createContext, useContext } from 'react';

/** Languages that every text of the program exists in. */
export type Language = 'vi' | 'en';

/** The language in force. The provider with its memory lives in platform/web/i18n.tsx. */
export const LanguageContext = createContext<Language>('vi');

/** The language of the surrounding provider ('vi' without one). */
export function useUiLanguage(): Language {
  return useContext(LanguageContext);
}
