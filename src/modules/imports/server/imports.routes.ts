import { authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import {
  commitImport,
  downloadProblems,
  downloadTemplate,
  getImport,
  listImportRows,
  listImports,
  mendImport,
  removeImport,
  undoImport,
  uploadImport,
} from '../imports.contract.ts';
import { inNameOf, openHome } from './authority.service.ts';
import { askForCommit } from './commit.service.ts';
import type { ImportRecord } from './imports.repo.ts';
import { getImportRecord, listImportPage, listRowPage, showImport } from './look.service.ts';
import { mend } from './mend.service.ts';
import { problemsWorkbook } from './problems-workbook.service.ts';
import { discardImport, receiveImport } from './receive.service.ts';
import { makeTemplate } from './templates.service.ts';
import { undo } from './undo.service.ts';

type WithId = Context & { input: { params: { id: string } } };

const load = (context: WithId): Promise<ImportRecord> => getImportRecord(context, context.input.params.id);
const hold = (context: WithId): Promise<ImportRecord> =>
  getImportRecord(context, context.input.params.id, 'lock');
const mayUse = (context: Context, record: ImportRecord) => authorize(context, 'imports.use', record.area_id);

export const importsRoutes: readonly Route[] = [
  route({
    contract: uploadImport,
    authorize: (context) => authorize(context, 'imports.use', context.input.query.areaId),
    handle: async (context, { authorized }) => {
      const { id } = await receiveImport(context, authorized, context.upload, context.input.query.profileDay);
      return showImport(context, id);
    },
    audit: ({ answer, authorized }) => ({
      action: 'import.receive',
      subject: 'import',
      subjectId: answer.id,
      areaId: authorized.areaId,
      details: { bytes: answer.fileSize },
    }),
  }),
  route({
    contract: listImports,
    handle: (context) => {
      const { areaId, cursor, limit } = context.input.query;
      return listImportPage(context, { areaId, cursor, limit });
    },
  }),
  route({
    contract: getImport,
    load,
    authorize: mayUse,
    handle: (_context, { loaded }) => showImport(_context, loaded.id),
  }),
  route({
    contract: listImportRows,
    load,
    authorize: mayUse,
    handle: (context, { loaded }) => {
      const { position, state, cursor, limit } = context.input.query;
      return listRowPage(context, loaded, { position, state, cursor, limit });
    },
  }),
  route({
    contract: mendImport,
    load: hold,
    authorize: mayUse,
    handle: async (context, { loaded }) => {
      const authorized = inNameOf(context.caller.id, 'imports.use', await openHome(context, loaded.area_id));
      const rows = await mend(context, authorized, loaded.id, context.input.body);
      return { import: await showImport(context, loaded.id), rows };
    },
    audit: ({ loaded }, { input }) => ({
      action: 'import.mend',
      subject: 'import',
      subjectId: loaded.id,
      areaId: loaded.area_id,
      details: {
        rows: input.body.rows.length,
        places: input.body.places.length,
        choices: input.body.choices.length,
      },
    }),
  }),
  route({
    contract: downloadProblems,
    load,
    authorize: mayUse,
    handle: (context, { loaded }) => problemsWorkbook(context, loaded, context.input.query),
  }),
  route({ contract: downloadTemplate, handle: (context) => makeTemplate(context.input.params.file) }),
  route({
    contract: commitImport,
    load: hold,
    authorize: mayUse,
    handle: async (context, { loaded, authorized }) => {
      if (await askForCommit(context, authorized, loaded))
        await context.enqueue('commitImport', { importId: loaded.id });
      return showImport(context, loaded.id);
    },
    audit: ({ loaded, answer }) => ({
      action: 'import.commit',
      subject: 'import',
      subjectId: loaded.id,
      areaId: loaded.area_id,
      details: { rows: answer.accepted },
    }),
  }),
  route({
    contract: undoImport,
    load: hold,
    authorize: mayUse,
    handle: async (context, { loaded }) => {
      await undo(context, loaded);
      return showImport(context, loaded.id);
    },
    audit: ({ loaded }) => ({
      action: 'import.undo',
      subject: 'import',
      subjectId: loaded.id,
      areaId: loaded.area_id,
    }),
  }),
  route({
    contract: removeImport,
    load: hold,
    authorize: mayUse,
    handle: async (context, { loaded, authorized }) => {
      await discardImport(context, authorized, loaded);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'import.remove',
      subject: 'import',
      subjectId: loaded.id,
      areaId: loaded.area_id,
    }),
  }),
];
