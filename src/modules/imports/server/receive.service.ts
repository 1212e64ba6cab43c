import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { Upload } from '../../../platform/server/route.ts';
import { sniffFile } from './file-rows.service.ts';
import { deleteImport, findOpenImport, type ImportRecord, insertImport } from './imports.repo.ts';
import { isRemovable } from './look.service.ts';

/** Where the file of an import rests until it is checked. */
export function importFilePath(filesFolder: string, importId: string): string {
  return path.join(filesFolder, 'imports', importId);
}

/**
 * Takes a received file over and asks for its check; gives the import's id. The same file into the same area, received
 * again before its commit, is the same import. Throws Problem `unreadableFile` or `tooLarge` with the reason.
 */
export async function receiveImport(
  context: Context,
  authorized: Authorized<'imports.use'>,
  upload: Upload,
  profileDay: string | undefined,
): Promise<{ id: string; isNew: boolean }> {
  if (profileDay !== undefined && profileDay > context.today) {
    throw new Problem('invalidInput', {
      fields: [{ path: 'profileDay', code: 'inTheFuture', found: profileDay }],
    });
  }
  const fileKind = await sniffFile(upload.path, upload.fileName);
  const open = await findOpenImport(context.tx, authorized.areaId, upload.hash);
  if (open !== undefined) return { id: open, isNew: false };
  const id = uuidv7();
  await insertImport(context.tx, authorized, {
    id,
    areaId: authorized.areaId,
    fileName: upload.fileName,
    fileKind,
    fileHash: upload.hash,
    fileSize: upload.size,
    profileDay,
  });
  await context.enqueue('checkImport', { importId: id });
  // Uploads are received in `incoming`, beside the folder of imports; a name on the same disk changes at once.
  const target = importFilePath(path.dirname(path.dirname(upload.path)), id);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  renameSync(upload.path, target);
  return { id, isNew: true };
}

/** The file of an import is only needed until its rows are staged. */
export function dropImportFile(filesFolder: string, importId: string): void {
  rmSync(importFilePath(filesFolder, importId), { force: true });
}

/** Throws an import away with all that was staged. Throws Problem `notPossibleNow` where it brought records. */
export async function discardImport(
  context: Context,
  authorized: Authorized<'imports.use'>,
  record: ImportRecord,
): Promise<void> {
  if (!isRemovable(record.state)) throw new Problem('notPossibleNow');
  await deleteImport(context.tx, authorized, record.id);
}
