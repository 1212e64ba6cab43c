import { sha256 } from '@noble/hashes/sha2.js';
import { Decrypter, Encrypter } from 'age-encryption';
import { concat, toHex, utf8 } from './bytes.ts';
import { isSigned, type KeyPair, sign } from './keys.ts';
import { MAX_PARCEL_BYTES, sizeClassOf } from './sizes.ts';

/** The reporter's first words. */
export interface ReportContent {
  readonly type: 'report';
  /** Binds all later messages to this report (ReceiptKeys.thread). */
  readonly thread: string;
  /** To whom answers are sealed, and who signs what follows. */
  readonly reporter: { readonly recipient: string; readonly verifyKey: string };
  readonly harm: string;
  readonly text: string;
  /** When and where in the reporter's own words. */
  readonly when: string;
  readonly where: string;
  readonly wantsAnswer: boolean;
  readonly language: 'vi' | 'en';
}

/** A later message of the reporter. */
export interface ReplyContent {
  readonly type: 'reply';
  readonly thread: string;
  readonly sequence: number;
  readonly text: string;
}

/** A message of the office: a question, an answer, the result. */
export interface AnswerContent {
  readonly type: 'answer';
  readonly thread: string;
  readonly sequence: number;
  readonly officeId: string;
  readonly epoch: number;
  readonly text: string;
}

/** A report taken down by somebody else: there is no receipt and nobody to answer by this way. */
export interface IntakeContent {
  readonly type: 'intake';
  readonly thread: string;
  readonly harm: string;
  readonly text: string;
  readonly when: string;
  readonly where: string;
}

export type ParcelContent = ReportContent | ReplyContent | AnswerContent | IntakeContent;

export interface ParcelFile {
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
}

export interface OpenedParcel {
  readonly content: ParcelContent;
  readonly files: readonly ParcelFile[];
  /** The key that signed content and files, already checked; whose it is the reader has to compare. */
  readonly signedBy: string;
}

export interface SealedParcel {
  readonly blob: Blob;
  /** SHA-256 of the ciphertext, hex. */
  readonly hash: string;
}

interface Manifest {
  readonly content: ParcelContent;
  readonly files: readonly { name: string; type: string; size: number; hash: string }[];
  readonly verifyKey: string;
  readonly signature: string;
}

const magic = utf8('TMP1');
const purpose = 'parcel';

/** Thrown for a parcel that no key of ours opens, or that is not as it was signed. */
export class ParcelError extends Error {
  readonly reason: 'noKey' | 'damaged' | 'badSignature';
  constructor(reason: 'noKey' | 'damaged' | 'badSignature') {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Signs words and files, pads them to a size class and seals all as one age file: what is inside, how many files and
 * how long they are does not show. `onProgress` gets the share done, 0 … 1. Throws RangeError past the largest class.
 */
export async function sealParcel(
  content: ParcelContent,
  files: readonly ParcelFile[],
  by: KeyPair,
  recipients: readonly string[],
  onProgress?: (share: number) => void,
): Promise<SealedParcel> {
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (total > MAX_PARCEL_BYTES) throw new RangeError('too large for a report');
  const listed = [];
  for (const { name, type, blob } of files)
    listed.push({ name, type, size: blob.size, hash: await hashOf(blob) });
  const signature = sign(by.secret, purpose, { content, files: listed });
  const manifest: Manifest = { content, files: listed, verifyKey: by.verifyKey, signature };
  const head = utf8(JSON.stringify(manifest));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  const bare = magic.length + 4 + head.length + total;
  const padding = new Uint8Array(sizeClassOf(bare) - bare);
  const plain = new Blob([magic, length, head, ...files.map(({ blob }) => blob), padding] as BlobPart[]);
  return collect(await sealer(recipients).encrypt(metered(plain, onProgress)));
}

/**
 * Opens a parcel with whichever of the secrets fits and checks its signature and every file's hash.
 * Throws ParcelError.
 */
export async function openParcel(sealed: Blob, secrets: readonly string[]): Promise<OpenedParcel> {
  const plain = await openedBlob(sealed, secrets);
  const start = new Uint8Array(await plain.slice(0, 8).arrayBuffer());
  if (magic.some((byte, at) => start[at] !== byte)) throw new ParcelError('damaged');
  const length = new DataView(start.buffer).getUint32(4);
  const manifest = readManifest(new Uint8Array(await plain.slice(8, 8 + length).arrayBuffer()));
  const { content, files, verifyKey, signature } = manifest;
  if (!isSigned(verifyKey, purpose, { content, files }, signature)) throw new ParcelError('badSignature');
  const opened: ParcelFile[] = [];
  let at = 8 + length;
  for (const { name, type, size, hash } of files) {
    const blob = plain.slice(at, at + size, type);
    if (blob.size !== size || (await hashOf(blob)) !== hash) throw new ParcelError('damaged');
    opened.push({ name, type, blob });
    at += size;
  }
  return { content, files: opened, signedBy: verifyKey };
}

/** Seals what is in a parcel for other keys, as it is: the signature and the padding stay. Throws ParcelError. */
export async function resealParcel(
  sealed: Blob,
  secrets: readonly string[],
  recipients: readonly string[],
): Promise<SealedParcel> {
  const plain = await openedBlob(sealed, secrets);
  return collect(await sealer(recipients).encrypt(metered(plain)));
}

/** SHA-256 of a blob, hex, without holding all of it. */
export async function hashOf(blob: Blob): Promise<string> {
  const hash = sha256.create();
  for await (const chunk of chunks(blob.stream())) hash.update(chunk);
  return toHex(hash.digest());
}

function sealer(recipients: readonly string[]): Encrypter {
  if (recipients.length === 0) throw new RangeError('nobody to seal for');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter;
}

async function openedBlob(sealed: Blob, secrets: readonly string[]): Promise<Blob> {
  const decrypter = new Decrypter();
  for (const secret of secrets) decrypter.addIdentity(secret);
  const opened = await decrypter.decrypt(metered(sealed)).catch(() => {
    throw new ParcelError('noKey');
  });
  const parts: BlobPart[] = [];
  try {
    for await (const chunk of chunks(opened)) parts.push(chunk as BlobPart);
  } catch {
    throw new ParcelError('damaged');
  }
  return new Blob(parts);
}

function readManifest(bytes: Uint8Array): Manifest {
  try {
    const read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Manifest;
    const isWhole =
      typeof read.content?.type === 'string' &&
      Array.isArray(read.files) &&
      read.files.every(({ size }) => Number.isSafeInteger(size) && size >= 0);
    if (isWhole) return read;
  } catch {
    // Not JSON, or not text at all: damaged like what is JSON of something else.
  }
  throw new ParcelError('damaged');
}

async function collect(sealed: ReadableStream<Uint8Array>): Promise<SealedParcel> {
  const hash = sha256.create();
  const parts: BlobPart[] = [];
  for await (const chunk of chunks(sealed)) {
    hash.update(chunk);
    parts.push(chunk as BlobPart);
  }
  return { blob: new Blob(parts, { type: 'application/octet-stream' }), hash: toHex(hash.digest()) };
}

/** Slices instead of `blob.stream()`: these chunks have one size, and the page may breathe between them. */
function metered(blob: Blob, onProgress?: (share: number) => void): ReadableStream<Uint8Array> {
  const step = 256 * 1024;
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (at >= blob.size) return controller.close();
      const chunk = new Uint8Array(await blob.slice(at, at + step).arrayBuffer());
      at += chunk.length;
      controller.enqueue(chunk);
      onProgress?.(at / blob.size);
    },
  });
}

/** Reads a stream with its reader: not every browser iterates over streams. */
async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** For a sealed text that travels beside a parcel: padded so that its length says little. */
export function padded(text: string, step = 1024): string {
  return text.padEnd(
    Math.ceil((utf8(text).length + 1) / step) * step - (utf8(text).length - text.length),
    ' ',
  );
}

/** Bytes of a blob; small ones only. */
export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks(blob.stream())) parts.push(chunk);
  return concat(...parts);
}
