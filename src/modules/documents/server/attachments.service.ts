import sharp from 'sharp';
import type { OutputOf } from '../../../platform/contract.ts';
import { Problem } from '../../../platform/problems.ts';
import { callerMay } from '../../../platform/server/caller.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import type { Download } from '../../../platform/server/route.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import { attachmentsOf, type NamedAttachment } from '../../activities/attachments.rules.ts';
import { getActivity } from '../../activities/server/answer.service.ts';
import { mayIn } from '../../areas/server/areas.service.ts';
import { type Attachment, attachmentLimits, type listAttachments } from '../attachment.contract.ts';
import { type AttachmentRow, attachmentsOfRecord, findAttachment } from './attachments.repo.ts';
import { readStoredFile } from './files.service.ts';

/** A browser asks again after an hour whether it may still see a picture. */
const KEPT_SECONDS = 3600;

/** What a record names and what of it is there. Who works above the commune learns the number alone: pictures show people. */
export async function attachmentsWithState(
  context: Context,
  recordId: string,
): Promise<OutputOf<typeof listAttachments>> {
  const { areaId, named } = await namedBy(context, recordId);
  return withAccess(context, 'documents.read', 'activities.read', async (inner) => {
    const see = callerMay(context.caller, 'documents.read') && (await mayIn(inner, 'documents.read', areaId));
    const rows = see ? await attachmentsOfRecord(inner.tx, recordId) : [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    const items = see ? named.map((one) => asAttachment(one, byId.get(one.id))) : [];
    return { named: named.length, items, can: { see } };
  });
}

async function namedBy(
  context: Context,
  recordId: string,
): Promise<{ areaId: string; named: NamedAttachment[] }> {
  const { form: code, values, place } = await getActivity(context, recordId);
  const form = referenceData().forms.find((one) => one.code === code);
  return { areaId: place.areaId, named: form ? attachmentsOf(form, values) : [] };
}

function asAttachment({ id, field }: NamedAttachment, row: AttachmentRow | undefined): Attachment {
  const isThere = row !== undefined && row.refused === null;
  return {
    id,
    field: field.code,
    kind: field.type,
    state: isThere ? 'arrived' : row ? 'refused' : 'missing',
    type: isThere ? row.type : null,
    size: isThere ? row.size : null,
    hash: isThere ? row.hash : null,
    redrawn: isThere && row.hash !== row.sentHash,
    arrivedAt: isThere ? row.arrivedAt.toISOString() : null,
    reason: row?.refused ?? null,
  };
}

/** An attachment of a record that the caller may read. Throws Problem `notFound`. */
export async function attachmentContent(context: Context, id: string): Promise<Download> {
  const row = await findAttachment(context.tx, id);
  if (!row) throw new Problem('notFound');
  await withAccess(context, 'activities.read', 'documents.read', (inner) => getActivity(inner, row.recordId));
  const { file, content } = await readStoredFile(context, id);
  return { fileName: file.fileName, type: file.type, content, keptSeconds: KEPT_SECONDS };
}

/** The same, small. Throws Problem `notFound`, also for what is no picture. */
export async function thumbnailOf(context: Context, id: string): Promise<Download> {
  const { content, type, fileName } = await attachmentContent(context, id);
  if (!type.startsWith('image/') || !Buffer.isBuffer(content)) throw new Problem('notFound');
  const side = attachmentLimits.thumbnailSide;
  const small = await sharp(content)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 72 })
    .toBuffer();
  return { fileName, type: 'image/jpeg', content: small, keptSeconds: KEPT_SECONDS };
}
