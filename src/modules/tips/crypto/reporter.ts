import { isSigned, type KeyPair, openText, sealText, sign } from './keys.ts';
import type { Anchor } from './office.ts';
import { padded } from './parcel.ts';

/** What the reporter's page must know again when the receipt is opened later. No word of the report is in it. */
export interface Keepsake {
  readonly office: Anchor;
  readonly officeName: string;
  readonly harm: string;
  readonly wantsAnswer: boolean;
  /** SHA-256 of the ciphertext that was filed, hex. */
  readonly hash: string;
}

/** Seals the keepsake for the reporter himself and signs it: nobody else can put another one in its place. */
export async function sealKeepsake(keepsake: Keepsake, own: KeyPair): Promise<string> {
  const signature = sign(own.secret, 'keepsake', keepsake);
  return sealText(padded(JSON.stringify({ content: keepsake, signature }), 4096), [own.recipient]);
}

/** Opens the keepsake; undefined where it is not the reporter's own. */
export async function openKeepsake(sealed: string, own: KeyPair): Promise<Keepsake | undefined> {
  return openSigned<Keepsake>(sealed, [own.secret], 'keepsake', own.verifyKey);
}

/** How to reach the reporter, bound to his report. */
export interface Contact {
  readonly thread: string;
  readonly words: string;
}

/** Seals the contact for the office and signs it, so that nobody puts another one in its place. */
export async function sealContact(contact: Contact, own: KeyPair, recipient: string): Promise<string> {
  const signature = sign(own.secret, 'contact', contact);
  return sealText(padded(JSON.stringify({ content: contact, signature })), [recipient]);
}

/** Opens a contact; undefined where the reporter of this thread did not write it. */
export async function openContact(
  sealed: string,
  secrets: readonly string[],
  report: { thread: string; verifyKey: string },
): Promise<Contact | undefined> {
  const contact = await openSigned<Contact>(sealed, secrets, 'contact', report.verifyKey);
  return contact?.thread === report.thread ? contact : undefined;
}

async function openSigned<T>(
  sealed: string,
  secrets: readonly string[],
  purpose: string,
  verifyKey: string,
): Promise<T | undefined> {
  try {
    const read = JSON.parse(await openText(sealed, secrets)) as { content: T; signature: string };
    return isSigned(verifyKey, purpose, read.content, read.signature) ? read.content : undefined;
  } catch {
    return undefined;
  }
}
