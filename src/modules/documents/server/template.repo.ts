import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

export interface EditedTemplate {
  readonly areaId: string;
  readonly fileName: string;
  readonly content: Buffer;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
}

/** The edited template of the area, or of the nearest area above it that the caller may see. */
export async function findTemplate(
  tx: Tx,
  areaId: string,
  kind: string,
): Promise<EditedTemplate | undefined> {
  const found = await sql<EditedTemplate>`
    select t.area_id as "areaId", t.file_name as "fileName", t.content, t.uploaded_at as "uploadedAt",
      coalesce((select n.display_name from account_names(
        case when t.uploaded_by ~ '^[0-9a-f-]{36}$' then array[t.uploaded_by::uuid] else '{}'::uuid[] end) n), '')
        as "uploadedBy"
    from document_template t join area_path_today p on p.ancestor_id = t.area_id and p.area_id = ${areaId}
    where t.kind = ${kind} order by p.depth limit 1`.execute(tx);
  return found.rows[0];
}

export async function saveTemplate(
  tx: Tx,
  authorized: Authorized<'documents.manage'>,
  template: { kind: string; fileName: string; content: Buffer },
): Promise<void> {
  const { kind, fileName, content } = template;
  await sql`
    insert into document_template (area_id, kind, file_name, content, uploaded_by)
    values (${authorized.areaId}, ${kind}, ${fileName}, ${content}, ${authorized.callerId})
    on conflict (area_id, kind) do update set file_name = excluded.file_name, content = excluded.content,
      uploaded_by = excluded.uploaded_by, uploaded_at = now()`.execute(tx);
}

export async function deleteTemplate(
  tx: Tx,
  authorized: Authorized<'documents.manage'>,
  kind: string,
): Promise<void> {
  await sql`delete from document_template where area_id = ${authorized.areaId} and kind = ${kind}`.execute(
    tx,
  );
}
