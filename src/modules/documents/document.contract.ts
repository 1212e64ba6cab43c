import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';

/** What a file can be linked to: the record that it belongs to, by whose area it is seen. */
export const SubjectKind = z
  .enum(['modelSite', 'team', 'committee', 'pledgeCampaign', 'household', 'activity', 'area'])
  .meta({ id: 'DocumentSubjectKind' });
export type SubjectKind = z.infer<typeof SubjectKind>;

export const documentLimits = { bytes: 15 * 1024 * 1024, note: 500, perSubject: 200 } as const;

/** A file that is kept: a scan, a photo, a document, or a paper that the program made. */
export const StoredFile = z
  .object({
    id: z.uuid(),
    areaId: z.uuid(),
    subjectKind: SubjectKind,
    subjectId: z.uuid(),
    /** What it is for, e.g. a step of the life of a model ('survey', 'approval') or a kind of paper. */
    purpose: z.string(),
    fileName: z.string(),
    type: z.string(),
    size: z.number().int(),
    /** SHA-256 of what is kept, hex. */
    hash: z.string(),
    /** Made by the program from a template, not brought by somebody. */
    generated: z.boolean(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'StoredFile' });
export type StoredFile = z.infer<typeof StoredFile>;

const purpose = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z][\w.-]*$/);
const OfSubject = z.object({ subjectKind: SubjectKind, subjectId: z.uuid() });
const ById = z.object({ id: z.uuid() });

export const FileList = z
  .object({ items: z.array(StoredFile), can: z.object({ write: z.boolean() }) })
  .meta({ id: 'StoredFileList' });
export type FileList = z.infer<typeof FileList>;

export const listFiles = endpoint({
  method: 'GET',
  path: '/api/v1/files',
  summary: 'The files of a record, the newest first',
  access: 'documents.read',
  query: OfSubject.extend({ purpose: purpose.optional() }),
  output: FileList,
});

export const addFile = endpoint({
  method: 'POST',
  path: '/api/v1/files',
  summary:
    'Keep a file with a record: PDF, Word, Excel or a picture (made anew without what the camera wrote in it)',
  access: 'documents.write',
  query: OfSubject.extend({
    purpose,
    /** Made by the browser, so that sending again is one file. */
    id: z.uuid(),
  }),
  upload: { maxBytes: documentLimits.bytes },
  output: StoredFile,
  status: 201,
});

export const downloadFile = endpoint({
  method: 'GET',
  path: '/api/v1/files/:id/content',
  summary: 'A file as it is kept',
  access: 'documents.read',
  params: ById,
  output: 'file',
});

export const renameFile = endpoint({
  method: 'PATCH',
  path: '/api/v1/files/:id',
  summary: 'Call a file something else',
  access: 'documents.write',
  params: ById,
  body: z.strictObject({ fileName: z.string().max(200).transform(normaliseLine).pipe(z.string().min(1)) }),
  output: StoredFile,
});

export const removeFile = endpoint({
  method: 'DELETE',
  path: '/api/v1/files/:id',
  summary: 'Take a file out of the list; it can be brought back',
  access: 'documents.write',
  params: ById,
  output: 'none',
});

export const restoreFile = endpoint({
  method: 'POST',
  path: '/api/v1/files/:id/restoration',
  summary: 'Bring a file back that was taken out',
  access: 'documents.write',
  params: ById,
  output: StoredFile,
});
