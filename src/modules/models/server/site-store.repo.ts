import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';
import type { EntryValues } from '../../activities/field.contract.ts';
import type { ModelKindDefinition } from '../model-kind.contract.ts';
import type { SiteStage, SiteStep, SiteSurvey } from '../model-site.contract.ts';
import type { DayCount } from '../site-life.rules.ts';

/** Whatever lets somebody change a site: work on it, the entry of a book behind it, or a merger of kinds. */
export type MayChangeSites =
  | Authorized<'models.write'>
  | Authorized<'models.kinds'>
  | Authorized<'activities.write'>
  | Authorized<'activities.verify'>
  | Authorized<'activities.void'>
  | Authorized<'imports.use'>;

/** A site as it is stored, what its records say of it apart. */
export interface StoredSite {
  readonly id: string;
  readonly province_id: string;
  readonly area_id: string;
  readonly organization_id: string | null;
  readonly kind_id: string;
  readonly name: string;
  readonly stage: SiteStage;
  readonly since: string;
  readonly proposed_on: string | null;
  readonly launched_on: string | null;
  readonly ended_on: string | null;
  readonly end_reason: string;
  readonly merged_into: string | null;
  readonly replicated_on: string | null;
  readonly pilot_id: string | null;
  readonly core_force: string;
  readonly responsible: string;
  readonly declared_teams: number | null;
  readonly declared_members: number | null;
  readonly counts: 'declared' | 'listed';
  readonly steps: readonly SiteStep[];
  readonly survey: SiteSurvey | null;
  readonly note: string;
  readonly looks_below: boolean;
  readonly entry: EntryValues | null;
  readonly worked_on: boolean;
  readonly verified: boolean;
  readonly voided: boolean;
  readonly search: string;
  readonly revision: number;
  readonly created_by: string;
  readonly created_at: Date;
  readonly changed_by: string;
}

/** A stored site with what its figures and its life hang on. */
export interface HeldSite extends StoredSite {
  readonly kind_name: string;
  readonly area_name: string;
  readonly organization_name: string | null;
  readonly definition: ModelKindDefinition;
  readonly last_record_on: string | null;
  readonly last_record_form: string | null;
  readonly dormant_from: string | null;
}

const columns = sql`s.id, s.province_id, s.area_id, s.organization_id, s.kind_id, s.name, s.stage, s.since, s.proposed_on,
  s.launched_on, s.ended_on, s.end_reason, s.merged_into, s.replicated_on, s.pilot_id, s.core_force, s.responsible,
  s.declared_teams, s.declared_members, s.counts, s.steps, s.survey, s.note, s.looks_below, s.entry, s.worked_on,
  s.verified, s.voided, s.search, s.revision, s.created_by, s.created_at, s.changed_by, s.last_record_on,
  s.last_record_form, s.dormant_from`;

/** Sites by id within the caller's areas, held until the transaction ends. */
export async function holdSites(tx: Transaction<DB>, ids: readonly string[]): Promise<HeldSite[]> {
  if (ids.length === 0) return [];
  const found = await sql<HeldSite>`
    select ${columns}, k.name as kind_name, k.definition, a.full_name as area_name, o.name as organization_name
    from model_site s join model_kind k on k.id = s.kind_id join area a on a.id = s.area_id
    left join organization o on o.id = s.organization_id
    where s.id = any(${[...ids]}::uuid[]) order by s.id for update of s`.execute(tx);
  return found.rows;
}

/** Stores sites as they are given, new or changed, each with its next revision. */
export async function writeSites(
  tx: Transaction<DB>,
  authorized: MayChangeSites,
  sites: readonly StoredSite[],
  change: { action: string; reason: string; undid?: number | undefined },
): Promise<void> {
  if (sites.length === 0) return;
  const rows = sites.map((site) => ({ ...site, changed_by: authorized.callerId, changed_at: new Date() }));
  await sql`with given as materialized (
      select * from jsonb_populate_recordset(null::model_site, ${JSON.stringify(rows)}::jsonb)),
    gone as (
      delete from model_site s using given g where s.id = g.id and s.province_id <> g.province_id returning s.id),
    put as (
      insert into model_site (id, province_id, area_id, organization_id, kind_id, name, stage, since, proposed_on,
        launched_on, ended_on, end_reason, merged_into, replicated_on, pilot_id, core_force, responsible,
        declared_teams, declared_members, counts, steps, survey, note, looks_below, entry, worked_on, verified, voided,
        search, revision, created_by, created_at, changed_by)
      select id, province_id, area_id, organization_id, kind_id, name, stage, since, proposed_on, launched_on, ended_on,
        end_reason, merged_into, replicated_on, pilot_id, core_force, responsible, declared_teams, declared_members,
        counts, steps, survey, note, looks_below, entry, worked_on, verified, voided, search, revision, created_by,
        created_at, changed_by from given where (select count(*) from gone) >= 0
      on conflict (id, province_id) do update set
        area_id = excluded.area_id, organization_id = excluded.organization_id, kind_id = excluded.kind_id,
        name = excluded.name, stage = excluded.stage, since = excluded.since, proposed_on = excluded.proposed_on,
        launched_on = excluded.launched_on, ended_on = excluded.ended_on, end_reason = excluded.end_reason,
        merged_into = excluded.merged_into, replicated_on = excluded.replicated_on, pilot_id = excluded.pilot_id,
        core_force = excluded.core_force, responsible = excluded.responsible,
        declared_teams = excluded.declared_teams, declared_members = excluded.declared_members,
        counts = excluded.counts, steps = excluded.steps, survey = excluded.survey, note = excluded.note,
        looks_below = excluded.looks_below, entry = excluded.entry, worked_on = excluded.worked_on,
        verified = excluded.verified, voided = excluded.voided, search = excluded.search,
        revision = excluded.revision, changed_by = excluded.changed_by, changed_at = now())
    insert into model_site_revision (province_id, site_id, revision, area_id, action, by, reason, undid, after)
    select province_id, id, revision, area_id, ${change.action}, ${authorized.callerId}, ${change.reason},
      ${change.undid ?? null}::integer,
      to_jsonb(given) - array['search', 'entry', 'created_at', 'created_by', 'changed_at', 'changed_by',
        'last_record_on', 'last_record_form', 'dormant_from', 'revision']
    from given`.execute(tx);
}

/** Takes sites away as if they had not been, with all that hangs on them; their facts are gone before. */
export async function deleteSites(
  tx: Transaction<DB>,
  _authorized: MayChangeSites,
  ids: readonly string[],
): Promise<void> {
  const which = sql`any(${[...ids]}::uuid[])`;
  await sql`with tasks as (delete from model_task where site_id = ${which}),
    areas as (delete from model_site_area where site_id = ${which}),
    pulses as (delete from model_pulse where site_id = ${which}),
    history as (delete from model_site_revision where site_id = ${which})
    delete from model_site where id = ${which}`.execute(tx);
}

/** A site as a revision has it. */
export type SiteSnapshot = Omit<
  StoredSite,
  'search' | 'entry' | 'created_at' | 'created_by' | 'changed_by' | 'revision'
>;

export interface SiteRevisionRow {
  readonly revision: number;
  readonly action: string;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly undid: number | null;
  readonly after: SiteSnapshot;
}

/** The revisions of a site, the newest first; all of them, or the newest so many. */
export async function findSiteRevisions(
  tx: Transaction<DB>,
  id: string,
  most: number | null,
): Promise<SiteRevisionRow[]> {
  const found = await sql<SiteRevisionRow>`
    select revision, action, at, by, reason, undid, after from model_site_revision
    where site_id = ${id} order by revision desc limit ${most}::bigint`.execute(tx);
  return found.rows;
}

/** What counts for each site since its launch, by day and form: records of its place, and checks that were done. */
export async function findSiteRecords(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DayCount[]>> {
  const bySite = new Map<string, DayCount[]>();
  if (ids.length === 0) return bySite;
  const found = await sql<DayCount & { site_id: string }>`
    select site_id, day, form, count from model_site_records(${[...ids]}::uuid[])`.execute(tx);
  for (const { site_id, day, form, count } of found.rows) {
    const list = bySite.get(site_id) ?? [];
    bySite.set(site_id, list);
    list.push({ day, form, count });
  }
  return bySite;
}

export interface SiteLifeRow {
  readonly id: string;
  readonly lastRecordOn: string | null;
  readonly lastRecordForm: string | null;
  readonly dormantFrom: string | null;
  /** What a search looks through. */
  readonly search: string;
}

/** Writes what the records say of sites. */
export async function writeLives(tx: Transaction<DB>, lives: readonly SiteLifeRow[]): Promise<void> {
  if (lives.length === 0) return;
  await sql`update model_site s set last_record_on = n.last_on, last_record_form = n.form, dormant_from = n.dormant,
      search = n.search
    from unnest(${lives.map((life) => life.id)}::uuid[], ${lives.map((life) => life.lastRecordOn)}::date[],
      ${lives.map((life) => life.lastRecordForm)}::text[], ${lives.map((life) => life.dormantFrom)}::date[],
      ${lives.map((life) => life.search)}::text[]) as n(id, last_on, form, dormant, search)
    where s.id = n.id and (s.last_record_on, s.last_record_form, s.dormant_from, s.search)
      is distinct from (n.last_on, n.form, n.dormant, n.search)`.execute(tx);
}

/** Takes the signs that records of sites changed, of sites that stand in the caller's areas; gives those sites. */
export async function takePulses(tx: Transaction<DB>, most: number): Promise<string[]> {
  const found = await sql<{ site_id: string }>`/* kept */
    with pending as (
      select p.id from model_pulse p where (select caller_sees_all())
        or p.site_id in (select s.id from model_site s where s.area_id in (select area_id from scoped_area))
      order by p.id limit ${most})
    delete from model_pulse where id in (select id from pending) returning site_id`.execute(tx);
  return [...new Set(found.rows.map((row) => row.site_id))];
}
