import type { Sealed } from './database.ts';

/**
 * What the phone keeps is sealed with a random key (AES-256-GCM), and that key with one made from the PIN (PBKDF2).
 * Whoever copies the phone's memory has to try PINs one by one, each costing this many rounds; six digits hold off a
 * finder, not a laboratory. The guide says so.
 */
export const ITERATIONS = 600_000;
export const LEAST_PIN_DIGITS = 6;

/** A person's key, in memory only while the app is unlocked. */
export type VaultKey = CryptoKey;

export interface PinLock {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly key: Sealed;
}

/** Makes a new key and locks it with a PIN. */
export async function makeVault(pin: string): Promise<{ key: VaultKey; lock: PinLock }> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  return { key, lock: await lockKey(key, pin) };
}

/** Locks a key that is in hand with another PIN. */
export async function lockKey(key: VaultKey, pin: string): Promise<PinLock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const pinKey = await keyOfPin(pin, salt, ITERATIONS);
  return { salt, iterations: ITERATIONS, key: await wrap(pinKey, key) };
}

/** The key behind a PIN; undefined where it is the wrong one. */
export async function openVault(lock: PinLock, pin: string): Promise<VaultKey | undefined> {
  return unwrap(await keyOfPin(pin, lock.salt, lock.iterations), lock.key);
}

/** Seals the person's key with another one. */
export async function wrap(wrapping: CryptoKey, key: VaultKey): Promise<Sealed> {
  return sealBytes(wrapping, await crypto.subtle.exportKey('raw', key));
}

/** The person's key out of what `wrap` made; undefined where the wrapping key is another one. */
export async function unwrap(wrapping: CryptoKey, sealed: Sealed): Promise<VaultKey | undefined> {
  try {
    const raw = await openBytes(wrapping, sealed);
    return await crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt']);
  } catch {
    return undefined;
  }
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(pin);
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals a value that JSON can hold. */
export async function seal(key: VaultKey, value: unknown): Promise<Sealed> {
  return sealBytes(key, new TextEncoder().encode(JSON.stringify(value)));
}

/** Opens what `seal` made. Throws where the key is another one or somebody changed it. */
export async function open<T>(key: VaultKey, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed))) as T;
}

/** Seals bytes as they are. */
export async function sealBytes(key: CryptoKey, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}

/** Opens what `sealBytes` made. Throws like `open`. */
export function openBytes(key: CryptoKey, { iv, data }: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
}
