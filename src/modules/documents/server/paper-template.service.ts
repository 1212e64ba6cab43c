import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { PaperKind } from '../paper.contract.ts';
import { paperKinds } from '../paper-sample.rules.ts';
import { type PaperTemplate, paperLimits } from '../papers.contract.ts';
import {
  type OfficeTemplate,
  officeTemplate,
  replaceOfficeTemplate,
  resetOfficeTemplate,
} from './office-template.service.ts';
import { tryTemplate } from './render-paper.ts';

const SHIPPED_NAMES: Readonly<Record<PaperKind, string>> = {
  teamDecision: 'Mẫu quyết định thành lập tổ.docx',
  modelRegulation: 'Mẫu quy chế hoạt động của mô hình.docx',
  householdPledge: 'Mẫu bản cam kết của hộ gia đình.docx',
  pledgeSheet: 'Mẫu bản cam kết chung của các hộ gia đình.docx',
  memberList: 'Mẫu danh sách thành viên.docx',
  surveyReport: 'Mẫu báo cáo khảo sát địa bàn.docx',
  halfYearReview: 'Mẫu báo cáo sơ kết mô hình.docx',
};

/** The template that papers of a kind are made with in an area. */
export function templateOfPaper(context: Context, areaId: string, kind: PaperKind): Promise<OfficeTemplate> {
  return officeTemplate(context, { areaId, kind, shippedName: SHIPPED_NAMES[kind] });
}

export async function describePaperTemplate(
  context: Context,
  areaId: string,
  kind: PaperKind,
): Promise<PaperTemplate> {
  const { content: _content, ...template } = await templateOfPaper(context, areaId, kind);
  return { kind, ...template };
}

export async function listTemplates(context: Context, areaId: string): Promise<PaperTemplate[]> {
  const described: PaperTemplate[] = [];
  for (const kind of paperKinds) described.push(await describePaperTemplate(context, areaId, kind));
  return described;
}

/** Uses an edited template from now on. Throws Problem `unreadableFile`, `invalidInput` naming the tag. */
export function replaceTemplateOfPaper(
  context: Context,
  authorized: Authorized<'documents.manage'>,
  asked: { kind: PaperKind; upload: { path: string; fileName: string } },
): Promise<void> {
  return replaceOfficeTemplate(context, authorized, {
    ...asked,
    maxBytes: paperLimits.templateBytes,
    tryOut: (template) => tryTemplate(template, asked.kind),
  });
}

/** Goes back to the shipped template. */
export function resetTemplateOfPaper(
  context: Context,
  authorized: Authorized<'documents.manage'>,
  kind: PaperKind,
): Promise<void> {
  return resetOfficeTemplate(context, authorized, kind);
}
