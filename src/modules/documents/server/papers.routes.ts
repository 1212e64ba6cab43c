import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import { FILE_KINDS } from '../file-type.rules.ts';
import {
  downloadPaperTemplate,
  draftPaper,
  listPaperTemplates,
  makePaper,
  replacePaperTemplate,
  resetPaperTemplate,
} from '../papers.contract.ts';
import {
  describePaperTemplate,
  listTemplates,
  replaceTemplateOfPaper,
  resetTemplateOfPaper,
  templateOfPaper,
} from './paper-template.service.ts';
import { draftOf, makePaperOf } from './papers.service.ts';

const making: readonly Route[] = [
  route({
    contract: draftPaper,
    handle: (context) =>
      draftOf(context, context.input.params.kind, { ...context.input.query, origin: context.origin }),
  }),
  route({
    contract: makePaper,
    load: async (context) => {
      const { origin, input } = context;
      return makePaperOf(context, input.params.kind, { ...input.body, origin });
    },
    handle: async (_context, { loaded }) => loaded.file,
    audit: ({ loaded: { file, isNew } }, { input }) =>
      isNew
        ? {
            action: 'paper.make',
            subject: 'file',
            subjectId: file.id,
            areaId: file.areaId,
            details: {
              kind: input.params.kind,
              of: `${file.subjectKind}/${file.subjectId}`,
              hash: file.hash,
            },
          }
        : undefined,
  }),
];

const templates: readonly Route[] = [
  route({
    contract: listPaperTemplates,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded }) => ({ items: await listTemplates(context, loaded.id) }),
  }),
  route({
    contract: downloadPaperTemplate,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded }) => {
      const template = await templateOfPaper(context, loaded.id, context.input.params.kind);
      return {
        fileName: template.fileName,
        type: FILE_KINDS.word.type,
        content: await template.content(),
      };
    },
  }),
  route({
    contract: replacePaperTemplate,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded, authorized }) => {
      const { kind } = context.input.params;
      await replaceTemplateOfPaper(context, authorized, { kind, upload: context.upload });
      return describePaperTemplate(context, loaded.id, kind);
    },
    audit: ({ loaded }, { upload, input }) =>
      templateLine('template.replace', loaded.id, input.params.kind, {
        hash: upload.hash,
        size: upload.size,
      }),
  }),
  route({
    contract: resetPaperTemplate,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context, area) => authorize(context, 'documents.manage', area.id),
    handle: async (context, { loaded, authorized }) => {
      await resetTemplateOfPaper(context, authorized, context.input.params.kind);
      return describePaperTemplate(context, loaded.id, context.input.params.kind);
    },
    audit: ({ loaded }, { input }) => templateLine('template.reset', loaded.id, input.params.kind, {}),
  }),
];

/** Papers and their templates. */
export const papersRoutes: readonly Route[] = [...making, ...templates];

function templateLine(action: string, areaId: string, kind: string, details: Record<string, unknown>) {
  return { action, subject: 'documentTemplate', subjectId: `${areaId}/${kind}`, areaId, details };
}
