import { sql, type Transaction } from 'kysely';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { DB } from '../../../platform/server/db.generated.ts';

/** What takes a merger of kinds back. */
export interface KindMergerUndo {
  readonly fromId: string;
  readonly intoId: string;
  readonly siteIds: readonly string[];
  /** The kind itself ended: it was the province's own. */
  readonly ended: boolean;
  /** Names that meant the merged kind in the province only, by mergers before this one. */
  readonly names?: readonly string[];
}

interface MergerRow {
  readonly id: string;
  readonly fromName: string;
  readonly areaName: string;
  readonly sites: number;
  readonly at: string;
  readonly undone: boolean;
  readonly canUndo: boolean;
}

/** The mergers into a kind, the newest first. */
export async function mergersOf(
  tx: Transaction<DB>,
  kindId: string,
  mayKinds: boolean,
): Promise<MergerRow[]> {
  const found = await sql<Omit<MergerRow, 'at' | 'canUndo'> & { at: Date }>`
    select op.id, op.summary ->> 'fromName' as "fromName", a.full_name as "areaName",
      (op.summary ->> 'sites')::int as sites, op.made_at as at, op.undone_at is not null as undone
    from model_operation op join area a on a.id = op.area_id
    where op.kind = 'kindMerger' and op.subject_id = ${kindId} order by op.made_at desc limit 50`.execute(tx);
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString(), canUndo: mayKinds && !row.undone }));
}

/** The sites of a kind under an area, the first of them with their names. */
export async function findSitesToMerge(
  tx: Transaction<DB>,
  kindId: string,
  areaId: string,
): Promise<{ id: string; title: string }[]> {
  const found = await sql<{ id: string; title: string }>`
    select s.id, coalesce(nullif(s.name, ''), coalesce(o.name, a.full_name)) as title
    from model_site s join area a on a.id = s.area_id left join organization o on o.id = s.organization_id
    where s.kind_id = ${kindId} and s.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})
    order by s.since, s.id for update of s`.execute(tx);
  return found.rows;
}

/** Of the sites of a kind under an area those that would stand beside one of the other kind at the same place. */
export async function findDoubles(
  tx: Transaction<DB>,
  kinds: { fromId: string; intoId: string },
  areaId: string,
): Promise<{ id: string; title: string }[]> {
  const found = await sql<{ id: string; title: string }>`
    select s.id, coalesce(nullif(s.name, ''), coalesce(o.name, a.full_name)) as title
    from model_site s join area a on a.id = s.area_id left join organization o on o.id = s.organization_id
    where s.kind_id = ${kinds.fromId} and not s.voided and s.ended_on is null
      and s.area_id in (select area_id from area_path_today where ancestor_id = ${areaId})
      and exists (select 1 from model_site other where other.kind_id = ${kinds.intoId} and other.area_id = s.area_id
        and other.organization_id is not distinct from s.organization_id and not other.voided and other.ended_on is null)
    order by s.since, s.id limit 50`.execute(tx);
  return found.rows;
}

/** Gives sites another kind. */
export async function moveSitesToKind(
  tx: Transaction<DB>,
  authorized: Authorized<'models.kinds'>,
  siteIds: readonly string[],
  kindId: string,
): Promise<void> {
  await sql`with kind as (select (definition #>> '{rule,looksBelow}')::boolean as below from model_kind where id = ${kindId}),
    changed as (
      update model_site s set kind_id = ${kindId}, looks_below = coalesce((select below from kind), true),
        revision = s.revision + 1, changed_by = ${authorized.callerId}, changed_at = now()
      where s.id = any(${[...siteIds]}::uuid[])
      returning s.*)
    insert into model_site_revision (province_id, site_id, revision, area_id, action, by, after)
    select province_id, id, revision, area_id, 'kind', ${authorized.callerId},
      to_jsonb(changed) - array['search', 'entry', 'created_at', 'created_by', 'changed_at', 'changed_by',
        'last_record_on', 'last_record_form', 'dormant_from', 'revision'] from changed`.execute(tx);
}

/**
 * From now on the names of one kind mean another in a province, those that earlier mergers gave it there as well; the
 * kind itself ends where it is the province's own. Gives the names of earlier mergers.
 */
export async function redirectNames(
  tx: Transaction<DB>,
  _authorized: Authorized<'models.kinds'>,
  merger: { id: string; fromId: string; intoId: string; provinceId: string; ends: boolean },
): Promise<string[]> {
  const { id, fromId, intoId, provinceId, ends } = merger;
  if (ends) {
    await sql`update model_kind set merged_into = ${intoId} where id = ${fromId}`.execute(tx);
    return [];
  }
  const moved = await sql<{ folded: string }>`update model_kind_name set kind_id = ${intoId}
    where kind_id = ${fromId} and owner_id = ${provinceId} returning folded`.execute(tx);
  await sql`insert into model_kind_name (kind_id, owner_id, folded, operation_id)
    select ${intoId}::uuid, ${provinceId}::uuid, folded, ${id}::uuid from model_kind_name
    where kind_id = ${fromId} and owner_id is null on conflict do nothing`.execute(tx);
  return moved.rows.map((row) => row.folded);
}

/** Whether the kind into which a merger went was merged further in the same province, and that stands. */
export async function isMergedOn(tx: Transaction<DB>, mergerId: string): Promise<boolean> {
  const found =
    await sql`select 1 from model_operation op join model_operation next on next.area_id = op.area_id
      and next.kind = 'kindMerger' and next.undone_at is null and next.made_at > op.made_at
      and next.undo ->> 'fromId' = op.undo ->> 'intoId'
    where op.id = ${mergerId} limit 1`.execute(tx);
  return found.rows.length > 0;
}

/** The names mean again what they meant. */
export async function giveNamesBack(
  tx: Transaction<DB>,
  _authorized: Authorized<'models.kinds'>,
  merger: {
    id: string;
    fromId: string;
    intoId: string;
    provinceId: string;
    ended: boolean;
    names: readonly string[];
  },
): Promise<void> {
  const { fromId, intoId, provinceId, names } = merger;
  if (merger.ended) await sql`update model_kind set merged_into = null where id = ${fromId}`.execute(tx);
  await sql`update model_kind_name set kind_id = ${fromId} where kind_id = ${intoId} and owner_id = ${provinceId}
    and folded = any(${[...names]}::text[])`.execute(tx);
  await sql`delete from model_kind_name where operation_id = ${merger.id}`.execute(tx);
}
