import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ActivityState } from '../../activities/activity-state.contract.ts';
import type { EntryValues } from '../../activities/field.contract.ts';

export interface EntryRow {
  readonly id: string;
  readonly province_id: string;
  readonly values: EntryValues;
  readonly state: ActivityState;
}

/** Entries of models that count and have no site: written before there was a register of sites. */
export async function findEntriesWithoutSite(tx: Transaction<DB>, most: number): Promise<EntryRow[]> {
  const found = await sql<EntryRow>`
    select a.id, a.province_id, a.values, a.state from activity a
    where a.form = 'modelSite' and a.state in ('submitted', 'verified')
      and not exists (select 1 from model_site s where s.id = a.id)
    order by a.id limit ${most}`.execute(tx);
  return found.rows;
}
