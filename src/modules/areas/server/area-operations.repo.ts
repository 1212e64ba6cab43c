import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { AreaChange } from '../area-changes.rules.ts';
import type { AreaOperation } from '../area-operations.contract.ts';

type Tx = Transaction<DB>;

export interface OperationRow {
  readonly id: string;
  readonly kind: AreaOperation['kind'];
  readonly title: string;
  readonly instrument: string;
  readonly effectiveOn: string | null;
  readonly madeBy: string;
  readonly undo: readonly AreaChange[];
}

export async function insertOperation(tx: Tx, row: OperationRow): Promise<void> {
  await tx
    .insertInto('area_operation')
    .values({
      id: row.id,
      kind: row.kind,
      title: row.title,
      instrument: row.instrument,
      effective_on: row.effectiveOn,
      made_by: row.madeBy,
      undo: JSON.stringify(row.undo),
    })
    .execute();
}

const columns = sql`
  id, kind, title, instrument, effective_on as "effectiveOn", made_by as "madeBy",
  to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt",
  to_char(undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "undoneAt",
  undone_at is null and undo <> '[]'::jsonb as undoable`;

/**
 * The latest operations within the caller's areas: those that changed one of them, his own, and the official lists that were
 * taken over, which concern everybody. An operation on hamlets names the hamlet or its parent.
 */
export async function listOperations(tx: Tx, limit: number): Promise<AreaOperation[]> {
  const found = await sql<AreaOperation>`
    select ${columns} from area_operation
    where caller_sees_all() or made_by = caller_id() or case when kind = 'load' then true else exists (
      select 1 from jsonb_path_query(undo, '$[*].*.*') as v
      join scoped_area s on s.area_id::text = v #>> '{}') end
    order by made_at desc, id desc limit ${limit}`.execute(tx);
  return found.rows;
}

/** The operation with what it changed, locked, or undefined. */
export async function findOperation(
  tx: Tx,
  id: string,
): Promise<(AreaOperation & { readonly undo: readonly AreaChange[] }) | undefined> {
  const found = await sql<AreaOperation & { undo: AreaChange[] }>`
    select ${columns}, undo from area_operation where id = ${id} for update`.execute(tx);
  return found.rows[0];
}

export async function markUndone(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update area_operation set undone_by = ${by}, undone_at = now() where id = ${id}`.execute(tx);
}

/** Where the place of the installation is, or undefined before the set-up. */
export async function findInstallationArea(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('installation').select('area_id').executeTakeFirst();
  return row?.area_id;
}

export interface Concerned {
  readonly roleAssignments: number;
  readonly records: number;
  readonly organizations: number;
  readonly reportedFigures: number;
}

/** How much is kept in these areas (not below them), as far as the transaction may see. */
export async function countConcerned(tx: Tx, areaIds: readonly string[]): Promise<Concerned> {
  const ids = sql`any(${areaIds}::uuid[])`;
  const found = await sql<Concerned>`
    select
      count_roles_in(${areaIds}::uuid[]) as "roleAssignments",
      (select count(*)::int from activity where area_id = ${ids}) as records,
      (select count(*)::int from organization where closed_on is null and area_id = ${ids}) as organizations,
      (select count(*)::int from reported_figure where area_id = ${ids}) as "reportedFigures"`.execute(tx);
  return found.rows[0] ?? { roleAssignments: 0, records: 0, organizations: 0, reportedFigures: 0 };
}

/** How many things lie in these areas or hang under them, each of which keeps them from being taken away. */
export async function countDependents(tx: Tx, areaIds: readonly string[]): Promise<number> {
  const ids = sql`any(${areaIds}::uuid[])`;
  const found = await sql<{ count: number }>`
    select (
      (select count(*) from activity where area_id = ${ids}) + (select count(*) from fact where area_id = ${ids})
      + (select count(*) from area_profile where area_id = ${ids}) + (select count(*) from organization where area_id = ${ids})
      + has_roles_in(${areaIds}::uuid[])::int + (select count(*) from reported_figure where area_id = ${ids})
      + (select count(*) from import where area_id = ${ids}) + (select count(*) from report where area_id = ${ids})
      + (select count(*) from document_template where area_id = ${ids}) + (select count(*) from installation where area_id = ${ids})
      + (select count(*) from area_parent where parent_id = ${ids})
      + (select count(*) from area_succession where predecessor_id = ${ids} or successor_id = ${ids})
    )::int as count`.execute(tx);
  return found.rows[0]?.count ?? 0;
}
