import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ActivityState } from '../activity-state.contract.ts';
import type { EntryValues } from '../field.contract.ts';
import type { Snapshot } from './activity-read.repo.ts';
import type { capabilityPermissions } from './reach.repo.ts';

/** Any permission that lets somebody change a record; which one it has to be, the rules of states say. */
export type MayChange = Authorized<(typeof capabilityPermissions)[keyof typeof capabilityPermissions]>;

/** What a record is to become. */
export interface ActivityContent {
  readonly id: string;
  readonly provinceId: string;
  readonly form: string;
  readonly formVersion: number;
  readonly areaId: string;
  readonly organizationId: string | null;
  readonly day: string;
  readonly values: EntryValues;
  readonly state: ActivityState;
  readonly stateBeforeVoid: ActivityState | null;
  readonly reason: string;
  readonly search: string;
}

/** Holds in the statement that inserts a record, where it was not there before. */
export const isFresh = sql<boolean>`exists (select 1 from fresh)`;

/** Who changes it and why; stands in the revision. */
export interface Change {
  readonly action: string;
  readonly reason: string;
  readonly device: string;
}

function snapshot(content: ActivityContent): Snapshot {
  const { formVersion, values, state, stateBeforeVoid, reason } = content;
  return { formVersion, values, state, stateBeforeVoid, reason };
}

/**
 * Stores a new record, its first revision and its facts in one statement. Gives when, or undefined where a record
 * of that id is there already (then nothing is stored).
 */
export async function insertActivity(
  tx: Transaction<DB>,
  authorized: Authorized<'activities.write'>,
  content: ActivityContent,
  change: Change,
  facts: RawBuilder<unknown> | undefined,
): Promise<Date | undefined> {
  const by = authorized.callerId;
  const inserted = await sql<{ created_at: Date }>`
    /* kept */ with fresh as (
      insert into activity (id, province_id, form, form_version, area_id, organization_id, day, values, state, reason,
        revision, search, created_by, changed_by)
      values (${content.id}, ${content.provinceId}, ${content.form}, ${content.formVersion}, ${content.areaId},
        ${content.organizationId}, ${content.day}, ${JSON.stringify(content.values)}, ${content.state},
        ${content.reason}, 1, ${content.search}, ${by}, ${by})
      on conflict do nothing
      returning created_at),
    history as (
      insert into activity_revision (province_id, activity_id, revision, area_id, action, by, device, reason, after)
      select ${content.provinceId}, ${content.id}, 1, ${content.areaId}, ${change.action}, ${by}, ${change.device},
        ${change.reason}, ${JSON.stringify(snapshot(content))}::jsonb from fresh)
    ${facts === undefined ? sql`` : sql`, ${facts}`}
    select created_at from fresh`.execute(tx);
  return inserted.rows[0]?.created_at;
}

/** Makes the next revision of a record that the caller holds locked. Gives its number. */
export async function updateActivity(
  tx: Transaction<DB>,
  authorized: MayChange,
  was: { provinceId: string; revision: number },
  content: ActivityContent,
  change: Change,
): Promise<number> {
  const next = was.revision + 1;
  await sql`
    with changed as (
      update activity set province_id = ${content.provinceId}, form_version = ${content.formVersion},
        area_id = ${content.areaId}, organization_id = ${content.organizationId}, day = ${content.day},
        values = ${JSON.stringify(content.values)}, state = ${content.state},
        state_before_void = ${content.stateBeforeVoid}, reason = ${content.reason}, revision = ${next},
        search = ${content.search}, changed_by = ${authorized.callerId}, changed_at = now()
      where id = ${content.id} and province_id = ${was.provinceId})
    insert into activity_revision (province_id, activity_id, revision, area_id, action, by, device, reason, after)
    values (${content.provinceId}, ${content.id}, ${next}, ${content.areaId}, ${change.action}, ${authorized.callerId},
      ${change.device}, ${change.reason}, ${JSON.stringify(snapshot(content))})`.execute(tx);
  return next;
}
