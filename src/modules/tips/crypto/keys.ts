import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';
import { armor, Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { canonicalJson, concat, fromHex, toHex, utf8 } from './bytes.ts';
import { englishWords, vietnameseWords } from './words.ts';

/**
 * One secret of 32 bytes and what follows from it: an age key (hybrid: ML-KEM-768 with X25519) and a key that signs
 * (Ed25519). `secret` is the age identity, AGE-SECRET-KEY-PQ-1…
 */
export interface KeyPair {
  readonly secret: string;
  readonly recipient: string;
  /** Ed25519, hex. */
  readonly verifyKey: string;
}

const secretPrefix = 'AGE-SECRET-KEY-PQ-';
const signingInfo = utf8('tiengmo/tips/v1/sign');

/** A new key: for a member, an office's epoch, or a recovery. */
export async function makeKeyPair(): Promise<KeyPair> {
  return keyPairOf(await generateHybridIdentity());
}

/** The key whose secret this is. Throws Error for what is no secret. */
export async function keyPairOf(secret: string): Promise<KeyPair> {
  const recipient = await identityToRecipient(secret);
  return { secret, recipient, verifyKey: toHex(ed25519.getPublicKey(signingKey(secret))) };
}

/** The 32 bytes of a secret, for shares. Throws Error for what is no secret. */
export function secretBytes(secret: string): Uint8Array {
  const { prefix, bytes } = bech32.decodeToBytes(secret);
  if (prefix.toUpperCase() !== secretPrefix || bytes.length !== 32) throw new Error('not a secret key');
  return bytes;
}

/** The secret of 32 bytes. */
export function secretOfBytes(bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new RangeError('a secret has 32 bytes');
  return bech32.encodeFromBytes(secretPrefix, bytes).toUpperCase();
}

function signingKey(secret: string): Uint8Array {
  return hkdf(sha256, secretBytes(secret), undefined, signingInfo, 32);
}

/**
 * Signs plain data for one purpose: a signature made for one is none for another. Hex.
 * `purpose` e.g. 'office-key'.
 */
export function sign(secret: string, purpose: string, data: unknown): string {
  return toHex(ed25519.sign(signedBytes(purpose, data), signingKey(secret)));
}

/** Whether the owner of the key signed this for this purpose; false for anything that is no signature. */
export function isSigned(verifyKey: string, purpose: string, data: unknown, signature: string): boolean {
  try {
    return ed25519.verify(fromHex(signature), signedBytes(purpose, data), fromHex(verifyKey), {
      zip215: false,
    });
  } catch {
    return false;
  }
}

function signedBytes(purpose: string, data: unknown): Uint8Array {
  return concat(utf8(`tiengmo/tips/v1/${purpose}\n`), utf8(canonicalJson(data)));
}

/**
 * A few words and a hex text that stand for a public key, for two people to compare by voice or on paper: 80 and 160
 * bits of a hash. They are equal for equal keys and for no others that anybody could make.
 */
export function fingerprint(recipient: string): { vi: string; en: string; hex: string } {
  const hash = sha256(utf8(`tiengmo/tips/v1/fingerprint\n${recipient}`));
  const places = tens(hash.slice(0, 10));
  const words = (list: readonly string[]) => places.map((place) => list[place] ?? '').join(' ');
  const hex = toHex(hash.slice(0, 20)).match(/.{4}/gu)?.join(' ');
  return { vi: words(vietnameseWords), en: words(englishWords), hex: hex ?? '' };
}

/** Bytes as numbers of ten bits; the number of bits has to be divisible by ten. */
export function tens(bytes: Uint8Array): number[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{10}/gu) ?? []).map((ten) => Number.parseInt(ten, 2));
}

/** Seals a short text for keys, in ASCII armour. */
export async function sealText(text: string, recipients: readonly string[]): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(text));
}

/** Opens a sealed text with any of the secrets. Throws Error where none fits or somebody changed it. */
export async function openText(sealed: string, secrets: readonly string[]): Promise<string> {
  const decrypter = new Decrypter();
  for (const secret of secrets) decrypter.addIdentity(secret);
  return decrypter.decrypt(armor.decode(sealed), 'text');
}
