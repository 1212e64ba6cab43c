import { commandOf, isPassing, type OutboxItem } from '../outbox.rules.ts';
import type { EnvelopeRow, PersonRow } from './database.ts';

/** The key that this phone shares with the server, for one person's entries while the app is closed. */
export interface Courier {
  readonly phoneId: string;
  /** 32 bytes, base64url. */
  readonly key: string;
}

/** A longer one waits until the app is open. */
const LONGEST = 400_000;

/** Seals an entry for the server; undefined for what has not to be handed in, or not in this way. */
export async function sealEnvelope(
  courier: Courier | undefined,
  person: PersonRow,
  item: OutboxItem,
): Promise<EnvelopeRow | undefined> {
  const isWaiting = item.state === 'here' || item.state === 'onWay';
  // What counts for the moment only would come too late.
  if (!courier || courier.phoneId !== person.phoneId || !isWaiting || isPassing(item)) return undefined;
  const raw = fromBase64url(courier.key);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`tiengmo envelope ${person.phoneId} ${item.id}`);
  const plain = new TextEncoder().encode(JSON.stringify(commandOf(item)));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
  const data = toBase64url(new Uint8Array(sealed));
  if (data.length > LONGEST) return undefined;
  return { id: item.id, person: person.id, phoneId: person.phoneId, iv: toBase64url(iv), data };
}

/** Asks the browser to wake the service worker once there is a network; nothing where it can't. */
export async function askForCourier(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration('/field/')) as
      | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
      | undefined;
    await registration?.sync?.register('tiengmo-envelopes');
  } catch {
    // Switched off in this browser: the entry goes when the app is open.
  }
}

function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
