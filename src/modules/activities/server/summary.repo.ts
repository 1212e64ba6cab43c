import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ActivityState } from '../activity-state.contract.ts';
import type { EntryValues } from '../field.contract.ts';

export interface SummaryRow {
  readonly id: string;
  readonly form: string;
  readonly state: ActivityState;
  readonly values: EntryValues;
}

/** Records by id as far as the caller may see them. */
export async function findForSummary(tx: Transaction<DB>, ids: readonly string[]): Promise<SummaryRow[]> {
  const found = await sql<SummaryRow>`
    select id, form, state, values from activity where id = any(${ids}::uuid[])`.execute(tx);
  return found.rows;
}
