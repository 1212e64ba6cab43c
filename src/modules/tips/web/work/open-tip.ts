import { armor } from 'age-encryption';
import { ApiProblem, call, fetchBlob } from '../../../../platform/web/client.ts';
import { randomId } from '../../crypto/bytes.ts';
import { keyPairOf, openText, sealText } from '../../crypto/keys.ts';
import { makeHandover, type OfficeSecret } from '../../crypto/office.ts';
import {
  type OpenedParcel,
  openParcel,
  ParcelError,
  type ParcelFile,
  padded,
  resealParcel,
  sealParcel,
} from '../../crypto/parcel.ts';
import { openContact } from '../../crypto/reporter.ts';
import type { OfficeKey } from '../../tip-key.contract.ts';
import {
  fetchTipContact,
  fetchTipCopy,
  type OfficeMessage,
  writeToReporter,
} from '../../tip-messages.contract.ts';
import { offerTip, putOfferedCopy } from '../../tip-offers.contract.ts';
import type { ReadReason } from '../../tip-words.contract.ts';
import type { TipWork } from '../../tip-work.contract.ts';
import type { OpenedOffice } from '../keys/office-secrets.ts';

/** A message as a member reads it. */
export interface OpenedMessage {
  readonly message: OfficeMessage;
  readonly parcel: OpenedParcel | 'damaged';
  /** Signed by whom the first words name (a reporter), or by a key of an office. */
  readonly isAuthentic: boolean;
}

/** The sealed copy of a message that one of these secrets opens. */
function copyFor(message: OfficeMessage, opened: OpenedOffice): OfficeSecret | undefined {
  return opened.all.find(({ key }) =>
    message.copies.some(({ officeId, epoch }) => officeId === key.officeId && epoch === key.epoch),
  );
}

async function fetchCopy(
  tipId: string,
  message: OfficeMessage,
  secret: OfficeSecret,
  reason: ReadReason,
): Promise<Blob> {
  const { officeId, epoch } = secret.key;
  return fetchBlob(fetchTipCopy, {
    params: { id: tipId, messageId: message.id },
    query: { officeId, epoch, reason },
  });
}

/** Opens every message of a report, the first ones first; each leaves a line in the read log. Throws ApiProblem. */
export async function openMessages(
  tipId: string,
  messages: readonly OfficeMessage[],
  opened: OpenedOffice,
  reason: ReadReason,
  onDone: (count: number) => void,
  known: readonly OpenedMessage[] = [],
): Promise<OpenedMessage[]> {
  const found: OpenedMessage[] = [];
  for (const message of messages.toSorted((a, b) => a.sequence - b.sequence)) {
    const before = known.find((one) => one.message.id === message.id);
    found.push(before ?? (await openMessage(tipId, message, opened, reason, found[0])));
    onDone(found.length);
  }
  return found;
}

async function openMessage(
  tipId: string,
  message: OfficeMessage,
  opened: OpenedOffice,
  reason: ReadReason,
  first: OpenedMessage | undefined,
): Promise<OpenedMessage> {
  const secret = copyFor(message, opened);
  if (!secret) return { message, parcel: 'damaged', isAuthentic: false };
  const blob = await fetchCopy(tipId, message, secret, reason);
  try {
    const parcel = await openParcel(blob, [secret.secret]);
    return { message, parcel, isAuthentic: isAuthentic(message, parcel, first, opened) };
  } catch (error) {
    if (error instanceof ParcelError) return { message, parcel: 'damaged', isAuthentic: false };
    throw error;
  }
}

/** Whether the words are whose they seem to be, of this report, and in their place. */
function isAuthentic(
  message: OfficeMessage,
  { content, signedBy }: OpenedParcel,
  first: OpenedMessage | undefined,
  opened: OpenedOffice,
): boolean {
  if (message.sequence === 0)
    return content.type === 'report' ? content.reporter.verifyKey === signedBy : content.type === 'intake';
  const report = first === undefined || first.parcel === 'damaged' ? undefined : first.parcel.content;
  if (report === undefined || content.thread !== report.thread) return false;
  if (content.type === 'answer') {
    // The keys of an office that had the report before may not be known here; those that are must fit.
    const known = opened.all.find(
      ({ key }) => key.officeId === content.officeId && key.epoch === content.epoch,
    );
    const fits = known === undefined || known.key.verifyKey === signedBy;
    return fits && message.sender === 'office' && content.sequence === message.sequence;
  }
  return (
    content.type === 'reply' &&
    message.sender === 'reporter' &&
    content.sequence === message.sequence &&
    report.type === 'report' &&
    signedBy === report.reporter.verifyKey
  );
}

/** How to reach the reporter; undefined where it does not open or the reporter of this thread did not write it. */
export async function readContact(
  tipId: string,
  report: OpenedMessage,
  opened: OpenedOffice,
  reason: ReadReason,
): Promise<string | undefined> {
  const { sealed } = await call(fetchTipContact, { params: { id: tipId }, query: { reason } });
  if (report.parcel === 'damaged' || report.parcel.content.type !== 'report') return undefined;
  const { thread, reporter } = report.parcel.content;
  const secrets = opened.all.map(({ secret }) => secret);
  return (await openContact(sealed, secrets, { thread, verifyKey: reporter.verifyKey }))?.words;
}

/** Writes to the reporter: sealed for him and for the office itself. Throws ApiProblem. */
export async function writeAnswer(
  work: TipWork,
  report: OpenedMessage,
  messages: readonly OfficeMessage[],
  office: OfficeSecret,
  text: string,
  files: readonly ParcelFile[],
): Promise<void> {
  if (report.parcel === 'damaged' || report.parcel.content.type !== 'report')
    throw new Error('there is nobody to write to');
  const { thread, reporter } = report.parcel.content;
  const { officeId, epoch, recipient } = office.key;
  const sequence = Math.max(...messages.map((message) => message.sequence)) + 1;
  const content = {
    type: 'answer',
    thread,
    sequence,
    officeId,
    epoch,
    text: text.trim().normalize('NFC'),
  } as const;
  const by = await keyPairOf(office.secret);
  const { blob } = await sealParcel(content, files, by, [reporter.recipient, recipient]);
  await call(writeToReporter, {
    params: { id: work.id },
    body: { id: randomId(), epoch, sequence },
    file: new File([blob], 'tin.age'),
  });
}

/** Seals words of the office for the office, as the contract carries them (age, base64). */
export async function sealNote(words: string, recipient: string): Promise<string> {
  const bytes = armor.decode(await sealText(padded(words.trim().normalize('NFC'), 256), [recipient]));
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

/** Words of the office; undefined where no key of ours opens them. */
export async function openNote(sealed: string, opened: OpenedOffice): Promise<string | undefined> {
  try {
    const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
    return (
      await openText(
        armor.encode(bytes),
        opened.all.map(({ secret }) => secret),
      )
    ).trimEnd();
  } catch {
    return undefined;
  }
}

/** What goes along when a report is offered to another office. */
export interface Forwarding {
  readonly to: OfficeKey;
  readonly reason: 'otherPlace' | 'higherLevel' | 'conflictOfInterest';
  readonly note: string;
  /** Who reported, sealed for our office, where it shall go along. */
  readonly reporter: string | null;
  readonly hasContact: boolean;
}

/** Seals every part of a report anew for another office and offers it. Throws ApiProblem. */
export async function forwardTip(
  work: TipWork,
  messages: readonly OfficeMessage[],
  opened: OpenedOffice,
  { to, reason, note, reporter, hasContact }: Forwarding,
  onDone: (count: number) => void,
): Promise<void> {
  const from = opened.newest;
  if (!from) throw new Error('no key of the office');
  const { officeId, epoch, recipient } = to;
  const secrets = opened.all.map(({ secret }) => secret);
  let thread: string | undefined;
  for (const [at, message] of messages.toSorted((a, b) => a.sequence - b.sequence).entries()) {
    const secret = copyFor(message, opened);
    if (!secret) throw new ParcelError('noKey');
    const blob = await fetchCopy(work.id, message, secret, 'forwarding');
    thread ??= (await openParcel(blob, [secret.secret])).content.thread;
    const sealed = await resealParcel(blob, [secret.secret], [recipient]);
    await call(putOfferedCopy, {
      params: { id: work.id, messageId: message.id },
      query: { officeId, epoch },
      file: new File([sealed.blob], 'tin.age'),
    });
    onDone(at + 1);
  }
  const reseal = async (sealed: string): Promise<string> =>
    sealText(await openText(sealed, secrets), [recipient]);
  const contact = hasContact ? await sealedContact(work.id) : null;
  await call(offerTip, {
    params: { id: work.id },
    body: {
      reason,
      handover: makeHandover(from, to, thread ?? null),
      contact: contact === null ? null : await reseal(contact),
      reporter: reporter === null ? null : await reseal(reporter),
      baseVersion: work.version,
      ...(note.trim() === '' ? {} : { note: await sealNote(note, recipient) }),
    },
  });
}

/** The contact as it is sealed; null where the reporter has withdrawn it meanwhile. */
async function sealedContact(id: string): Promise<string | null> {
  try {
    return (await call(fetchTipContact, { params: { id }, query: { reason: 'forwarding' } })).sealed;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
