import { hkdf } from '@noble/hashes/hkdf.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, randomBytes, toHex, utf8 } from './bytes.ts';
import { type KeyPair, keyPairOf, secretOfBytes } from './keys.ts';
import { englishWords, vietnameseWords } from './words.ts';

/** Ten words: nine of ten random bits each (90 bits), and one that shows slips of the pen. */
export const RECEIPT_WORDS = 10;
const SECRET_WORDS = RECEIPT_WORDS - 1;

/** A receipt as its owner keeps it: the same secret in both languages and as the text of a QR code. */
export interface Receipt {
  readonly vi: string;
  readonly en: string;
  readonly qr: string;
}

/** What follows from a receipt; only `lookup` and `access` ever leave the reporter's device. */
export interface ReceiptKeys {
  /** Names the thread, hex of 16 bytes; the server keeps a hash. */
  readonly lookup: string;
  /** Proves that one may see it, hex of 32 bytes; the server keeps a hash. */
  readonly access: string;
  /** Binds messages to this thread; the office learns it from the report, hex of 16 bytes. */
  readonly thread: string;
  /** The reporter's own key: answers are sealed to it, and it signs what he writes. */
  readonly own: KeyPair;
}

/** A new receipt from the platform's random numbers. */
export function makeReceipt(): Receipt {
  const random = randomBytes(SECRET_WORDS * 2);
  const places = Array.from(
    { length: SECRET_WORDS },
    (_, at) => (((random[at * 2] ?? 0) << 8) | (random[at * 2 + 1] ?? 0)) & 0x3ff,
  );
  return receiptOf([...places, checkWord(places)]);
}

/**
 * Reads a receipt as somebody typed, pasted or scanned it: words of one of the two lists with any signs between them,
 * any letter case, with or without tone marks. Undefined where a word is unknown or the last word does not fit.
 */
export function readReceipt(text: string): Receipt | undefined {
  const words = fold(text).match(/[a-z]+/gu) ?? [];
  // The QR text begins with a word of its own, which is in no list.
  if (words[0] === qrWord) words.shift();
  if (words.length !== RECEIPT_WORDS) return undefined;
  for (const list of [vietnameseWords, englishWords]) {
    const places = words.map((word) => list.indexOf(word));
    if (!places.includes(-1) && checkWord(places.slice(0, SECRET_WORDS)) === places[SECRET_WORDS])
      return receiptOf(places);
  }
  return undefined;
}

/**
 * What follows from a receipt. Slow on purpose (some ten milliseconds): whoever holds the database pays it per guess.
 * Throws RangeError for what is no receipt.
 */
export async function receiptKeys(receipt: Receipt): Promise<ReceiptKeys> {
  const checked = readReceipt(receipt.vi);
  if (!checked) throw new RangeError('not a receipt');
  const salt = utf8('tiengmo/tips/v1/receipt');
  const seed = pbkdf2(sha256, utf8(checked.vi), salt, { c: 4096, dkLen: 32 });
  const derive = (name: string, bytes: number) =>
    hkdf(sha256, seed, undefined, utf8(`tiengmo/tips/v1/${name}`), bytes);
  return {
    lookup: toHex(derive('lookup', 16)),
    access: toHex(derive('access', 32)),
    thread: toHex(derive('thread', 16)),
    own: await keyPairOf(secretOfBytes(derive('reporter', 32))),
  };
}

const qrWord = 'tiengmo';

function receiptOf(places: readonly number[]): Receipt {
  const words = (list: readonly string[]) => places.map((place) => list[place] ?? '').join(' ');
  return {
    vi: words(vietnameseWords),
    en: words(englishWords),
    qr: `${qrWord}:${words(vietnameseWords).replaceAll(' ', '-')}`,
  };
}

/** Ten bits of a hash of the places: one in 1,024 slips passes. */
function checkWord(places: readonly number[]): number {
  const pairs = places.map((place) => Uint8Array.of(place >> 8, place & 0xff));
  const hash = sha256(concat(utf8('tiengmo/tips/v1/check\n'), ...pairs));
  return (((hash[0] ?? 0) << 8) | (hash[1] ?? 0)) & 0x3ff;
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/gu, 'd').toLowerCase();
}
