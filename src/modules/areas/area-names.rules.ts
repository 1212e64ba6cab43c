import { normaliseLine, stripDiacritics } from '../../platform/text.ts';

/** Kinds of residential areas below the commune, with the word people write before the name. */
export const HAMLET_KIND_WORDS = {
  THON: 'Thôn',
  LANG: 'Làng',
  AP: 'Ấp',
  BAN: 'Bản',
  BUON: 'Buôn',
  BON: 'Bon',
  PHUM: 'Phum',
  SOC: 'Sóc',
  XOM: 'Xóm',
  KHOM: 'Khóm',
  TO_DAN_PHO: 'Tổ dân phố',
  KHU_PHO: 'Khu phố',
  KHOI_PHO: 'Khối phố',
  TIEU_KHU: 'Tiểu khu',
  KHU_DAN_CU: 'Khu dân cư',
} as const;

/** A kind of residential area (khu dân cư): thôn, làng, ấp, bản, tổ dân phố … */
export type HamletKind = keyof typeof HAMLET_KIND_WORDS;

/** All kinds of residential areas, in the order in which lists show them. */
export const HAMLET_KINDS = Object.keys(HAMLET_KIND_WORDS) as readonly HamletKind[];

const UNIT_WORDS = [
  'Thành phố',
  'Thị trấn',
  'Thị xã',
  'Đặc khu',
  'Phường',
  'Huyện',
  'Quận',
  'Tỉnh',
  'Xã',
] as const;

const APOSTROPHES = /[’‘`´ʼ′]/gu;
/** A tone mark on the second vowel of an open oa, oe, uy, as letters and marks apart (NFD). */
const NEW_TONE_PLACE = /(?<![qQ])([oO](?=[aeAE])|[uU](?=[yY]))([aeyAEY])([̣̀́̃̉])(?![\p{L}\p{M}])/gu;

/** Puts the tone mark where the older spelling has it ('Hoà' → 'Hòa', 'Uý' → 'Úy'); case stays, output is NFC. */
export function olderTonePlace(text: string): string {
  return text.normalize('NFD').replace(NEW_TONE_PLACE, '$1$3$2').normalize('NFC');
}

/**
 * A unit's name as the lists store it: NFC, one line, single spaces, straight apostrophes, the tone mark placed
 * the older way. Case is left alone.
 */
export function cleanUnitName(text: string): string {
  return olderTonePlace(normaliseLine(text).replace(APOSTROPHES, "'"));
}

/**
 * Key for search by any spelling: lower case without diacritics (đ → d), apostrophes gone, other punctuation a
 * space, single spaces. 'Xã Ea H’Leo' and 'xa ea hleo' give the same key, 'Bà Rịa - Vũng Tàu' is 'ba ria vung tau'.
 */
export function foldName(text: string): string {
  return stripDiacritics(text)
    .replace(APOSTROPHES, "'")
    .replace(/'/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The name without the word of its type: 'Thị trấn Phú Hòa' → 'Phú Hòa', 'Phường 12' → '12', 'Bản Mây' → 'Mây'. */
export function shortName(fullName: string): string {
  const name = cleanUnitName(fullName);
  const word = leadingWord(name, [...UNIT_WORDS, ...Object.values(HAMLET_KIND_WORDS)]);
  return word === undefined ? name : name.slice(word.length).trim();
}

/** The kind that stands before a hamlet's name ('THÔN  CẤM' → 'THON'), or null when none is written. */
export function hamletKindOf(name: string): HamletKind | null {
  const word = leadingWord(cleanUnitName(name), Object.values(HAMLET_KIND_WORDS));
  return HAMLET_KINDS.find((kind) => HAMLET_KIND_WORDS[kind] === word) ?? null;
}

/**
 * Normal form by which two writings of a hamlet's name are the same: 'THÔN  CẤM', ' Thôn Cấm ', 'Cấm' and their
 * decomposed forms all give 'cấm'. Diacritics count (Cấm ≠ Cam); the place of the tone mark does not (Hòa = Hoà).
 * Only one kind's word is taken away, so 'Thôn Bản Cấm' stays 'bản cấm'.
 */
export function hamletKey(name: string): string {
  const clean = cleanUnitName(name);
  const word = leadingWord(clean, Object.values(HAMLET_KIND_WORDS));
  const bare = word === undefined ? clean : clean.slice(word.length).trim();
  return cleanUnitName(bare.toLowerCase());
}

/** Whether two writings mean one hamlet of the same commune; see {@link hamletKey}. */
export function sameHamlet(a: string, b: string): boolean {
  return hamletKey(a) === hamletKey(b);
}

/** The longest of the words that begins the text and leaves something behind it, whatever the case. */
function leadingWord(text: string, words: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  return words
    .filter((word) => lower.startsWith(`${word.toLowerCase()} `))
    .sort((a, b) => b.length - a.length)[0];
}
