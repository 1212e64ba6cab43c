import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** The day on which the first of a pilot's replicas was proposed; null where there is none. */
export async function firstReplicaOn(tx: Transaction<DB>, pilotId: string): Promise<string | null> {
  const found = await sql<{ first: string | null }>`
    select min(coalesce(proposed_on, since)) as first from model_site
    where pilot_id = ${pilotId} and not voided`.execute(tx);
  return found.rows[0]?.first ?? null;
}

/** Of these sites those for which somebody planned a task after the act that founded them. */
export async function findPlannedSince(
  tx: Transaction<DB>,
  siteIds: readonly string[],
  operationId: string,
): Promise<ReadonlySet<string>> {
  const found = await sql<{ id: string }>`
    select distinct t.site_id as id from model_task t join model_operation op on op.id = ${operationId}
    where t.site_id = any(${[...siteIds]}::uuid[]) and t.created_at is distinct from op.made_at`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}
