import { fillTemplate } from '../../../platform/server/word/fill-template.ts';
import { ReportDocumentData } from '../report-document.contract.ts';
import { reportTags, tagNames } from '../report-document.rules.ts';

/**
 * Fills a Word template (a .docx with tags such as {subject}) with a report and gives the finished .docx.
 * Throws `TemplateError` where the template is no Word file or has a broken or unknown tag, and zod's error
 * where the data is not as `ReportDocumentData` says.
 */
export async function renderReportDocx(template: Buffer, data: ReportDocumentData): Promise<Buffer> {
  const tags = reportTags(ReportDocumentData.parse(data));
  return fillTemplate(template, tags, tagNames(tags));
}
