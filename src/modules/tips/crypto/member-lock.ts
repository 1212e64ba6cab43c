import { armor, Decrypter, Encrypter } from 'age-encryption';
import { randomBytes } from './bytes.ts';
import { tens } from './keys.ts';
import { englishWords, vietnameseWords } from './words.ts';

/** scrypt with 2^17 rounds and 128 MiB: a guess costs about a second, and graphics cards little less. */
const workFactor = 17;

/** The least that a passphrase must stand: guesses as a power of two. */
export const LEAST_PASSPHRASE_BITS = 56;

/** Words for a new passphrase: six different ones of a list of 1,024, 60 bits. */
export function suggestPassphrase(language: 'vi' | 'en'): string {
  const list = language === 'vi' ? vietnameseWords : englishWords;
  const words = new Set<string>();
  while (words.size < 6) for (const place of tens(randomBytes(5))) words.add(list[place] ?? '');
  return [...words].slice(0, 6).join(' ');
}

/** The same passphrase, however a keyboard wrote its accents and spaces. */
export function tidyPassphrase(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ');
}

/** Locks a secret with a passphrase, as an armoured age file; takes about a second. */
export async function lockWithPassphrase(secret: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(tidyPassphrase(passphrase));
  return armor.encode(await encrypter.encrypt(secret));
}

/** The secret behind a passphrase; undefined where it is the wrong one. */
export async function unlockWithPassphrase(sealed: string, passphrase: string): Promise<string | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(tidyPassphrase(passphrase));
  try {
    return await decrypter.decrypt(armor.decode(sealed), 'text');
  } catch {
    return undefined;
  }
}
