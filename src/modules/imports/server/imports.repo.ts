import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ImportFailure, ImportProgress, ImportState } from '../import.contract.ts';

type Tx = Transaction<DB>;
type MayImport = Authorized<'imports.use'>;

/** A place that a person named for a text of the book. */
export interface PlaceAlias {
  readonly areaId: string;
  readonly organizationId?: string | undefined;
}

/** What people said about texts: folded place → place, 'form.field.label' → code of a choice. */
export interface Aliases {
  places: Record<string, PlaceAlias>;
  choices: Record<string, string>;
}

export interface ImportRecord {
  id: string;
  province_id: string;
  area_id: string;
  area_name: string;
  area_kind: string;
  file_name: string;
  file_kind: 'xlsx' | 'csv';
  file_hash: string;
  file_size: number;
  state: ImportState;
  progress: ImportProgress;
  failure: ImportFailure | null;
  profile_day: string | null;
  profile_day_given: boolean;
  aliases: Aliases;
  created_by: string;
  created_by_name: string | null;
  created_at: Date;
  committed_by: string | null;
  committed_at: Date | null;
  undone_at: Date | null;
}

const columns = sql`i.id, i.province_id, i.area_id, a.full_name as area_name, a.kind as area_kind, i.file_name,
  i.file_kind, i.file_hash, i.file_size, i.state, i.progress, i.failure, i.profile_day, i.profile_day_given, i.aliases,
  i.created_by, i.created_at, i.committed_by, i.committed_at, i.undone_at,
  case when length(i.created_by) = 36
    then (select n.display_name from account_names(array[i.created_by::uuid]) n) end as created_by_name`;
const tables = sql`import i join area a on a.id = i.area_id`;

export interface NewImport {
  readonly id: string;
  readonly areaId: string;
  readonly fileName: string;
  readonly fileKind: 'xlsx' | 'csv';
  readonly fileHash: string;
  readonly fileSize: number;
  readonly profileDay: string | undefined;
}

/** Notes a file that was received. */
export async function insertImport(tx: Tx, authorized: MayImport, given: NewImport): Promise<void> {
  await sql`insert into import (id, province_id, area_id, file_name, file_kind, file_hash, file_size, state, profile_day,
      profile_day_given, created_by)
    select ${given.id}, a.province_id, a.id, ${given.fileName}, ${given.fileKind}, ${given.fileHash}, ${given.fileSize},
      'uploaded', ${given.profileDay ?? null}::date, ${given.profileDay !== undefined}, ${authorized.callerId}
    from area a where a.id = ${authorized.areaId}`.execute(tx);
}

/** One import within the caller's areas; `lock` holds it until the transaction ends. */
export async function findImport(
  tx: Tx,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ImportRecord | undefined> {
  const found = await sql<ImportRecord>`select ${columns} from ${tables} where i.id = ${id}
    ${lock === 'lock' ? sql`for update of i` : sql``}`.execute(tx);
  return found.rows[0];
}

/** An import of the same file into the same area that is not committed yet. Waits for one that is being received. */
export async function findOpenImport(tx: Tx, areaId: string, fileHash: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${areaId} ${fileHash}`}, 0))`.execute(tx);
  const found = await sql<{ id: string }>`
    select id from import where area_id = ${areaId} and file_hash = ${fileHash}
      and state in ('uploaded', 'checking', 'checked') order by created_at limit 1`.execute(tx);
  return found.rows[0]?.id;
}

export interface SheetTotals {
  data_rows: number;
  accepted: number;
  problem_rows: number;
  duplicates: number;
  already_known: number;
  left_out: number;
}

/** A page of imports, newest first. */
export async function searchImports(
  tx: Tx,
  which: { areaId: string | undefined; after: string | undefined; limit: number },
): Promise<(ImportRecord & SheetTotals)[]> {
  const below =
    which.areaId === undefined
      ? sql`true`
      : sql`i.area_id in (select p.area_id from area_path_today p where p.ancestor_id = ${which.areaId})`;
  // Identifiers are made in the order of time.
  const after = which.after === undefined ? sql`true` : sql`i.id < ${which.after}`;
  const found = await sql<ImportRecord & SheetTotals>`
    select ${columns}, coalesce(t.data_rows, 0)::int as data_rows, coalesce(t.accepted, 0)::int as accepted,
      coalesce(t.problem_rows, 0)::int as problem_rows, coalesce(t.duplicates, 0)::int as duplicates,
      coalesce(t.already_known, 0)::int as already_known, coalesce(t.left_out, 0)::int as left_out
    from ${tables} left join lateral (
      select sum(data_rows) as data_rows, sum(accepted) as accepted, sum(problem_rows) as problem_rows,
        sum(duplicates) as duplicates, sum(already_known) as already_known, sum(left_out) as left_out
      from import_sheet s where s.import_id = i.id) t on true
    where ${below} and ${after} order by i.id desc limit ${which.limit}`.execute(tx);
  return found.rows;
}

/** Moves an import on, if it is in one of the states that this leads on from. Gives whether it did. */
export async function moveImport(
  tx: Tx,
  _authorized: MayImport,
  id: string,
  from: readonly ImportState[],
  change: {
    state: ImportState;
    failure?: ImportFailure | null;
    progress?: ImportProgress;
    runner?: string | null;
    committedBy?: string;
    profileDay?: string | null;
  },
): Promise<boolean> {
  const sets: RawBuilder<unknown>[] = [sql`state = ${change.state}`];
  if (change.failure !== undefined)
    sets.push(sql`failure = ${change.failure === null ? null : JSON.stringify(change.failure)}::jsonb`);
  if (change.progress !== undefined) sets.push(sql`progress = ${JSON.stringify(change.progress)}::jsonb`);
  if (change.runner !== undefined) sets.push(sql`runner = ${change.runner}::uuid`);
  if (change.committedBy !== undefined) sets.push(sql`committed_by = ${change.committedBy}`);
  if (change.profileDay !== undefined) sets.push(sql`profile_day = ${change.profileDay}::date`);
  if (change.state === 'committed') sets.push(sql`committed_at = now()`);
  if (change.state === 'undone') sets.push(sql`undone_at = now()`);
  const moved =
    await sql`update import set ${sql.join(sets)} where id = ${id} and state = any(${[...from]}::text[])`.execute(
      tx,
    );
  return moved.numAffectedRows === 1n;
}

/** Notes how far a run has come. False where another run has taken over, or the import is gone. */
export async function noteProgress(
  tx: Tx,
  id: string,
  runner: string,
  progress: ImportProgress,
): Promise<boolean> {
  const noted = await sql`update import set progress = ${JSON.stringify(progress)}::jsonb
    where id = ${id} and runner = ${runner}`.execute(tx);
  return noted.numAffectedRows === 1n;
}

/** Keeps what a person said about texts, and the day of the profiles. */
export async function saveWords(
  tx: Tx,
  _authorized: MayImport,
  id: string,
  words: { aliases: Aliases; profileDay: string | undefined },
): Promise<void> {
  await sql`update import set aliases = ${JSON.stringify(words.aliases)}::jsonb,
      profile_day = coalesce(${words.profileDay ?? null}::date, profile_day),
      profile_day_given = profile_day_given or ${words.profileDay !== undefined}
    where id = ${id}`.execute(tx);
}

export async function deleteImport(tx: Tx, _authorized: MayImport, id: string): Promise<void> {
  await sql`delete from import where id = ${id}`.execute(tx);
}

/** Imports that were being worked on when the program stopped, and old ones that nobody committed. */
export async function findUnfinished(tx: Tx): Promise<{ id: string; state: ImportState; is_old: boolean }[]> {
  const found = await sql<{ id: string; state: ImportState; is_old: boolean }>`
    select id, state, created_at < now() - interval '60 days' as is_old from import
    where state in ('uploaded', 'checking', 'committing')
      or (state in ('checked', 'failed') and created_at < now() - interval '60 days')
    order by id`.execute(tx);
  return found.rows;
}

/** The ids of all imports whose file may still be needed. */
export async function findFileOwners(tx: Tx): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select id from import where state in ('uploaded', 'checking')`.execute(tx);
  return new Set(found.rows.map((row) => row.id));
}
