import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { Snapshot } from './activity-read.repo.ts';
import type { ActivityContent } from './activity-write.repo.ts';

export interface ImportedContent extends ActivityContent {
  readonly notes: Readonly<Record<string, string>>;
  readonly sourceHash: string;
}

/**
 * Stores many new records of one import with their first revisions, in one statement, which is sent ahead: the next
 * rows are made ready while the database stores these. What it refuses is thrown by the statements that follow.
 */
export async function insertImportedActivities(
  tx: Transaction<DB>,
  _authorized: Authorized<'imports.use'>,
  rows: readonly ImportedContent[],
  made: { importId: string; by: string; device: string },
): Promise<void> {
  const after = rows.map(({ formVersion, values, state, stateBeforeVoid, reason }): Snapshot => {
    return { formVersion, values, state, stateBeforeVoid, reason };
  });
  await sql`/* ahead */
    with given as materialized (
      select * from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.provinceId)}::uuid[],
        ${rows.map((row) => row.form)}::text[], ${rows.map((row) => row.formVersion)}::int[],
        ${rows.map((row) => row.areaId)}::uuid[], ${rows.map((row) => row.organizationId)}::uuid[],
        ${rows.map((row) => row.day)}::date[], ${rows.map((row) => JSON.stringify(row.values))}::jsonb[],
        ${rows.map((row) => JSON.stringify(row.notes))}::jsonb[], ${rows.map((row) => row.state)}::text[],
        ${rows.map((row) => row.search)}::text[], ${rows.map((row) => row.sourceHash)}::text[],
        ${after.map((snapshot) => JSON.stringify(snapshot))}::jsonb[])
        as g(id, province_id, form, form_version, area_id, organization_id, day, values, notes, state, search,
          source_hash, after)),
    stored as (
      insert into activity (id, province_id, form, form_version, area_id, organization_id, day, values, notes, state,
        revision, search, source_hash, import_id, created_by, changed_by)
      select id, province_id, form, form_version, area_id, organization_id, day, values, notes, state, 1, search,
        source_hash, ${made.importId}::uuid, ${made.by}, ${made.by} from given)
    insert into activity_revision (province_id, activity_id, revision, area_id, action, by, device, after)
    select province_id, id, 1, area_id, 'import', ${made.by}, ${made.device}, after from given`.execute(tx);
}

export interface WorkedOn {
  id: string;
  form: string;
  day: string;
  revision: number;
}

/** Locks all records of an import; gives their ids, and those that somebody has worked on since, or what hangs on them. */
export async function holdImported(
  tx: Transaction<DB>,
  importId: string,
  findHeld: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<{ ids: string[]; workedOn: WorkedOn[] }> {
  const found = await sql<WorkedOn>`
    select id, form, day, revision from activity where import_id = ${importId} order by day, id for update`.execute(
    tx,
  );
  const ids = found.rows.map((row) => row.id);
  const held = new Set(await findHeld(ids));
  return { ids, workedOn: found.rows.filter((row) => row.revision > 1 || held.has(row.id)) };
}

/** Deletes records with their revisions; their facts are gone before. */
export async function deleteActivities(
  tx: Transaction<DB>,
  _authorized: Authorized<'imports.use'>,
  ids: readonly string[],
): Promise<void> {
  await sql`with history as (delete from activity_revision where activity_id = any(${[...ids]}::uuid[]))
    delete from activity where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Which of these rows of books are records under the area already: hash → the record's id. */
export async function findByHashes(
  tx: Transaction<DB>,
  areaId: string,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const found = await sql<{ source_hash: string; id: string }>`
    select a.source_hash, a.id from activity a
    where a.source_hash = any(${[...hashes]}::text[])
      and a.area_id in (select p.area_id from area_path_today p where p.ancestor_id = ${areaId})`.execute(tx);
  return new Map(found.rows.map((row) => [row.source_hash, row.id]));
}
