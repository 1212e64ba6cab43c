import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

/** Sites of models in a line each, as far as the caller may see them: the site's own name or its kind's. */
export async function findSiteNames(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<{ id: string; areaId: string; name: string; areaName: string }[]> {
  if (ids.length === 0) return [];
  const found = await sql<{ id: string; areaId: string; name: string; areaName: string }>`
    select s.id, s.area_id as "areaId", coalesce(nullif(s.name, ''), k.name) as name, a.full_name as "areaName"
    from model_site s join model_kind k on k.id = s.kind_id join area a on a.id = s.area_id
    where s.id = any(${ids}::uuid[]) and not s.voided order by a.full_name, 3, s.id`.execute(tx);
  return found.rows;
}
