import type { Language } from '../../../../ui/language.ts';
import { publicText } from './public.text.ts';
import { PublicProblem } from './public-client.ts';

/** What went wrong in words for people; undefined for a fault of the page itself. */
export function problemWords(error: unknown, language: Language): string | undefined {
  if (!(error instanceof PublicProblem)) return undefined;
  return error.status === 0 ? publicText[language].offline : error.title?.[language];
}
