import { sql, type Transaction } from 'kysely';
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
  await sql`/* kept, ahead */ insert into audit_entry (id, caller, action, subject, subject_id, area_id, details)
    values (${uuidv7()}, ${callerId}, ${entry.action}, ${entry.subject}, ${entry.subjectId}, ${entry.areaId ?? null},
      ${JSON.stringify(entry.details ?? {})})`.execute(tx);
}
