import { sql, type Transaction } from 'kysely';
import type { Permission } from '../../../platform/permissions.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { SubjectKind } from '../document.contract.ts';

type Tx = Transaction<DB>;

export interface FileRow {
  readonly id: string;
  readonly provinceId: string;
  readonly areaId: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly purpose: string;
  readonly fileName: string;
  readonly type: string;
  readonly size: number;
  readonly hash: string;
  readonly generated: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly removed: boolean;
}

export interface FileToStore extends Omit<FileRow, 'provinceId' | 'createdAt' | 'createdBy' | 'removed'> {
  readonly content: Buffer;
  readonly restrictedTo: Permission | null;
}

const columns = sql`f.id, f.province_id as "provinceId", f.area_id as "areaId", f.subject_kind as "subjectKind",
  f.subject_id as "subjectId", f.purpose, f.file_name as "fileName", f.media_type as type, f.size, f.hash, f.generated,
  f.created_at as "createdAt", f.removed_at is not null as removed,
  coalesce((select n.display_name from account_names(
    case when f.created_by ~ '^[0-9a-f-]{36}$' then array[f.created_by::uuid] else '{}'::uuid[] end) n), '') as "createdBy"`;

/** Stores a file; false where one of this id is there already. */
export async function insertFile(
  tx: Tx,
  authorized: Authorized<Permission>,
  file: FileToStore,
): Promise<boolean> {
  const stored = await sql<{ provinceId: string }>`
    insert into stored_file (id, province_id, area_id, subject_kind, subject_id, purpose, file_name, media_type, size,
      hash, generated, restricted_to, created_by)
    select ${file.id}, a.province_id, a.id, ${file.subjectKind}, ${file.subjectId}, ${file.purpose}, ${file.fileName},
      ${file.type}, ${file.size}, ${file.hash}, ${file.generated}, ${file.restrictedTo}, ${authorized.callerId}
    from area a where a.id = ${file.areaId}
    on conflict (id) do nothing returning province_id as "provinceId"`.execute(tx);
  const row = stored.rows[0];
  if (!row) return false;
  await sql`insert into stored_file_content (province_id, file_id, content)
    values (${row.provinceId}, ${file.id}, ${file.content})`.execute(tx);
  return true;
}

/** A file that the caller may see with the permission in hand, also one that was taken out. */
export async function findFile(tx: Tx, id: string): Promise<FileRow | undefined> {
  const found = await sql<FileRow>`select ${columns} from stored_file f where f.id = ${id}`.execute(tx);
  return found.rows[0];
}

export async function listFilesOf(
  tx: Tx,
  subject: { kind: SubjectKind; id: string },
  purpose: string | undefined,
  limit: number,
): Promise<FileRow[]> {
  const found = await sql<FileRow>`
    select ${columns} from stored_file f
    where f.subject_kind = ${subject.kind} and f.subject_id = ${subject.id} and f.removed_at is null
      and f.restricted_to is null ${purpose === undefined ? sql`` : sql`and f.purpose = ${purpose}`}
    order by f.created_at desc, f.id desc limit ${limit}`.execute(tx);
  return found.rows;
}

export async function contentOf(
  tx: Tx,
  file: { id: string; provinceId: string },
): Promise<Buffer | undefined> {
  const found = await sql<{ content: Buffer }>`select content from stored_file_content
    where province_id = ${file.provinceId} and file_id = ${file.id}`.execute(tx);
  return found.rows[0]?.content;
}

export async function markRemoved(
  tx: Tx,
  _authorized: Authorized<Permission>,
  id: string,
  removed: boolean,
): Promise<void> {
  const at = removed ? sql`now()` : sql`null`;
  await sql`update stored_file set removed_at = ${at} where id = ${id}`.execute(tx);
}

export async function setFileName(
  tx: Tx,
  _authorized: Authorized<Permission>,
  id: string,
  fileName: string,
): Promise<void> {
  await sql`update stored_file set file_name = ${fileName} where id = ${id}`.execute(tx);
}
