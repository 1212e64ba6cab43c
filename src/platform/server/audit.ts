import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DB } from './db.generated.ts';

/** A line of the audit log. No text of people goes into the details: codes, counts and identifiers only. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly areaId?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes a line in the transaction of what it records. */
export async function writeAudit(tx: Transaction<DB>, callerId: string, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      id: uuidv7(),
      caller: callerId,
      action: entry.action,
      subject: entry.subject,
      subject_id: entry.subjectId,
      area_id: entry.areaId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
