import { v4 as uuidv4 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import { keepSealedFile } from './tip-files.service.ts';
import {
  insertMessage,
  insertSealedCopy,
  listOriginals,
  type MessageLine,
  type NewMessage,
} from './tip-seals.repo.ts';

/** A context of a request: it knows where files are kept. */
export type FilesContext = Context & { readonly filesFolder: string };

/** An office's key that something was sealed for. */
export interface SealedFor {
  readonly officeId: string;
  readonly epoch: number;
}

/**
 * Adds a message with its sealed parcel. Whoever calls has checked that it may be added.
 * Throws Problem `conflict` where the number is taken, `unreadableFile` for what is no sealed parcel.
 */
export async function addMessage(
  context: FilesContext,
  message: NewMessage,
  sealedFor: SealedFor,
  upload: Upload,
): Promise<MessageLine> {
  const taken = await listOriginals(context.tx, message.tipId);
  if (taken.some(({ sequence }) => sequence === message.sequence))
    throw new Problem('conflict', { extra: { next: taken.length } });
  await insertMessage(context.tx, message);
  const { fileId } = await addSealedCopy(context, message, { ...sealedFor, isOriginal: true }, upload);
  const { id, sequence, sender, sentOn } = message;
  return { id, sequence, sender, sentOn, fileId, size: upload.size, hash: upload.hash };
}

/** Adds a sealed copy of a message for another key; `isOriginal` is for `addMessage`. Throws like `addMessage`. */
export async function addSealedCopy(
  context: FilesContext,
  message: { id: string; tipId: string },
  sealedFor: SealedFor & { isOriginal?: boolean },
  upload: Upload,
): Promise<{ fileId: string }> {
  // Version 4: an id of version 7 would carry the millisecond in which the report came.
  const fileId = uuidv4();
  await insertSealedCopy(context.tx, {
    id: fileId,
    messageId: message.id,
    tipId: message.tipId,
    officeId: sealedFor.officeId,
    epoch: sealedFor.epoch,
    size: upload.size,
    hash: upload.hash,
    isOriginal: sealedFor.isOriginal ?? false,
  });
  keepSealedFile(context.filesFolder, fileId, upload);
  return { fileId };
}
