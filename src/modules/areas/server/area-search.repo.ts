import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { AreaQuery } from '../area-search.rules.ts';
import type { AreaKind } from '../areas.contract.ts';

type Tx = Transaction<DB>;

/** A name that answers, and a unit of the day that bears it or took its bearer's place. */
export interface Candidate {
  readonly areaId: string;
  readonly targetId: string;
  readonly fullName: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly code: string | null;
  readonly byCode: boolean;
}

/** Names that contain what is sought (from the beginning of a word where it is short). */
export function findByName(
  tx: Tx,
  query: AreaQuery,
  kinds: readonly AreaKind[],
  on: string,
): Promise<Candidate[]> {
  return resolve(
    tx,
    sql`select * from search_area_names(${query.name}, ${widened(kinds)}::text[], 120)`,
    kinds,
    on,
  );
}

/** Names that are written much like what is sought. */
export function findAlike(
  tx: Tx,
  query: AreaQuery,
  kinds: readonly AreaKind[],
  on: string,
): Promise<Candidate[]> {
  return resolve(
    tx,
    sql`select * from search_alike_names(${query.name}, ${widened(kinds)}::text[], 80)`,
    kinds,
    on,
  );
}

/** Districts that became communes answer too; their names lead to what took their place. */
function widened(kinds: readonly AreaKind[]): AreaKind[] {
  return kinds.includes('commune') ? [...kinds, 'district'] : [...kinds];
}

export function findCoded(
  tx: Tx,
  query: AreaQuery,
  kinds: readonly AreaKind[],
  on: string,
): Promise<Candidate[]> {
  const system = query.system ? sql`and c.system = ${query.system}` : sql``;
  return resolve(
    tx,
    sql`
      select n.area_id, n.full_name, n.valid, c.code, true as by_code
      from area_code c join area a on a.id = c.area_id
      join lateral (select * from area_name x where x.area_id = a.id order by x.valid desc limit 1) n on true
      where c.code = ${query.code} ${system} order by c.system desc`,
    kinds,
    on,
  );
}

/** Follows closed areas to the units of the day that took their place. */
async function resolve(
  tx: Tx,
  names: RawBuilder<unknown>,
  kinds: readonly AreaKind[],
  on: string,
): Promise<Candidate[]> {
  const found = await sql<Candidate>`
    with recursive named as materialized (select *, row_number() over () as place from (${names}) s),
    walk (start, id) as (
      select distinct area_id, area_id from named
      union
      select w.start, s.successor_id from walk w
      join area a on a.id = w.id and a.closed_on <= ${on}::date
      join area_succession s on s.predecessor_id = w.id and s.effective_on = a.closed_on and s.kind <> 'transfer'
    )
    select n.area_id as "areaId", w.id as "targetId", n.full_name as "fullName", lower(n.valid) as "from",
      upper(n.valid) as "until", n.code, n.by_code as "byCode"
    from named n join walk w on w.start = n.area_id join area t on t.id = w.id
    where (t.closed_on is null or t.closed_on > ${on}::date) and (t.opened_on is null or t.opened_on <= ${on}::date)
      and t.kind = any(${kinds}::text[])
    order by n.place`.execute(tx);
  return found.rows;
}
