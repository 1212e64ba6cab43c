import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { SiteStage, SiteState } from '../model-site.contract.ts';
import { pathOf } from './place.repo.ts';

export interface SiteSearch {
  /** Areas with all that hangs under them today; '*': everywhere that the caller may look. */
  readonly roots: '*' | readonly string[];
  /** So few areas hang under them that the list is put together from the sites of each. */
  readonly fewAreas: boolean;
  readonly kindId?: string | undefined;
  readonly states?: readonly SiteState[] | undefined;
  readonly words: readonly string[];
  /** The sites that have all the words, where they are few: then the words need not be asked again. */
  readonly ids?: readonly string[] | undefined;
  readonly overdue: boolean;
  /** The day by which states are told. */
  readonly today: string;
}

export interface SiteLineRow {
  readonly id: string;
  readonly kind_id: string;
  readonly kind_name: string;
  readonly name: string;
  readonly area_id: string;
  readonly area_name: string;
  readonly area_kind: string;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
  readonly path: string;
  readonly stage: SiteStage;
  readonly since: string;
  readonly proposed_on: string | null;
  readonly launched_on: string | null;
  readonly ended_on: string | null;
  readonly replicated_on: string | null;
  readonly last_record_on: string | null;
  readonly dormant_from: string | null;
  readonly check_due_on: string | null;
  readonly review_due_on: string | null;
  readonly core_force: string;
  readonly counts: 'declared' | 'listed';
  readonly declared_teams: number | null;
  readonly declared_members: number | null;
  readonly revision: number;
}

/** The state of a site on a day, as `siteState` says it. */
function stateOn(today: string): RawBuilder<unknown> {
  return sql`case when s.stage <> 'launched' then s.stage
    when s.dormant_from <= ${today}::date then 'dormant'
    when s.replicated_on is not null then 'replicated'
    when s.last_record_on is null then 'launched' else 'active' end`;
}

function conditions(search: SiteSearch): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`not s.voided`];
  if (search.kindId !== undefined) all.push(sql`s.kind_id = ${search.kindId}`);
  if (search.states !== undefined)
    all.push(sql`${stateOn(search.today)} = any(${[...search.states]}::text[])`);
  // Said once more in words that an index knows.
  if (search.states?.length === 1 && search.states[0] === 'dormant')
    all.push(sql`s.stage = 'launched' and s.dormant_from <= ${search.today}::date`);
  if (search.ids !== undefined) all.push(sql`s.id = any(${[...search.ids]}::uuid[])`);
  else for (const pattern of patternsOf(search.words)) all.push(sql`s.search like ${pattern}`);
  // Asked site by site: a list stops at its fiftieth, and most sites have a check that is overdue or none has.
  if (search.overdue)
    all.push(sql`(select true from model_task t where t.site_id = s.id and t.done_on is null and t.kind <> 'step'
      and t.due_on < ${search.today}::date limit 1)`);
  return sql.join(all, sql` and `);
}

/** The longest word first: its letters leave the fewest to be looked at. */
function patternsOf(words: readonly string[]): string[] {
  return words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => `%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`);
}

/** Beyond so many sites a word is common: then a list is found sooner along its days. */
const RARE = 8000;

/** The sites that have all these words, of whomever; undefined where they are many. */
export async function findRareMatches(
  tx: Transaction<DB>,
  words: readonly string[],
): Promise<string[] | undefined> {
  const found = await sql<{ id: string }>`
    select model_site_matches(${patternsOf(words)}::text[], ${RARE + 1}) as id`.execute(tx);
  return found.rows.length > RARE ? undefined : found.rows.map((row) => row.id);
}

/** The sites that are searched for, as a table `s`; `part` is more of a condition, an order and a limit. */
function matching(search: SiteSearch, part: RawBuilder<unknown>): RawBuilder<unknown> {
  const { roots, fewAreas } = search;
  if (roots === '*') return sql`(select * from model_site s where ${conditions(search)} and ${part}) s`;
  const areas = sql`(select p.area_id from area_path_today p where p.ancestor_id = any(${[...roots]}::uuid[]))`;
  if (!fewAreas)
    return sql`(select * from model_site s where s.area_id in ${areas} and ${conditions(search)} and ${part}) s`;
  return sql`(select distinct area_id from ${areas} listed) place cross join lateral
    (select * from model_site s where s.area_id = place.area_id and ${conditions(search)} and ${part}) s`;
}

const lineColumns = sql`s.id, s.kind_id, k.name as kind_name, s.name, s.area_id, a.full_name as area_name,
  a.kind as area_kind, s.organization_id, o.name as organization_name, ${pathOf(sql`a.id`)} as path, s.stage, s.since,
  s.proposed_on, s.launched_on, s.ended_on, s.replicated_on, s.last_record_on, s.dormant_from,
  (select t.due_on from model_task t where t.site_id = s.id and t.kind = 'check' and t.done_on is null) as check_due_on,
  (select t.due_on from model_task t where t.site_id = s.id and t.kind = 'review' and t.done_on is null) as review_due_on,
  s.core_force, s.counts, s.declared_teams, s.declared_members, s.revision`;
const joins = sql`join model_kind k on k.id = s.kind_id join area a on a.id = s.area_id
  left join organization o on o.id = s.organization_id`;

/** Up to so many areas a list is put together from the sites of each; beyond, it is read along the days. */
const FEW_AREAS = 400;

export async function areFew(tx: Transaction<DB>, roots: '*' | readonly string[]): Promise<boolean> {
  if (roots === '*') return false;
  const found = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from area_path_today where ancestor_id = any(${[...roots]}::uuid[])
      limit ${FEW_AREAS + 1}) bounded`.execute(tx);
  return (found.rows[0]?.n ?? 0) <= FEW_AREAS;
}

/** A page of sites, the newest first. */
export async function searchSites(
  tx: Transaction<DB>,
  search: SiteSearch,
  page: { after: { day: string; id: string } | undefined; limit: number },
): Promise<SiteLineRow[]> {
  const beyond = page.after
    ? sql`(s.since, s.id) < (${page.after.day}::date, ${page.after.id}::uuid)`
    : sql`true`;
  const order = sql`order by s.since desc, s.id desc limit ${page.limit}`;
  const found = await sql<SiteLineRow>`
    select ${lineColumns} from (select s.* from ${matching(search, sql`${beyond} ${order}`)} ${order}) s ${joins}
    order by s.since desc, s.id desc`.execute(tx);
  return found.rows;
}

/** How many there are, counting no further than `limit`. */
export async function countSites(tx: Transaction<DB>, search: SiteSearch, limit: number): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from
    (select 1 from ${matching(search, sql`true limit ${limit}`)} limit ${limit}) bounded`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** How many sites are in each state, and how many kinds have one at work. */
export async function countStates(
  tx: Transaction<DB>,
  search: SiteSearch,
): Promise<{ states: { state: SiteState; n: number }[]; kinds: number }> {
  const found = await sql<{ state: SiteState; n: number; kinds: number }>`
    with cells as materialized (
      select ${stateOn(search.today)} as state, s.kind_id, count(*)::int as n from ${matching(search, sql`true`)}
      group by 1, 2)
    select state, sum(n)::int as n, (select count(distinct kind_id)::int from cells
      where state in ('launched', 'active', 'dormant', 'replicated')) as kinds
    from cells group by state`.execute(tx);
  return { states: found.rows, kinds: found.rows[0]?.kinds ?? 0 };
}

/** Sites in a line each, by id, as far as the caller may see them. */
export async function findSiteLines(tx: Transaction<DB>, ids: readonly string[]): Promise<SiteLineRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<SiteLineRow>`
    select ${lineColumns} from model_site s ${joins} where s.id = any(${[...ids]}::uuid[])`.execute(tx);
  return found.rows;
}

export interface SitePageRow extends SiteLineRow {
  readonly province_id: string;
  readonly responsible: string;
  readonly note: string;
  readonly end_reason: string;
  readonly steps: unknown;
  readonly survey: unknown;
  readonly merged_into: string | null;
  readonly pilot_id: string | null;
  readonly from_entry: boolean;
  readonly worked_on: boolean;
  readonly voided: boolean;
  readonly verified: boolean;
  readonly last_record_form: string | null;
  readonly changed_by: string;
  readonly changed_at: Date;
  /** The caller may work on sites there. */
  readonly may_write: boolean;
}

/** One site with all that its page shows. */
export async function findSitePage(
  tx: Transaction<DB>,
  id: string,
  mayWrite: '*' | readonly string[],
): Promise<SitePageRow | undefined> {
  const inside =
    mayWrite === '*'
      ? sql`true`
      : sql`exists (select 1 from area_path_today t where t.area_id = s.area_id
          and t.ancestor_id = any(${[...mayWrite]}::uuid[]))`;
  const found = await sql<SitePageRow>`
    select ${lineColumns}, s.province_id, s.responsible, s.note, s.end_reason, s.steps, s.survey, s.merged_into,
      s.pilot_id, s.entry is not null as from_entry, s.worked_on, s.voided, s.verified, s.last_record_form,
      s.changed_by, s.changed_at, ${inside} as may_write
    from model_site s ${joins} where s.id = ${id}`.execute(tx);
  return found.rows[0];
}

/** The sites that follow a pilot: ids, the newest first, and how many. */
export async function findReplicas(
  tx: Transaction<DB>,
  pilotId: string,
  most: number,
): Promise<{ ids: string[]; count: number }> {
  const found = await sql<{ id: string; n: number }>`
    select id, (count(*) over ())::int as n from model_site where pilot_id = ${pilotId} and not voided
    order by since desc, id desc limit ${most}`.execute(tx);
  return { ids: found.rows.map((row) => row.id), count: found.rows[0]?.n ?? 0 };
}

export interface SiteAreaRow {
  readonly area_id: string;
  readonly area_name: string;
  readonly path: string;
  readonly confirmed_on: string | null;
  readonly may_confirm: boolean;
}

/** The other areas of a cluster, by name. */
export async function findSiteAreas(tx: Transaction<DB>, siteId: string): Promise<SiteAreaRow[]> {
  const found = await sql<SiteAreaRow>`
    select m.area_id, a.full_name as area_name, ${pathOf(sql`a.id`)} as path, m.confirmed_on,
      m.confirmed_on is null and (caller_sees_all() or m.area_id in (select area_id from scoped_area)) as may_confirm
    from model_site_area m join area a on a.id = m.area_id where m.site_id = ${siteId} order by a.full_name, a.id`.execute(
    tx,
  );
  return found.rows;
}

/** Sites of a kind that are there already at these places, not ended: area (and organisation) → site. */
export async function findSitesAt(
  tx: Transaction<DB>,
  kindId: string,
  areaIds: readonly string[],
): Promise<(SiteLineRow & { place: string })[]> {
  const found = await sql<SiteLineRow & { place: string }>`
    select ${lineColumns}, s.area_id || coalesce(' ' || s.organization_id, '') as place
    from model_site s ${joins}
    where s.kind_id = ${kindId} and s.area_id = any(${[...areaIds]}::uuid[]) and not s.voided and s.ended_on is null`.execute(
    tx,
  );
  return found.rows;
}
