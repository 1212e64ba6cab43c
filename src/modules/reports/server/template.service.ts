import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { TemplateError } from '../../../platform/server/word/fill-template.ts';
import { checkWordPackage, templateProblem } from '../../../platform/server/word/template-problem.ts';
import { referenceData, SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { sampleReport } from '../report-sample.rules.ts';
import { type ReportTemplate, templateLimits } from '../template.contract.ts';
import { renderReportDocx } from './render-docx.ts';
import { isInside } from './report.repo.ts';
import { deleteTemplate, findTemplate, saveTemplate } from './template.repo.ts';

export const TEMPLATE_KIND = 'safety-report';
const SHIPPED_NAME = 'Mẫu báo cáo phong trào Toàn dân bảo vệ an ninh Tổ quốc.docx';

/** The Word template for an area's reports: the office's own, else the shipped one. */
export async function templateOf(
  context: Context,
  areaId: string,
): Promise<{ fileName: string; content: Buffer }> {
  const edited = await findTemplate(context.tx, areaId, TEMPLATE_KIND);
  if (edited) return { fileName: edited.fileName, content: edited.content };
  const content = await readFile(join(SHIPPED_DATA, 'documents', `${TEMPLATE_KIND}.docx`));
  return { fileName: SHIPPED_NAME, content };
}

export async function describeTemplate(context: Context, areaId: string): Promise<ReportTemplate> {
  const edited = await findTemplate(context.tx, areaId, TEMPLATE_KIND);
  return {
    shipped: edited === undefined,
    fileName: edited?.fileName ?? SHIPPED_NAME,
    uploadedAt: edited?.uploadedAt.toISOString() ?? null,
    uploadedBy: edited?.uploadedBy ?? '',
    can: { manage: await isInside(context.tx, areaId, scopeFor(context.caller, 'documents.manage')) },
  };
}

/**
 * Puts an edited template in the place of the one in use, after a report has been made with it.
 * Throws Problem `unreadableFile` for what is no Word file, `invalidInput` naming the tag that can't be filled in;
 * then nothing is replaced.
 */
export async function replaceTemplate(
  context: Context,
  authorized: Authorized<'documents.manage'>,
  upload: { path: string; fileName: string },
): Promise<void> {
  await checkWordPackage(upload.path, templateLimits.bytes);
  const content = await readFile(upload.path);
  try {
    await renderReportDocx(content, sampleReport(referenceData().indicators));
  } catch (error) {
    if (error instanceof TemplateError) throw templateProblem(error);
    throw error;
  }
  await saveTemplate(context.tx, authorized, { kind: TEMPLATE_KIND, fileName: upload.fileName, content });
}

export async function resetTemplate(
  context: Context,
  authorized: Authorized<'documents.manage'>,
): Promise<void> {
  await deleteTemplate(context.tx, authorized, TEMPLATE_KIND);
}
