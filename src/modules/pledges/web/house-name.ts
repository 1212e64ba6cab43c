import type { Language } from '../../../ui/language.ts';
import { householdsText } from './households.text.ts';

/** How a household is called: by its number, or by its place in the list. */
export function houseName(given: { houseNumber: string; position: number }, language: Language): string {
  const text = householdsText[language];
  return given.houseNumber === '' ? text.position(String(given.position)) : text.house(given.houseNumber);
}
