import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  downloadReportTemplate,
  getReportTemplate,
  replaceReportTemplate,
  resetReportTemplate,
} from '../template.contract.ts';
import { getReportArea } from './report.service.ts';
import {
  describeTemplate,
  replaceTemplate,
  resetTemplate,
  TEMPLATE_KIND,
  templateOf,
} from './template.service.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const templateRoutes: readonly Route[] = [
  route({
    contract: getReportTemplate,
    load: (context) => authorize(context, 'reports.read', context.input.query.areaId),
    handle: (context) => describeTemplate(context, context.input.query.areaId),
  }),
  route({
    contract: downloadReportTemplate,
    load: (context) => authorize(context, 'reports.read', context.input.query.areaId),
    handle: async (context) => ({ ...(await templateOf(context, context.input.query.areaId)), type: WORD }),
  }),
  route({
    contract: replaceReportTemplate,
    load: (context) => getReportArea(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded, authorized }) => {
      await replaceTemplate(context, authorized, context.upload);
      return describeTemplate(context, loaded.id);
    },
    audit: ({ loaded }, { upload }) =>
      line('template.replace', loaded.id, { hash: upload.hash, size: upload.size }),
  }),
  route({
    contract: resetReportTemplate,
    load: (context) => getReportArea(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded, authorized }) => {
      await resetTemplate(context, authorized);
      return describeTemplate(context, loaded.id);
    },
    audit: ({ loaded }) => line('template.reset', loaded.id, {}),
  }),
];

function line(action: string, areaId: string, details: Record<string, unknown>) {
  return { action, subject: 'documentTemplate', subjectId: `${areaId}/${TEMPLATE_KIND}`, areaId, details };
}
