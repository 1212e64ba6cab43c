import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import {
  type AreaBook,
  type BookArea,
  type BookCode,
  type BookName,
  type BookParent,
  type BookSuccession,
  emptyBook,
  putArea,
  putCode,
  putSuccession,
} from '../area-book.rules.ts';
import { type AreaChange, changesOf } from '../area-changes.rules.ts';
import { foldName } from '../area-names.rules.ts';

type Tx = Transaction<DB>;

/** The rows of the units of the official lists (no hamlets, no clusters). */
export function readUnitBook(tx: Tx): Promise<AreaBook> {
  return readBook(tx, sql`select id from area where kind not in ('hamlet', 'cluster')`);
}

/** The rows of some areas; of their successions also those that lead elsewhere. */
export function readBookOf(tx: Tx, areaIds: readonly string[]): Promise<AreaBook> {
  return readBook(tx, sql`select unnest(${areaIds}::uuid[])`);
}

async function readBook(tx: Tx, ids: RawBuilder<unknown>): Promise<AreaBook> {
  const book = emptyBook();
  const areas = await sql<BookArea>`
    select id, code, system, kind, opened_on as "openedOn", closed_on as "closedOn" from area where id in (${ids})`.execute(
    tx,
  );
  for (const row of areas.rows) putArea(book, row);
  const codes = await sql<BookCode>`
    select area_id as "areaId", system, kind, code from area_code where area_id in (${ids})`.execute(tx);
  for (const row of codes.rows) putCode(book, row);
  const names = await sql<BookName>`
    select area_id as "areaId", full_name as "fullName", unit_type as "unitType", lower(valid) as "from", upper(valid) as "to", instrument
    from area_name where area_id in (${ids}) order by area_id, valid`.execute(tx);
  for (const [areaId, rows] of Map.groupBy(names.rows, (row) => row.areaId)) book.names.set(areaId, rows);
  const parents = await sql<BookParent>`
    select area_id as "areaId", parent_id as "parentId", lower(valid) as "from", upper(valid) as "to", instrument
    from area_parent where area_id in (${ids}) order by area_id, valid`.execute(tx);
  for (const [areaId, rows] of Map.groupBy(parents.rows, (row) => row.areaId)) book.parents.set(areaId, rows);
  const successions = await sql<BookSuccession>`
    select predecessor_id as "predecessorId", successor_id as "successorId", effective_on as "effectiveOn", kind, extent, instrument
    from area_succession where predecessor_id in (${ids}) or successor_id in (${ids})`.execute(tx);
  for (const row of successions.rows) putSuccession(book, row);
  return book;
}

/** Every area that ever hung under one of these, and, upwards, whatever these ever hung under. */
export async function findNeighbours(tx: Tx, areaIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select area_id as id from area_parent where parent_id = any(${areaIds}::uuid[])
    union select ancestor_id from area_path_then where area_id = any(${areaIds}::uuid[])
    union select unnest(${areaIds}::uuid[])`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** Hamlets and clusters that hang under one of these on or after its end. */
export async function findFollowers(tx: Tx, areaIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select p.area_id as id from area_parent p
    join area a on a.id = p.area_id and a.kind in ('hamlet', 'cluster')
    join area old on old.id = p.parent_id
    where p.parent_id = any(${areaIds}::uuid[]) and (upper(p.valid) is null or old.closed_on is null or upper(p.valid) > old.closed_on)`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}

/**
 * Writes what an operation changes, except that areas it takes away stay until {@link removeAreas}:
 * their paths must be there while figures move.
 */
export async function applyChanges(
  tx: Tx,
  changes: readonly AreaChange[],
  operationId: string,
): Promise<void> {
  await removeOldRows(tx, changes);
  const areas = changesOf(changes, 'area').flatMap((change) => change.after ?? []);
  await sql`
    insert into area (id, code, system, kind, unit_type, full_name, folded, opened_on, closed_on, province_id, operation_id)
    select id, code, system, kind, '', '', '', "openedOn", "closedOn", id, ${operationId}::uuid
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb)
      as r(id uuid, code text, system text, kind text, "openedOn" date, "closedOn" date)
    on conflict (id) do update set code = excluded.code, system = excluded.system,
      opened_on = excluded.opened_on, closed_on = excluded.closed_on`.execute(tx);
  await addNewRows(tx, changes, operationId);
}

async function removeOldRows(tx: Tx, changes: readonly AreaChange[]): Promise<void> {
  const codes = changesOf(changes, 'code').flatMap((change) => change.before ?? []);
  await sql`
    delete from area_code c using jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as r(system text, kind text, code text)
    where c.system = r.system and c.kind = r.kind and c.code = r.code`.execute(tx);
  for (const [table, rows] of [
    ['area_name', changesOf(changes, 'name')],
    ['area_parent', changesOf(changes, 'parent')],
  ] as const) {
    const old = rows.flatMap((change) => change.before ?? []);
    await sql`
      delete from ${sql.table(table)} t using jsonb_to_recordset(${JSON.stringify(old)}::jsonb) as r("areaId" uuid, "from" date)
      where t.area_id = r."areaId" and lower(t.valid) is not distinct from r."from"`.execute(tx);
  }
  const successions = changesOf(changes, 'succession').flatMap((change) => change.before ?? []);
  await sql`
    delete from area_succession s
    using jsonb_to_recordset(${JSON.stringify(successions)}::jsonb) as r("predecessorId" uuid, "successorId" uuid, "effectiveOn" date)
    where s.predecessor_id = r."predecessorId" and s.successor_id = r."successorId" and s.effective_on = r."effectiveOn"`.execute(
    tx,
  );
}

async function addNewRows(tx: Tx, changes: readonly AreaChange[], operationId: string): Promise<void> {
  const codes = changesOf(changes, 'code').flatMap((change) => change.after ?? []);
  await sql`
    insert into area_code (area_id, system, kind, code) select "areaId", system, kind, code
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as r("areaId" uuid, system text, kind text, code text)`.execute(
    tx,
  );
  const names = changesOf(changes, 'name').flatMap(({ after }) =>
    after ? { ...after, folded: foldName(after.fullName) } : [],
  );
  await sql`
    insert into area_name (area_id, full_name, unit_type, folded, valid, instrument, operation_id)
    select "areaId", "fullName", "unitType", folded, daterange("from", "to"), instrument, ${operationId}::uuid
    from jsonb_to_recordset(${JSON.stringify(names)}::jsonb)
      as r("areaId" uuid, "fullName" text, "unitType" text, folded text, "from" date, "to" date, instrument text)`.execute(
    tx,
  );
  const parents = changesOf(changes, 'parent').flatMap((change) => change.after ?? []);
  await sql`
    insert into area_parent (area_id, parent_id, valid, instrument, operation_id)
    select "areaId", "parentId", daterange("from", "to"), instrument, ${operationId}::uuid
    from jsonb_to_recordset(${JSON.stringify(parents)}::jsonb)
      as r("areaId" uuid, "parentId" uuid, "from" date, "to" date, instrument text)`.execute(tx);
  const successions = changesOf(changes, 'succession').flatMap((change) => change.after ?? []);
  await sql`
    insert into area_succession (predecessor_id, successor_id, effective_on, kind, extent, instrument, operation_id)
    select "predecessorId", "successorId", "effectiveOn", kind, extent, instrument, ${operationId}::uuid
    from jsonb_to_recordset(${JSON.stringify(successions)}::jsonb)
      as r("predecessorId" uuid, "successorId" uuid, "effectiveOn" date, kind text, extent text, instrument text)`.execute(
    tx,
  );
}

/** Takes areas away that an undone operation had opened; nothing refers to them any more. */
export async function removeAreas(tx: Tx, areaIds: readonly string[]): Promise<void> {
  await sql`delete from area where id = any(${areaIds}::uuid[])`.execute(tx);
}
