import type { Authorized } from '../../../platform/server/authorize.ts';
import { scopeFor } from '../../../platform/server/caller.ts';
import type { Context } from '../../../platform/server/context.ts';
import { referenceData } from '../../../reference/reference-data.ts';
import {
  officeTemplate,
  replaceOfficeTemplate,
  resetOfficeTemplate,
} from '../../documents/server/office-template.service.ts';
import { sampleReport } from '../report-sample.rules.ts';
import { type ReportTemplate, templateLimits } from '../template.contract.ts';
import { renderReportDocx } from './render-docx.ts';
import { isInside } from './report.repo.ts';

export const TEMPLATE_KIND = 'safety-report';
const SHIPPED_NAME = 'Mẫu báo cáo phong trào Toàn dân bảo vệ an ninh Tổ quốc.docx';

const inUse = (context: Context, areaId: string) =>
  officeTemplate(context, { areaId, kind: TEMPLATE_KIND, shippedName: SHIPPED_NAME });

/** The Word template for an area's reports: the office's own, else the shipped one. */
export async function templateOf(
  context: Context,
  areaId: string,
): Promise<{ fileName: string; content: Buffer }> {
  const template = await inUse(context, areaId);
  return { fileName: template.fileName, content: await template.content() };
}

export async function describeTemplate(context: Context, areaId: string): Promise<ReportTemplate> {
  const { content: _content, ...template } = await inUse(context, areaId);
  return {
    ...template,
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
  await replaceOfficeTemplate(context, authorized, {
    kind: TEMPLATE_KIND,
    upload,
    maxBytes: templateLimits.bytes,
    tryOut: (template) => renderReportDocx(template, sampleReport(referenceData().indicators)),
  });
}

export async function resetTemplate(
  context: Context,
  authorized: Authorized<'documents.manage'>,
): Promise<void> {
  await resetOfficeTemplate(context, authorized, TEMPLATE_KIND);
}
