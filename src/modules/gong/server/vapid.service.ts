import { createECDH } from 'node:crypto';
import type { Vault } from '../../../platform/server/vault.ts';

/** By what push services know this installation (RFC 8292); both base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The installation's key for push messages. It follows from the vault's key, which is made at the first start and lies in
 * the secrets folder, readable by its owner only: whoever restores that folder restores this key with it, and phones stay
 * subscribed.
 */
export function vapidKeys(vault: Vault): VapidKeys {
  for (let round = 0; ; round += 1) {
    const ecdh = createECDH('prime256v1');
    const secret = Buffer.from(vault.derive(`push/${round}`));
    try {
      // One of four thousand million is no private key of the curve.
      ecdh.setPrivateKey(secret);
    } catch {
      continue;
    }
    return {
      publicKey: ecdh.getPublicKey('base64url', 'uncompressed'),
      privateKey: secret.toString('base64url'),
    };
  }
}
