import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { openArchive } from '../../../platform/server/workbook/archive.ts';
import { defaultWorkbookLimits } from '../../../platform/server/workbook/limits.ts';
import { referenceData, SHIPPED_DATA } from '../../../reference/reference-data.ts';
import { sampleReport } from '../report-sample.rules.ts';
import { type ReportTemplate, templateLimits } from '../template.contract.ts';
import { renderReportDocx, TemplateError, type TemplateErrorReason } from './render-docx.ts';
import { isInside } from './report.repo.ts';
import { deleteTemplate, findTemplate, saveTemplate } from './template.repo.ts';

export const TEMPLATE_KIND = 'safety-report';
const SHIPPED_NAME = 'Mẫu báo cáo phong trào Toàn dân bảo vệ an ninh Tổ quốc.docx';
/** Pictures and fonts in a template; far less than what would fill the memory. */
const UNPACKED_BYTES = 60 * 1024 * 1024;

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
  await checkPackage(upload.path);
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

// Word unpacks as well as workbooks do: a small file must not become gigabytes.
async function checkPackage(path: string): Promise<void> {
  const limits = {
    ...defaultWorkbookLimits,
    maxFileBytes: templateLimits.bytes,
    maxUnpackedBytes: UNPACKED_BYTES,
  };
  try {
    const archive = await openArchive(path, limits);
    archive.close();
  } catch {
    throw templateProblem(new TemplateError('notWord', 'not a Word file'));
  }
}

const WORDS: Readonly<Record<TemplateErrorReason, (tag: string) => { vi: string; en: string }>> = {
  notWord: () => ({
    vi: 'Tệp này không phải là tệp Word (.docx) hoặc đã hỏng. Hãy tải mẫu đang dùng về, sửa trong Word rồi tải lên lại.',
    en: 'This is not a Word file (.docx), or it is damaged. Download the template in use, edit it in Word and upload it again.',
  }),
  brokenTag: (tag) => ({
    vi: `Thẻ ${tag} viết sai hoặc chưa đóng. Hãy sửa thẻ này trong Word rồi tải lên lại. Mẫu đang dùng vẫn giữ nguyên.`,
    en: `The tag ${tag} is misspelt or not closed. Mend it in Word and upload the file again. The template in use stays as it is.`,
  }),
  unknownTag: (tag) => ({
    vi: `Không có số liệu nào tên là ${tag}. Hãy sửa hoặc bỏ thẻ này trong Word rồi tải lên lại. Mẫu đang dùng vẫn giữ nguyên.`,
    en: `Nothing is called ${tag}. Mend or remove this tag in Word and upload the file again. The template in use stays as it is.`,
  }),
};

function templateProblem({ reason, tag }: TemplateError): Problem {
  const detail = WORDS[reason](tag ?? '');
  if (reason === 'notWord') return new Problem('unreadableFile', { detail });
  const field = { path: 'file', code: reason, ...(tag === undefined ? {} : { found: tag }) };
  return new Problem('invalidInput', { detail, fields: [field] });
}
