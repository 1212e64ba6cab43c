import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { TemplateError } from '../../../platform/server/word/fill-template.ts';
import { checkWordPackage, templateProblem } from '../../../platform/server/word/template-problem.ts';
import { SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { deleteTemplate, findTemplate, saveTemplate } from './template.repo.ts';

/** A Word template in use; the shipped one has no day and no name of who brought it. */
export interface OfficeTemplate {
  readonly shipped: boolean;
  readonly fileName: string;
  readonly uploadedAt: string | null;
  readonly uploadedBy: string;
  readonly content: () => Promise<Buffer>;
}

/** The template of a kind for an area: the one that its office (or the nearest above) edited, else the shipped one. */
export async function officeTemplate(
  context: Context,
  asked: { areaId: string; kind: string; shippedName: string },
): Promise<OfficeTemplate> {
  const { areaId, kind, shippedName } = asked;
  const edited = await findTemplate(context.tx, areaId, kind);
  return {
    shipped: edited === undefined,
    fileName: edited?.fileName ?? shippedName,
    uploadedAt: edited?.uploadedAt.toISOString() ?? null,
    uploadedBy: edited?.uploadedBy ?? '',
    content: async () => edited?.content ?? readFile(join(SHIPPED_DATA, 'documents', `${kind}.docx`)),
  };
}

/**
 * Puts an edited template in the place of the one in use, after `tryOut` has made a document with it.
 * Throws Problem `unreadableFile` for what is no Word file, `invalidInput` naming the tag that can't be filled in;
 * then nothing is replaced.
 */
export async function replaceOfficeTemplate(
  context: Context,
  authorized: Authorized<'documents.manage'>,
  asked: {
    kind: string;
    upload: { path: string; fileName: string };
    maxBytes: number;
    tryOut: (template: Buffer) => Promise<unknown>;
  },
): Promise<void> {
  const { kind, upload, maxBytes, tryOut } = asked;
  await checkWordPackage(upload.path, maxBytes);
  const content = await readFile(upload.path);
  try {
    await tryOut(content);
  } catch (error) {
    if (error instanceof TemplateError) throw templateProblem(error);
    throw error;
  }
  await saveTemplate(context.tx, authorized, { kind, fileName: upload.fileName, content });
}

/** Goes back to the shipped template. */
export async function resetOfficeTemplate(
  context: Context,
  authorized: Authorized<'documents.manage'>,
  kind: string,
): Promise<void> {
  await deleteTemplate(context.tx, authorized, kind);
}
