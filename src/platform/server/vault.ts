import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { secret } from './postgres/cluster.ts';

/**
 * Seals the few secrets that the program itself has to read again (those of authenticators), so that a copy of the
 * database alone does not give them away. `about` binds a sealed text to its owner: it opens in no other row.
 */
export interface Vault {
  seal(text: string, about: string): string;
  /** Undefined where it was not sealed with this key for this owner. */
  open(sealed: string, about: string): string | undefined;
  /** 32 bytes that follow from the key for one purpose, e.g. to sign with; they say nothing about the key itself. */
  derive(purpose: string): Uint8Array;
}

const version = 'v1.';
const [ivBytes, tagBytes] = [12, 16];

/** The vault of an installation; its key is a file beside the database's own secrets, made on first use. */
export function openVault(dataFolder: string): Vault {
  const folder = path.join(dataFolder, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return makeVault(Buffer.from(secret(path.join(folder, 'vault')), 'base64url'));
}

/** A vault with a key of 32 bytes: AES-256-GCM, a new nonce each time. */
export function makeVault(key: Buffer): Vault {
  return {
    derive: (purpose) => new Uint8Array(hkdfSync('sha256', key, '', `tiengmo/${purpose}`, 32)),
    seal: (text, about) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(
        Buffer.from(about),
      );
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return version + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
      if (!sealed.startsWith(version) || bytes.length < ivBytes + tagBytes) return undefined;
      const iv = bytes.subarray(0, ivBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(
        Buffer.from(about),
      );
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(ivBytes + tagBytes)),
          decipher.final(),
        ]).toString('utf8');
      } catch {
        // Another key, another owner, or bytes that somebody changed: all of them are "not ours".
        return undefined;
      }
    },
  };
}
