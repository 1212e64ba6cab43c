import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

/** What one picture or recording may be at most. A phone shrinks pictures to some 300 KB before it sends them. */
export const attachmentLimits = {
  photoBytes: 3 * 1024 * 1024,
  voiceBytes: 2 * 1024 * 1024,
  /** Longest side in pixels of what is kept as it came. */
  longestSide: 2400,
  /** Of the small picture in lists. */
  thumbnailSide: 320,
  /** Uploads of one person that have begun and not ended. */
  underWay: 200,
  /** An upload that nobody went on with is thrown away after so many days. */
  expiresAfterDays: 7,
} as const;

/** What is sent with an upload, as the tus protocol carries it (`Upload-Metadata`). */
export const UploadMetadata = z.object({
  /** The attachment's own identifier, made where it was taken: its upload's identity. */
  id: z.uuid(),
  record: z.uuid(),
  /** The field of the record's form that names it. */
  field: z.string().max(60),
  /** SHA-256 of all bytes, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** arrived: it is there; missing: the record names it and it has not come; refused: it came and can't be kept. */
export const Attachment = z
  .object({
    id: z.uuid(),
    field: z.string(),
    kind: z.enum(['photo', 'voice']),
    state: z.enum(['arrived', 'missing', 'refused']),
    type: z.string().nullable(),
    size: z.int().nullable(),
    /** SHA-256 of what is kept, hex. */
    hash: z.string().nullable(),
    /** It had more in it than a picture and was drawn anew; so it is not byte for byte what was sent. */
    redrawn: z.boolean(),
    arrivedAt: z.iso.datetime().nullable(),
    /** Why it was refused, in both languages. */
    reason: z.object({ vi: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

const ById = z.object({ id: z.uuid() });

export const listAttachments = endpoint({
  method: 'GET',
  path: '/api/v1/activities/:id/attachments',
  summary:
    'Pictures and recordings of a record; who only reads figures and records learns how many there are',
  access: 'activities.read',
  params: ById,
  output: z
    .object({ named: z.int(), items: z.array(Attachment), can: z.object({ see: z.boolean() }) })
    .meta({ id: 'AttachmentList' }),
});

export const readAttachment = endpoint({
  method: 'GET',
  path: '/api/v1/attachments/:id',
  summary: 'A picture or recording of a record, as it is kept',
  access: 'documents.read',
  params: ById,
  output: 'file',
});

export const readThumbnail = endpoint({
  method: 'GET',
  path: '/api/v1/attachments/:id/thumbnail',
  summary: 'A picture of a record, small',
  access: 'documents.read',
  params: ById,
  output: 'file',
});

/** The three requests of the tus protocol (1.0.0, with creation and expiration); answers as it says. */
export const beginUpload = endpoint({
  method: 'POST',
  path: '/api/v1/uploads',
  summary:
    'Begins the upload of a picture or recording that a record names; again with the same bytes is no other',
  access: 'activities.write',
  phone: 'leaves',
  output: 'none',
});

export const askUpload = endpoint({
  method: 'HEAD',
  path: '/api/v1/uploads/:id',
  summary: 'How much of an upload is there',
  access: 'activities.write',
  phone: 'leaves',
  params: ById,
  output: 'none',
});

export const continueUpload = endpoint({
  method: 'PATCH',
  path: '/api/v1/uploads/:id',
  summary: 'The next bytes of an upload',
  access: 'activities.write',
  phone: 'leaves',
  params: ById,
  output: 'none',
});
