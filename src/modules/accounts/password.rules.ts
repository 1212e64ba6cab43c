import type { FieldProblem } from '../../platform/problems.ts';
import { stripDiacritics } from '../../platform/text.ts';

/**
 * Passwords: long rather than odd (NIST SP 800-63B §3.1.1, OWASP ASVS 5.0 §6.2): at least 10 characters, at most 200,
 * any characters, no rule of composition, nothing that is among the first guesses of whoever tries.
 */
export const passwordMin = 10;
export const passwordMax = 200;

export type PasswordFault = 'tooShort' | 'tooLong' | 'tooCommon' | 'likeName';

const words: Readonly<Record<PasswordFault, { vi: string; en: string }>> = {
  tooShort: { vi: `Ít nhất ${passwordMin} ký tự.`, en: `At least ${passwordMin} characters.` },
  tooLong: { vi: `Nhiều nhất ${passwordMax} ký tự.`, en: `At most ${passwordMax} characters.` },
  tooCommon: {
    vi: 'Mật khẩu này dễ đoán, nhiều người dùng. Hãy ghép vài từ không liên quan với nhau.',
    en: 'This password is among the first to be guessed. Put some unrelated words together.',
  },
  likeName: {
    vi: 'Mật khẩu không được giống tên đăng nhập, tên người hay tên cơ quan.',
    en: 'The password must not look like the user name, your name or the agency’s.',
  },
};

/** One password, however a keyboard composes it: NFKC, as NIST asks before hashing. */
export function normalisePassword(password: string): string {
  return password.toWellFormed().normalize('NFKC');
}

/** What people change to satisfy rules of composition, changed back. */
const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function undisguise(text: string): string {
  return [...text].map((letter) => disguises[letter] ?? letter).join('');
}

/** Letters and digits only, small, without diacritics. */
export function squeeze(text: string): string {
  return stripDiacritics(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** What is left of a password without the numbers and signs around it, as guessers try it: "Matkhau@2024" → "matkhau". */
export function passwordCores(password: string): string[] {
  const plain = stripDiacritics(password);
  const trimmed = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [...new Set([squeeze(trimmed), squeeze(undisguise(trimmed)), squeeze(undisguise(plain))])].filter(
    (core) => core.length >= 3,
  );
}

/**
 * What is wrong with a new password; empty where it is good.
 * `names`: user name, display name, agency, place. `isCommon` answers for a squeezed word.
 */
export function passwordFaults(
  password: string,
  names: readonly string[],
  isCommon: (word: string) => boolean,
): PasswordFault[] {
  const given = normalisePassword(password);
  const length = [...given].length;
  if (length < passwordMin) return ['tooShort'];
  if (length > passwordMax) return ['tooLong'];
  const whole = squeeze(given);
  const cores = passwordCores(given);
  if (cores.some((core) => isLikeName(core, names))) return ['likeName'];
  const isGuessed = whole === '' || isCommon(whole) || cores.some((core) => isCommon(core));
  const isMonotone = isRepetition(whole) || isRun(whole) || (/^\d+$/.test(whole) && length < 16);
  return isGuessed || isMonotone ? ['tooCommon'] : [];
}

/** The password's letters are a name, or a name and less than four letters more. */
function isLikeName(core: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const parts = [
      squeeze(name),
      squeeze(name.replace(/^(công an|xã|phường|thị trấn|tỉnh|thành phố)\s+/iu, '')),
    ];
    return parts.some((part) => part.length >= 4 && core.includes(part) && core.length - part.length < 4);
  });
}

/** "abcabcabc", "aaaaaaaaaa": one piece of at most five characters over and over. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4, 5].some((size) => {
    const piece = text.slice(0, size);
    return (
      text.length >= 2 * size && piece.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text
    );
  });
}

/** "abcdefghij", "9876543210": every character next to the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  return [1, -1].some((step) => codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step));
}

/** The problem of one field for each fault. */
export function passwordProblems(faults: readonly PasswordFault[], path: string): FieldProblem[] {
  return faults.map((code) => ({ path, code, expected: words[code] }));
}
