import { createHash } from 'node:crypto';
import { Problem } from '../../../platform/problems.ts';
import { type Authorized, authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { StreamEdge } from '../../../platform/server/stream-route.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { attachmentsOf, type NamedAttachment } from '../../activities/attachments.rules.ts';
import { getActivity } from '../../activities/server/answer.service.ts';
import { attachmentLimits, type UploadMetadata } from '../attachment.contract.ts';
import { checkAttachment } from './attachment-check.service.ts';
import { findAttachment, forgetRefusal, noteRefusal, noteSent } from './attachments.repo.ts';
import type { CheckedFile } from './content-check.service.ts';
import { storeFile } from './files.service.ts';
import { type PartialUpload, uploadsIn } from './upload-store.ts';

type Field = NamedAttachment['field'];

interface Wanted {
  readonly field: Field;
  readonly authorized: Authorized<'activities.write'>;
}

/**
 * Whether a record of the caller's names the attachment; the record's state does not matter, as pictures may come after
 * it was verified. Throws Problem `notFound`, `outOfArea`, `notPossibleNow` where it does not name it.
 */
export async function wanted(context: Context, { id, record, field }: UploadMetadata): Promise<Wanted> {
  const activity = await getActivity(context, record);
  const authorized = await authorize(context, 'activities.write', activity.place.areaId);
  const form = referenceData().forms.find(({ code }) => code === activity.form);
  const named = form && attachmentsOf(form, activity.values).find((one) => one.id === id);
  if (!named || named.field.code !== field) {
    throw new Problem('notPossibleNow', {
      detail: {
        vi: 'Bản ghi ở xã không có ảnh, ghi âm này: có thể đã được bỏ ra khi sửa.',
        en: 'The record at the commune does not have this picture or recording: it may have been taken out.',
      },
    });
  }
  return { field: named.field, authorized };
}

/** What one attachment of a field may be at most, in bytes. */
export const mostBytes = ({ type }: Field): number =>
  type === 'photo' ? attachmentLimits.photoBytes : attachmentLimits.voiceBytes;

/** What is there of an attachment already, if the caller may know. */
export function sentBefore(edge: StreamEdge, id: string) {
  return edge.within(async (context) => ({ answer: await findAttachment(context.tx, id) }));
}

/**
 * Keeps what has come, in the transaction that asks once more whether it is wanted. Throws Problem `damagedUpload` where
 * it is not what was announced, `unreadableFile` for what can't be kept (which stands beside the record from then on).
 */
export async function finishUpload(edge: StreamEdge, upload: PartialUpload): Promise<void> {
  const store = uploadsIn(edge.filesFolder);
  const { metadata } = upload;
  const raw = await store.content(metadata.id);
  const sent = { hash: createHash('sha256').update(raw).digest('hex'), size: raw.length };
  if (sent.hash !== metadata.sha256) {
    await store.drop(metadata.id);
    throw new Problem('damagedUpload');
  }
  const { field } = await edge.within(async (context) => ({ answer: await wanted(context, metadata) }));
  const file = await checkAttachment(field.type, raw).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'unreadableFile') return error;
    throw error;
  });
  if (file instanceof Problem) await refuse(edge, metadata, sent, file);
  else await keep(edge, metadata, sent, file);
  await store.drop(metadata.id);
  if (file instanceof Problem) throw file;
}

function keep(
  edge: StreamEdge,
  metadata: UploadMetadata,
  sent: { hash: string; size: number },
  file: CheckedFile,
): Promise<void> {
  const { id, record, field } = metadata;
  return edge.within(async (context) => {
    const { authorized } = await wanted(context, metadata);
    await forgetRefusal(context.tx, authorized, id);
    const subject = { kind: 'activity' as const, id: record };
    const stored = await storeFile(context, authorized, {
      id,
      subject,
      purpose: `attachment.${field}`,
      file,
    });
    await noteSent(context.tx, authorized, id, sent);
    const details = {
      record,
      field,
      size: stored.size,
      hash: stored.hash,
      redrawn: stored.hash !== sent.hash,
    };
    return { answer: undefined, audit: lineOf('attachment.received', id, authorized.areaId, details) };
  });
}

function refuse(
  edge: StreamEdge,
  metadata: UploadMetadata,
  sent: { hash: string; size: number },
  problem: Problem,
): Promise<void> {
  const { id, record, field } = metadata;
  return edge.within(async (context) => {
    const { authorized } = await wanted(context, metadata);
    const reason = problem.detail ?? { vi: 'Tệp này không đọc được.', en: 'This file can not be read.' };
    await noteRefusal(context.tx, authorized, { id, recordId: record, field, sent, reason });
    const details = { record, field, size: sent.size };
    return { answer: undefined, audit: lineOf('attachment.refused', id, authorized.areaId, details) };
  });
}

function lineOf(
  action: string,
  subjectId: string,
  areaId: string,
  details: Record<string, string | number | boolean>,
) {
  return { action, subject: 'file', subjectId, areaId, details };
}
