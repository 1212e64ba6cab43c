import { z } from 'zod';

/** A text that people see: Vietnamese first, English second; both always present. */
export const LocalText = z.strictObject({ vi: z.string().min(1).max(2000), en: z.string().min(1).max(2000) });
export type LocalText = z.infer<typeof LocalText>;

/**
 * Old-style place of the tone mark in the open syllables oa, oe, uy ('hoà' → 'hòa'), because both spellings are
 * in use and one person's register mixes them. 'quý' is not touched: there the u belongs to the consonant.
 */
const NEW_TONE_PLACES: Readonly<Record<string, string>> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
};
const NEW_TONE_SYLLABLE = /(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu;

/** Control characters other than white space; PostgreSQL can't store NUL, and no screen shows the rest. */
const CONTROL = /[^\P{Cc}\s]/gu;

/**
 * Text that is as it should be already: letters of Vietnamese, digits and marks of ASCII, single spaces. Most cells of a
 * book are, and saying so at once is ten times faster than going through the steps.
 */
const PLAIN_LINE = /^[!-~\u00c0-\u024f\u1ea0-\u1ef9]+(?: [!-~\u00c0-\u024f\u1ea0-\u1ef9]+)*$/u;

/** One line of text as it is stored: NFC, ends trimmed, every run of white space one space. */
export function normaliseLine(text: string): string {
  if (PLAIN_LINE.test(text)) return text;
  return text.toWellFormed().normalize('NFC').replace(CONTROL, '').replace(/\s+/gu, ' ').trim();
}

/** Text of several lines as it is stored: NFC, line ends \n, ends of lines and of the text trimmed. */
export function normaliseLines(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(CONTROL, '')
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Key by which two spellings of one word are the same: one line, lower case, one place for the tone mark. */
export function foldText(text: string): string {
  return normaliseLine(text)
    .toLowerCase()
    .replace(NEW_TONE_SYLLABLE, (syllable) => NEW_TONE_PLACES[syllable] ?? syllable);
}

/** Folded text without diacritics ('Hòa giải' → 'hoa giai'), for search and for comparing with codes. */
export function stripDiacritics(text: string): string {
  return foldText(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').normalize('NFC');
}
