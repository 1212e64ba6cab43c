import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { StoredFile } from './document.contract.ts';
import { PaperHeading, PaperKind } from './paper.contract.ts';

export const paperLimits = { templateBytes: 5 * 1024 * 1024 } as const;

/** What a paper is made of; which of the optional ones count depends on its kind. */
const asked = {
  /** The team, site, survey's site, campaign or household that the paper is about. */
  subjectId: z.uuid(),
  /** The hamlet whose sheet of pledges it is. */
  areaId: z.uuid().optional(),
  /** The campaign that a household's pledge belongs to. */
  campaignId: z.uuid().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  half: z.coerce.number().int().min(1).max(2).optional(),
} as const;

/** Which parts of a heading a paper shows: all of it, a list's (agency, day, signer), or none. */
export const HeadingShown = z.enum(['full', 'annex', 'list', 'none']).meta({ id: 'PaperHeadingShown' });

/** What a paper would be like: its heading to look over, before it is made. */
export const PaperDraft = z
  .object({
    kind: PaperKind,
    heading: PaperHeading,
    shown: HeadingShown,
    fileName: z.string(),
    /** Whether the office edited the template. */
    template: z.object({ shipped: z.boolean(), fileName: z.string() }),
    /** The papers of this kind that were made of the subject, the newest first. */
    made: z.array(StoredFile),
  })
  .meta({ id: 'PaperDraft' });
export type PaperDraft = z.infer<typeof PaperDraft>;

const OfKind = z.object({ kind: PaperKind });

export const draftPaper = endpoint({
  method: 'GET',
  path: '/api/v1/papers/:kind',
  summary: 'What a paper would begin with: heading, signer, recipients',
  access: 'documents.write',
  params: OfKind,
  query: z.object(asked),
  output: PaperDraft,
});

export const makePaper = endpoint({
  method: 'POST',
  path: '/api/v1/papers/:kind',
  summary: 'Make a paper in Word from the office’s template; it is kept with what it is about',
  access: 'documents.write',
  params: OfKind,
  body: z.strictObject({
    ...asked,
    /** Made by the browser, so that sending again is one paper. */
    id: z.uuid(),
    heading: PaperHeading,
  }),
  output: StoredFile,
  status: 201,
});

/** The Word template that papers of one kind are made with. */
export const PaperTemplate = z
  .object({
    kind: PaperKind,
    shipped: z.boolean(),
    fileName: z.string(),
    uploadedAt: z.iso.datetime().nullable(),
    uploadedBy: z.string(),
  })
  .meta({ id: 'PaperTemplate' });
export type PaperTemplate = z.infer<typeof PaperTemplate>;

const OfArea = z.object({ areaId: z.uuid() });

export const listPaperTemplates = endpoint({
  method: 'GET',
  path: '/api/v1/paper-templates',
  summary: 'Which Word templates the papers of an area use',
  access: 'documents.manage',
  query: OfArea,
  output: z.object({ items: z.array(PaperTemplate) }),
});

export const downloadPaperTemplate = endpoint({
  method: 'GET',
  path: '/api/v1/paper-templates/:kind/file',
  summary: 'A paper’s template, to edit in Word',
  access: 'documents.manage',
  params: OfKind,
  query: OfArea,
  output: 'file',
});

export const replacePaperTemplate = endpoint({
  method: 'PUT',
  path: '/api/v1/paper-templates/:kind',
  summary: 'Use an edited template; refused, naming the tag, where a paper can not be made with it',
  access: 'documents.manage',
  params: OfKind,
  query: OfArea,
  upload: { maxBytes: paperLimits.templateBytes },
  output: PaperTemplate,
});

export const resetPaperTemplate = endpoint({
  method: 'DELETE',
  path: '/api/v1/paper-templates/:kind',
  summary: 'Go back to the template that comes with the program',
  access: 'documents.manage',
  params: OfKind,
  query: OfArea,
  output: PaperTemplate,
});
