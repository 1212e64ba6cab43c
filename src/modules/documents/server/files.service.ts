import type { Permission } from '../../../platform/permissions.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { documentLimits, type StoredFile, type SubjectKind } from '../document.contract.ts';
import { keptName, kindOfType } from '../file-type.rules.ts';
import type { CheckedFile } from './content-check.service.ts';
import {
  contentOf,
  type FileRow,
  findFile,
  insertFile,
  listFilesOf,
  markRemoved,
  setFileName,
} from './files.repo.ts';

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/**
 * Keeps a checked file (`checkFile`, `checkPicture`) with a record; `authorized.areaId` is the area of the record. Sending the
 * same id again gives the file that is there. `restrictedTo` hides it from everybody who has not this permission in
 * hand: such a file is in no list, only `readStoredFile` within a route of that permission opens it.
 * Throws Problem `alreadyExists` for an id of another record, `invalidInput` where a record has too many files.
 */
export async function storeFile(
  context: Context,
  authorized: Authorized<Permission>,
  asked: {
    id: string;
    subject: Subject;
    purpose: string;
    file: CheckedFile;
    generated?: boolean;
    restrictedTo?: Permission;
  },
): Promise<StoredFile> {
  const { id, subject, purpose, file } = asked;
  await refuseTooMany(context, subject, purpose);
  const { fileName, type, size, hash, content } = file;
  await insertFile(context.tx, authorized, {
    id,
    areaId: authorized.areaId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    purpose,
    fileName,
    type,
    size,
    hash,
    content,
    generated: asked.generated ?? false,
    restrictedTo: asked.restrictedTo ?? null,
  });
  const stored = await findFile(context.tx, id);
  if (!stored || stored.subjectKind !== subject.kind || stored.subjectId !== subject.id)
    throw new Problem('alreadyExists');
  return describeFile(stored);
}

async function refuseTooMany(context: Context, subject: Subject, purpose: string): Promise<void> {
  const files = await listFilesOf(context.tx, subject, purpose, documentLimits.perSubject);
  if (files.length < documentLimits.perSubject) return;
  throw new Problem('notPossibleNow', {
    detail: {
      vi: `Mục này đã có ${documentLimits.perSubject} tệp. Hãy bỏ bớt tệp không cần rồi tải lên.`,
      en: `There are ${documentLimits.perSubject} files here already. Remove what is not needed, then upload.`,
    },
  });
}

/** The files of a record that the caller may see, the newest first, without restricted ones. */
export async function filesOf(context: Context, subject: Subject, purpose?: string): Promise<StoredFile[]> {
  const rows = await listFilesOf(context.tx, subject, purpose, documentLimits.perSubject);
  return rows.map(describeFile);
}

/** A file and its content. Throws Problem `notFound`. */
export async function readStoredFile(
  context: Context,
  id: string,
): Promise<{ file: StoredFile; content: Buffer }> {
  const row = await getFileRow(context, id);
  const content = row.removed ? undefined : await contentOf(context.tx, row);
  if (!content) throw new Problem('notFound');
  return { file: describeFile(row), content };
}

/** A file that the caller may see, or undefined. */
export async function findStoredFile(context: Context, id: string): Promise<StoredFile | undefined> {
  const row = await findFile(context.tx, id);
  return row && describeFile(row);
}

/** The row of a file, also of one that was taken out. Throws Problem `notFound`. */
export async function getFileRow(context: Context, id: string): Promise<FileRow> {
  const row = await findFile(context.tx, id);
  if (!row) throw new Problem('notFound');
  return row;
}

/** Takes a file out of the lists, or brings it back; its content stays. */
export async function setRemoved(
  context: Context,
  authorized: Authorized<Permission>,
  id: string,
  removed: boolean,
): Promise<StoredFile> {
  await markRemoved(context.tx, authorized, id, removed);
  return describeFile(await getFileRow(context, id));
}

/** Calls a file something else; the ending stays that of its content. */
export async function changeFileName(
  context: Context,
  authorized: Authorized<Permission>,
  file: FileRow,
  fileName: string,
): Promise<StoredFile> {
  const kind = kindOfType(file.type);
  await setFileName(context.tx, authorized, file.id, kind ? keptName(fileName, kind) : fileName);
  return describeFile(await getFileRow(context, file.id));
}

function describeFile({ provinceId: _province, removed: _removed, createdAt, ...file }: FileRow): StoredFile {
  return { ...file, createdAt: createdAt.toISOString() };
}
