import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';

type Tx = Transaction<DB>;

/** The lists of some areas as one number each; equal numbers, equal lists. */
export interface ListMarks {
  /** Areas, organisations, teams and who serves in them. */
  places: string;
  /** Sites of models, what is due there, and how their kinds are checked. */
  models: string;
}

/**
 * Sums of the hashes of the rows that a phone's lists are made of, in and below these areas: whatever is added, taken out
 * or changed in one of the columns that phones show makes another sum. One statement over indexed rows of a hamlet or a
 * commune, as phones ask every half minute.
 */
export async function readListMarks(
  tx: Tx,
  given: { areaIds: readonly string[]; today: string; dueUntil: string },
): Promise<ListMarks> {
  const { areaIds, today, dueUntil } = given;
  const found = await sql<ListMarks>`/* kept */
    with mine as materialized (
      select distinct area_id as id from area_path_today where ancestor_id = any(${[...areaIds]}::uuid[])),
    mark(list, hash) as (
      select 'places', hashtextextended(concat_ws('|', 'area', a.id, a.full_name, a.kind, a.closed_on <= ${today}::date), 0)
        from area a where a.id in (select id from mine)
      union all
      select 'places', hashtextextended(concat_ws('|', 'organization', o.id, o.area_id, o.name), 0)
        from organization o where o.area_id in (select id from mine) and o.closed_on is null
      union all
      select 'places', hashtextextended(concat_ws('|', 'team', t.id, t.area_id, t.name), 0)
        from team t where t.area_id in (select id from mine) and not t.voided
          and (t.disbanded_on is null or t.disbanded_on > ${today}::date)
      union all
      select 'places', hashtextextended(concat_ws('|', 'member', m.id, m.team_id, m.position, p.id, p.name), 0)
        from membership m join person p on p.id = m.person_id
        where m.area_id in (select id from mine) and m.left_on is null
      union all
      select 'models', hashtextextended(concat_ws('|', 'site', s.id, s.name, s.stage, s.launched_on, s.last_record_on,
          s.dormant_from, s.dormant_from <= ${today}::date, k.id, k.revision), 0)
        from model_site s join model_kind k on k.id = s.kind_id
        where s.area_id in (select id from mine) and not s.voided
      union all
      select 'models', hashtextextended(concat_ws('|', 'task', t.id, t.due_on, t.assignee_id, t.note), 0)
        from model_task t where t.area_id in (select id from mine) and t.done_on is null and t.due_on <= ${dueUntil}::date)
    select coalesce(sum(hash) filter (where list = 'places'), 0)::text as places,
      coalesce(sum(hash) filter (where list = 'models'), 0)::text as models from mark`.execute(tx);
  return found.rows[0] ?? { places: '0', models: '0' };
}
