import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { mayIn } from '../../areas/server/areas.service.ts';
import {
  addFile,
  downloadFile,
  listFiles,
  removeFile,
  renameFile,
  restoreFile,
  type StoredFile,
} from '../document.contract.ts';
import { checkFile } from './content-check.service.ts';
import {
  changeFileName,
  filesOf,
  findStoredFile,
  getFileRow,
  readStoredFile,
  setRemoved,
  storeFile,
} from './files.service.ts';
import { areaOfSubject } from './subjects.service.ts';

export const documentsRoutes: readonly Route[] = [
  route({
    contract: listFiles,
    load: (context) => {
      const { subjectKind: kind, subjectId: id } = context.input.query;
      return areaOfSubject(context, { kind, id }, 'documents.read');
    },
    handle: async (context, { loaded }) => {
      const { subjectKind: kind, subjectId: id, purpose } = context.input.query;
      return {
        items: await filesOf(context, { kind, id }, purpose),
        can: { write: await mayIn(context, 'documents.write', loaded) },
      };
    },
  }),
  route({
    contract: addFile,
    load: async (context) => {
      const { subjectKind: kind, subjectId } = context.input.query;
      const areaId = await areaOfSubject(context, { kind, id: subjectId }, 'documents.write');
      return { areaId, there: await findStoredFile(context, context.input.query.id) };
    },
    authorize: (context, { areaId }) => authorize(context, 'documents.write', areaId),
    handle: async (context, { authorized }) => {
      const { subjectKind: kind, subjectId, purpose, id } = context.input.query;
      const file = await checkFile(context.upload);
      return storeFile(context, authorized, { id, subject: { kind, id: subjectId }, purpose, file });
    },
    audit: ({ loaded, answer }) => (loaded.there ? undefined : line('file.add', answer)),
  }),
  route({
    contract: downloadFile,
    handle: async (context) => {
      const { file, content } = await readStoredFile(context, context.input.params.id);
      return { fileName: file.fileName, type: file.type, content };
    },
    audit: (_done, { input }) => ({ action: 'file.read', subject: 'file', subjectId: input.params.id }),
  }),
  route({
    contract: renameFile,
    load: (context) => getFileRow(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'documents.write', loaded.areaId),
    handle: (context, { loaded, authorized }) =>
      changeFileName(context, authorized, loaded, context.input.body.fileName),
    audit: ({ answer }) => line('file.rename', answer),
  }),
  route({
    contract: removeFile,
    load: (context) => getFileRow(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'documents.write', loaded.areaId),
    handle: async (context, { loaded, authorized }) => {
      await setRemoved(context, authorized, loaded.id, true);
      return undefined;
    },
    audit: ({ loaded }) => ({
      action: 'file.remove',
      subject: 'file',
      subjectId: loaded.id,
      areaId: loaded.areaId,
    }),
  }),
  route({
    contract: restoreFile,
    load: (context) => getFileRow(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'documents.write', loaded.areaId),
    handle: (context, { loaded, authorized }) => setRemoved(context, authorized, loaded.id, false),
    audit: ({ answer }) => line('file.restore', answer),
  }),
];

function line(action: string, file: StoredFile) {
  const { id, areaId, subjectKind, subjectId, purpose, size, hash } = file;
  return {
    action,
    subject: 'file',
    subjectId: id,
    areaId,
    details: { of: `${subjectKind}/${subjectId}`, purpose, size, hash },
  };
}
