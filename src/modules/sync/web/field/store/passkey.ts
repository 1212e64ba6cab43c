import type { Sealed } from './database.ts';
import { unwrap, type VaultKey, wrap } from './vault.ts';

/**
 * The phone's own lock (fingerprint, face, its screen's PIN) as a second way to a person's key: a passkey of this phone
 * gives 32 secret bytes (WebAuthn's PRF extension), which seal the key beside the PIN. No server takes part. Whoever
 * opens the phone's screen opens it: so it is for phones that one person uses.
 */
export interface PasskeyLock {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  /** What the passkey is asked with; another one gives other bytes. */
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly key: Sealed;
}

/** Whether this browser and phone have what it needs; where a browser can't say, it turns out when one is made. */
export async function canUsePasskey(): Promise<boolean> {
  const passkeys = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  if (!passkeys?.isUserVerifyingPlatformAuthenticatorAvailable) return false;
  const can = await passkeys.getClientCapabilities?.().catch(() => undefined);
  if (can?.['extension:prf'] === false) return false;
  return passkeys.isUserVerifyingPlatformAuthenticatorAvailable();
}

/** Makes a passkey and locks the key with it as well. Undefined where the person said no or the phone can't. */
export async function makePasskey(key: VaultKey, name: string): Promise<PasskeyLock | undefined> {
  const salt = random(32);
  const made = await asked(
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Tiếng Mõ' },
        user: { id: random(16), name, displayName: name },
        // Nobody checks a signature: what counts is the secret that the phone gives out for this person alone.
        challenge: random(32),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'required',
          userVerification: 'required',
        },
        attestation: 'none',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  if (!made) return undefined;
  const credentialId = new Uint8Array(made.rawId);
  // Some phones give the secret only to who asks once more.
  const secret = secretOf(made) ?? (await secretFrom({ credentialId, salt }));
  if (secret) return { credentialId, salt, key: await wrap(await wrappingKey(secret), key) };
  await forgetPasskey(credentialId);
  return undefined;
}

/** The person's key, by the phone's own lock; undefined where the person said no or the passkey is gone. */
export async function openByPasskey(lock: PasskeyLock): Promise<VaultKey | undefined> {
  const secret = await secretFrom(lock);
  return secret && unwrap(await wrappingKey(secret), lock.key);
}

/** Tells the phone's list of passkeys that this one opens nothing any more, where the browser can. */
export async function forgetPasskey(credentialId: Uint8Array<ArrayBuffer>): Promise<void> {
  const id = btoa(String.fromCharCode(...credentialId))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  await globalThis.PublicKeyCredential?.signalUnknownCredential?.({
    rpId: window.location.hostname,
    credentialId: id,
  }).catch(() => undefined);
}

async function secretFrom(
  lock: Pick<PasskeyLock, 'credentialId' | 'salt'>,
): Promise<BufferSource | undefined> {
  const got = await asked(
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: lock.credentialId, transports: ['internal'] }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: lock.salt } } },
      },
    }),
  );
  return got && secretOf(got);
}

/** What was asked of the phone; undefined where the person, the browser or the time said no. */
async function asked(asking: Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await asking) as PublicKeyCredential | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function secretOf(credential: PublicKeyCredential): BufferSource | undefined {
  return credential.getClientExtensionResults().prf?.results?.first;
}

async function wrappingKey(secret: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('tiengmo field vault');
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
