import { foldName } from '../areas/area-names.rules.ts';

/** Key for search and order: no diacritics, lower case, numbers filled up so that 'Tổ 2' comes before 'Tổ 10'. */
export function foldOrdered(text: string): string {
  return foldName(text).replace(/\d+/gu, (digits) => digits.padStart(4, '0'));
}

/** A pattern for `like` that finds the folded text anywhere. */
export function containing(folded: string): string {
  return `%${folded.replaceAll(/[\\%_]/gu, '\\$&')}%`;
}
