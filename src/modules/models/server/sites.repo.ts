import { sql, type Transaction } from 'kysely';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { SiteStage, SiteState } from '../model-site.contract.ts';
import { pathOf } from './place.repo.ts';

export interface SiteSearch {
  /** Areas with all that hangs under them today; left out: everywhere that the caller may look. */
  readonly roots?: readonly string[] | undefined;
  readonly kindId?: string | undefined;
  readonly states?: readonly SiteState[] | undefined;
  readonly words?: readonly string[];
  readonly overdue?: boolean;
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

/** A search as the functions of the database take it, which keep the caller's areas themselves. */
function filterOf({ roots, kindId, states, words = [], overdue, today }: SiteSearch): string {
  return JSON.stringify({
    today,
    roots,
    kind: kindId,
    states,
    ...(words.length > 0 ? { patterns: words.map(wordPattern) } : {}),
    ...(overdue ? { overdue } : {}),
  });
}

/** A word is found where it begins, a number only where it is whole: 'thôn 1' is not 'thôn 12'. */
function wordPattern(word: string): string {
  return /^\d+$/u.test(word) ? `% ${word} %` : `% ${word}%`;
}

const lineColumns = sql`s.id, s.kind_id, k.name as kind_name, s.name, s.area_id, a.full_name as area_name,
  a.kind as area_kind, s.organization_id, o.name as organization_name, ${pathOf(sql`a.id`)} as path, s.stage, s.since,
  s.proposed_on, s.launched_on, s.ended_on, s.replicated_on, s.last_record_on, s.dormant_from,
  (select t.due_on from model_task t where t.site_id = s.id and t.kind = 'check' and t.done_on is null) as check_due_on,
  (select t.due_on from model_task t where t.site_id = s.id and t.kind = 'review' and t.done_on is null) as review_due_on,
  s.core_force, s.counts, s.declared_teams, s.declared_members, s.revision`;
const joins = sql`join model_kind k on k.id = s.kind_id join area a on a.id = s.area_id
  left join organization o on o.id = s.organization_id`;

/**
 * A page of sites, the newest first. The ids stand as an array: of a function's rows the planner expects a thousand, and
 * would walk through all sites for them.
 */
export async function searchSites(
  tx: Transaction<DB>,
  search: SiteSearch,
  page: { after: { day: string; id: string } | undefined; limit: number },
): Promise<SiteLineRow[]> {
  const found = await sql<SiteLineRow>`
    select ${lineColumns} from model_site s ${joins}
    where s.id = any(array(select model_sites_found(${filterOf(search)}::jsonb, ${page.after?.day ?? null}::date,
      ${page.after?.id ?? null}::uuid, ${page.limit})))
    order by s.since desc, s.id desc`.execute(tx);
  return found.rows;
}

/** How many there are, counting no further than `limit`. */
export async function countSites(tx: Transaction<DB>, search: SiteSearch, limit: number): Promise<number> {
  const found = await sql<{ n: number }>`
    select model_sites_counted(${filterOf(search)}::jsonb, ${limit}) as n`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export interface StateCounts {
  readonly states: Partial<Record<SiteState, number>>;
  /** Kinds that have a site at work, and sites with a check or a review overdue. */
  readonly kinds: number;
  readonly overdue: number;
}

/** How many sites are in each state. */
export async function countStates(
  tx: Transaction<DB>,
  search: Pick<SiteSearch, 'roots' | 'kindId' | 'today'>,
): Promise<StateCounts> {
  const found = await sql<StateCounts>`
    select states, kinds, overdue from model_sites_by_state(${filterOf(search)}::jsonb)`.execute(tx);
  return found.rows[0] ?? { states: {}, kinds: 0, overdue: 0 };
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
