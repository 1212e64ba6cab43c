import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** Areas by 'kind code' of before 1/7/2025, and whether each lies under an area today. */
export async function findAreasByCode(
  tx: Transaction<DB>,
  rootId: string,
): Promise<Map<string, { areaId: string; inside: boolean }>> {
  const found = await sql<{ kind: string; code: string; area_id: string; inside: boolean }>`
    select c.kind, c.code, c.area_id, p.area_id is not null as inside from area_code c
    left join area_path_today p on p.area_id = c.area_id and p.ancestor_id = ${rootId}
    where c.system = 'before'`.execute(tx);
  return new Map(
    found.rows.map((row) => [`${row.kind} ${row.code}`, { areaId: row.area_id, inside: row.inside }]),
  );
}
