import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { ModelSubject } from '../../models/model-kind.contract.ts';

type Tx = Transaction<DB>;

export interface SiteAtWork {
  readonly id: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly name: string;
  readonly kindName: string;
  readonly subjects: readonly ModelSubject[];
  /** Forms of the records by which the kind is alive: what its people do. */
  readonly forms: readonly string[];
  readonly governed: boolean;
}

/** Sites at work in and below an area with what their kinds are for, and whether a committee governs them. */
export async function findSitesAtWork(
  tx: Tx,
  areaId: string,
  today: string,
  limit: number,
): Promise<SiteAtWork[]> {
  const found = await sql<SiteAtWork>`
    select s.id, s.area_id as "areaId", a.full_name as "areaName", coalesce(nullif(s.name, ''), k.name) as name,
      k.name as "kindName", k.subjects,
      array(select distinct f from jsonb_array_elements(k.definition -> 'rule' -> 'needs') n,
        jsonb_array_elements_text(n -> 'forms') f order by f) as forms,
      exists (select 1 from committee_model m join committee c on c.id = m.committee_id and not c.voided
        and (c.ended_on is null or c.ended_on > ${today})
        where m.site_id = s.id and (m.to_day is null or m.to_day > ${today})) as governed
    from model_site s join model_kind k on k.id = s.kind_id join area a on a.id = s.area_id
    where not s.voided and s.stage = 'launched'
      and s.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})
    order by a.full_name, 4, s.id limit ${limit}`.execute(tx);
  return found.rows;
}
