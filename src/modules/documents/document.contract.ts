import { z } from 'zod';

/** What a file can be linked to: the record that it belongs to, by whose area it is seen. */
export const SubjectKind = z
  .enum(['modelSite', 'team', 'committee', 'pledgeCampaign', 'household', 'activity', 'task', 'area'])
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
