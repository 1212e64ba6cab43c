import { sql, type Transaction } from 'kysely';
import type { Permission } from '../../../platform/permissions.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** What is known of an attachment that has come, or was refused. */
export interface AttachmentRow {
  readonly id: string;
  readonly recordId: string;
  readonly type: string;
  readonly size: number;
  readonly hash: string;
  readonly sentHash: string;
  readonly sentSize: number;
  readonly refused: { vi: string; en: string } | null;
  readonly arrivedAt: Date;
}

const columns = sql`f.id, f.subject_id as "recordId", f.media_type as type, f.size, f.hash, f.sent_hash as "sentHash",
  f.sent_size as "sentSize", f.refused, f.created_at as "arrivedAt"`;

/** The attachment of that id within the caller's areas, refused ones included. */
export async function findAttachment(tx: Tx, id: string): Promise<AttachmentRow | undefined> {
  const found = await sql<AttachmentRow>`
    select ${columns} from stored_file f where f.id = ${id} and f.sent_hash is not null`.execute(tx);
  return found.rows[0];
}

export async function attachmentsOfRecord(tx: Tx, recordId: string): Promise<AttachmentRow[]> {
  const found = await sql<AttachmentRow>`
    select ${columns} from stored_file f
    where f.subject_kind = 'activity' and f.subject_id = ${recordId} and f.sent_hash is not null`.execute(tx);
  return found.rows;
}

/** Notes what was sent, beside the file that was kept of it. */
export async function noteSent(
  tx: Tx,
  _authorized: Authorized<Permission>,
  id: string,
  sent: { hash: string; size: number },
): Promise<void> {
  await sql`update stored_file set sent_hash = ${sent.hash}, sent_size = ${sent.size} where id = ${id}`.execute(
    tx,
  );
}

/** Makes way for the same attachment after it was refused. */
export async function forgetRefusal(tx: Tx, _authorized: Authorized<Permission>, id: string): Promise<void> {
  await sql`delete from stored_file where id = ${id} and refused is not null`.execute(tx);
}

/** Notes that something came and why it could not be kept, so that the commune sees it and not only the phone. */
export async function noteRefusal(
  tx: Tx,
  authorized: Authorized<Permission>,
  given: {
    id: string;
    recordId: string;
    field: string;
    sent: { hash: string; size: number };
    reason: { vi: string; en: string };
  },
): Promise<void> {
  const { id, recordId, field, sent, reason } = given;
  await sql`
    insert into stored_file (id, province_id, area_id, subject_kind, subject_id, purpose, file_name, media_type, size,
      hash, created_by, removed_at, sent_hash, sent_size, refused)
    select ${id}, a.province_id, a.id, 'activity', ${recordId}, ${`attachment.${field}`}, '', '', 0, '',
      ${authorized.callerId}, now(), ${sent.hash}, ${sent.size}, ${JSON.stringify(reason)}::jsonb
    from area a where a.id = ${authorized.areaId}
    on conflict (id) do nothing`.execute(tx);
}
