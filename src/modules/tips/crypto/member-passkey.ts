import { armor, Decrypter, Encrypter, webauthn } from 'age-encryption';

/** Whether this browser knows passkeys at all; whether a passkey gives a secret (PRF) shows when it is made. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && window.isSecureContext;
}

/**
 * Makes a passkey for reports and locks the secret with what it alone can compute (the PRF extension).
 * Throws Error where the person or the device refuses.
 */
export async function lockWithPasskey(secret: string, keyName: string): Promise<string> {
  const identity = await webauthn.createCredential({ keyName });
  const encrypter = new Encrypter();
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }));
  return armor.encode(await encrypter.encrypt(secret));
}

/** The secret behind a passkey, after the device asked for it. Throws Error where the person refuses or it is another one. */
export async function unlockWithPasskey(sealed: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new webauthn.WebAuthnIdentity());
  return decrypter.decrypt(armor.decode(sealed), 'text');
}
