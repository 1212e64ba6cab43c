import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Snapshot } from './activity-read.repo.ts';
import type { ActivityContent } from './activity-write.repo.ts';

/**
 * Stores many records of one maker with their first revisions in one statement, those that are not there yet. Gives
 * when, by id. In the order of ids, so that two who send the same records can't wait for each other.
 */
export async function insertFresh(
  tx: Transaction<DB>,
  authorized: Authorized<'activities.write'>,
  rows: readonly ActivityContent[],
  device: string,
): Promise<Map<string, Date>> {
  const by = authorized.callerId;
  const after = rows.map(({ formVersion, values, state, stateBeforeVoid, reason }): Snapshot => {
    return { formVersion, values, state, stateBeforeVoid, reason };
  });
  const found = await sql<{ id: string; created_at: Date }>`
    /* kept */ with given as materialized (
      select * from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.provinceId)}::uuid[],
        ${rows.map((row) => row.form)}::text[], ${rows.map((row) => row.formVersion)}::int[],
        ${rows.map((row) => row.areaId)}::uuid[], ${rows.map((row) => row.organizationId)}::uuid[],
        ${rows.map((row) => row.day)}::date[], ${rows.map((row) => JSON.stringify(row.values))}::jsonb[],
        ${rows.map((row) => row.state)}::text[], ${rows.map((row) => row.search)}::text[],
        ${after.map((snapshot) => JSON.stringify(snapshot))}::jsonb[])
        as g(id, province_id, form, form_version, area_id, organization_id, day, values, state, search, after)),
    fresh as (
      insert into activity (id, province_id, form, form_version, area_id, organization_id, day, values, state, reason,
        revision, search, created_by, changed_by)
      select id, province_id, form, form_version, area_id, organization_id, day, values, state, '', 1, search, ${by}, ${by}
      from given order by id
      on conflict do nothing
      returning id, created_at),
    history as (
      insert into activity_revision (province_id, activity_id, revision, area_id, action, by, device, after)
      select g.province_id, g.id, 1, g.area_id, 'create', ${by}, ${device}, g.after from given g join fresh f on f.id = g.id)
    select id, created_at from fresh`.execute(tx);
  return new Map(found.rows.map((row) => [row.id, row.created_at]));
}
