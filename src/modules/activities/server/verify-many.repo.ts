import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { EntryValues } from '../field.contract.ts';

export interface VerifiedRow {
  id: string;
  province_id: string;
  form: string;
  values: EntryValues;
}

/** Verifies those of the records that are submitted, each with its revision, in one statement; gives them. */
export async function verifySubmitted(
  tx: Transaction<DB>,
  authorized: Authorized<'activities.verify'>,
  ids: readonly string[],
  device: string,
): Promise<VerifiedRow[]> {
  const done = await sql<VerifiedRow>`
    with changed as (
      update activity set state = 'verified', reason = '', revision = revision + 1,
        changed_by = ${authorized.callerId}, changed_at = now()
      where id = any(${[...ids]}::uuid[]) and state = 'submitted'
      returning *),
    history as (
      insert into activity_revision (province_id, activity_id, revision, area_id, action, by, device, after)
      select province_id, id, revision, area_id, 'verify', ${authorized.callerId}, ${device},
        jsonb_build_object('formVersion', form_version, 'values', values, 'state', state,
          'stateBeforeVoid', state_before_void, 'reason', reason)
      from changed)
    select id, province_id, form, values from changed`.execute(tx);
  return done.rows;
}
