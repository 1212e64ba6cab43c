import { authorize } from '../../../platform/server/authorize.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { TemplateError } from '../../../platform/server/word/fill-template.ts';
import { templateProblem } from '../../../platform/server/word/template-problem.ts';
import type { StoredFile } from '../document.contract.ts';
import type { CollectedPaper, PaperHeading, PaperKind } from '../paper.contract.ts';
import { headingShown, startPaperHeading } from '../paper-heading.rules.ts';
import type { PaperDraft } from '../papers.contract.ts';
import type { AskedPaper, PaperSource } from './collect.ts';
import { checkedFile } from './content-check.service.ts';
import { filesOf, findStoredFile, storeFile } from './files.service.ts';
import { findHeading, saveHeading } from './paper-heading.repo.ts';
import { paperSources } from './paper-sources.service.ts';
import { templateOfPaper } from './paper-template.service.ts';
import { renderPaper } from './render-paper.ts';

type Asked = Omit<AskedPaper, 'isDraft'>;

/** What a paper would begin with. Throws Problem `notFound`, `outOfArea`, `invalidInput`. */
export async function draftOf(context: Context, kind: PaperKind, asked: Asked): Promise<PaperDraft> {
  const source: PaperSource<PaperKind> = paperSources[kind];
  const paper = await collected(context, source, { ...asked, isDraft: true });
  await authorize(context, 'documents.write', paper.areaId);
  const template = await templateOfPaper(context, paper.areaId, kind);
  const { area } = paper.data;
  const last = await findHeading(context.tx, paper.areaId, kind);
  return {
    kind,
    heading: startPaperHeading(kind, {
      issuerName: area.commune || area.province || area.name,
      subject: paper.subject,
      last,
    }),
    shown: headingShown[kind],
    fileName: `${paper.fileName}.docx`,
    template: { shipped: template.shipped, fileName: template.fileName },
    made: await filesOf(
      context,
      { kind: source.subjectKind, id: asked.subjectId },
      purposeOf(kind, paper, source),
    ),
  };
}

/**
 * Makes a paper from the office's template and keeps it with its subject; the heading is remembered for the next one.
 * Asking again with the same id gives the paper that is there. Throws Problem `notFound`, `outOfArea`, `invalidInput`.
 */
export async function makePaperOf(
  context: Context,
  kind: PaperKind,
  asked: Asked & { id: string; heading: PaperHeading },
): Promise<{ file: StoredFile; isNew: boolean }> {
  const { id, heading, ...rest } = asked;
  const there = await findStoredFile(context, id);
  if (there) return { file: there, isNew: false };
  const source: PaperSource<PaperKind> = paperSources[kind];
  const paper = await collected(context, source, { ...rest, isDraft: false });
  const authorized = await authorize(context, 'documents.write', paper.areaId);
  const template = await templateOfPaper(context, paper.areaId, kind);
  const content = await rendered(await template.content(), kind, {
    heading,
    data: paper.data,
    today: context.today,
  });
  if (headingShown[kind] !== 'none') await saveHeading(context.tx, authorized, kind, heading);
  const file = await storeFile(context, authorized, {
    id,
    subject: { kind: source.subjectKind, id: asked.subjectId },
    purpose: purposeOf(kind, paper, source),
    file: checkedFile('word', paper.fileName, content),
    generated: true,
  });
  return { file, isNew: true };
}

// The sheets of one campaign are those of many hamlets.
function purposeOf(kind: PaperKind, paper: { areaId: string }, source: { subjectKind: string }): string {
  return source.subjectKind === 'pledgeCampaign' ? `${kind}.${paper.areaId}` : kind;
}

function collected<K extends PaperKind>(
  context: Context,
  source: PaperSource<K>,
  asked: AskedPaper,
): Promise<CollectedPaper<K>> {
  return withAccess(context, source.access, 'documents.write', (inner) => source.collect(inner, asked));
}

// A template was tried out when it came; what goes wrong now is its author's to mend all the same.
async function rendered<K extends PaperKind>(
  template: Buffer,
  kind: K,
  paper: Parameters<typeof renderPaper<K>>[2],
): Promise<Buffer> {
  try {
    return await renderPaper(template, kind, paper);
  } catch (error) {
    if (error instanceof TemplateError) throw templateProblem(error);
    throw error;
  }
}
