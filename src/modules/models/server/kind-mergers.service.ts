import { Problem } from '../../../platform/problems.ts';
import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { KindMergerPreview } from '../kinds.contract.ts';
import {
  findDoubles,
  findSitesToMerge,
  giveNamesBack,
  isMergedOn,
  type KindMergerUndo,
  moveSitesToKind,
  redirectNames,
} from './kind-mergers.repo.ts';
import { findKind, type KindRow, provincesAbove } from './kinds.repo.ts';
import { holdOperation, insertOperation, markUndone, type Operation } from './operations.repo.ts';
import { refreshSites } from './site-life.service.ts';

interface Merger {
  readonly fromId: string;
  readonly intoId: string;
  readonly areaId: string;
}

interface Checked {
  readonly from: KindRow;
  readonly into: KindRow;
  readonly province: { id: string; name: string };
  readonly sites: readonly { id: string; title: string }[];
  readonly ends: boolean;
}

/** What a merger would change. Throws Problem `notFound`, `notPossibleNow`, `invalidInput`. */
export async function previewMerger(context: Context, merger: Merger): Promise<KindMergerPreview> {
  const { from, into, province, sites, ends } = await check(context, merger);
  return {
    from: { id: from.id, name: from.definition.name },
    into: { id: into.id, name: into.definition.name },
    areaName: province.name,
    sites: sites.length,
    names: sites.slice(0, 50),
    doubles: await findDoubles(context.tx, merger, province.id),
    ends,
  };
}

/** Merges a kind into another within a province, sites and names with it. Throws like {@link previewMerger}. */
export async function mergeKindInto(
  context: Context,
  authorized: Authorized<'models.kinds'>,
  merger: Merger & { id: string },
): Promise<{ id: string; sites: number }> {
  const known = await holdOperation<KindMergerUndo>(context.tx, merger.id);
  if (known) return { id: known.id, sites: known.undo.siteIds.length };
  const { from, into, sites, ends } = await check(context, merger);
  const siteIds = sites.map((site) => site.id);
  await moveSitesToKind(context.tx, authorized, siteIds, into.id);
  const { fromId, intoId, areaId: provinceId } = merger;
  const names = await redirectNames(context.tx, authorized, {
    id: merger.id,
    fromId,
    intoId,
    provinceId,
    ends,
  });
  const undo: KindMergerUndo = { fromId, intoId, siteIds, ended: ends, names };
  await insertOperation(context.tx, authorized.callerId, {
    id: merger.id,
    areaId: provinceId,
    kind: 'kindMerger',
    subjectId: intoId,
    summary: { fromName: from.definition.name.vi, sites: siteIds.length },
    undo,
  });
  await refreshSites(context, siteIds);
  return { id: merger.id, sites: siteIds.length };
}

/** The merger within the caller's areas. Throws Problem `notFound`. */
export async function findMerger(context: Context, id: string): Promise<Operation<KindMergerUndo>> {
  const found = await holdOperation<KindMergerUndo>(context.tx, id);
  if (found?.kind !== 'kindMerger') throw new Problem('notFound');
  return found;
}

/**
 * Takes a merger back: the sites that it moved get their kind again, and the names their meaning. Throws Problem
 * `notPossibleNow` where the kind was merged further since.
 */
export async function undoMerger(
  context: Context,
  authorized: Authorized<'models.kinds'>,
  merger: Operation<KindMergerUndo>,
): Promise<{ id: string; sites: number }> {
  const { fromId, intoId, siteIds, ended, names = [] } = merger.undo;
  if (merger.undone_at !== null) return { id: merger.id, sites: siteIds.length };
  const into = await findKind(context.tx, intoId);
  if (into?.merged_into !== null || (await isMergedOn(context.tx, merger.id)))
    throw new Problem('notPossibleNow', { detail: mergedOn });
  const { id, area_id: provinceId } = merger;
  await giveNamesBack(context.tx, authorized, { id, fromId, intoId, provinceId, ended, names });
  const still = await findSitesToMerge(context.tx, intoId, merger.area_id);
  const moved = new Set(siteIds);
  const back = still.map((site) => site.id).filter((id) => moved.has(id));
  await moveSitesToKind(context.tx, authorized, back, fromId);
  await markUndone(context.tx, authorized.callerId, merger.id);
  await refreshSites(context, back);
  return { id: merger.id, sites: back.length };
}

const mergedOn = {
  vi: 'Loại này đã được sáp nhập tiếp vào loại khác. Hãy hoàn tác lần sáp nhập sau trước.',
  en: 'The kind was merged further. Take that merger back first.',
};

async function check(context: Context, merger: Merger): Promise<Checked> {
  // Kinds of the program are nobody's to hold; the sites that move are held below.
  const from = await findKind(context.tx, merger.fromId);
  const into = await findKind(context.tx, merger.intoId);
  if (!from || !into) throw new Problem('notFound');
  const [province] = await provincesAbove(context.tx, [merger.areaId]);
  if (province?.id !== merger.areaId)
    throw wrong('areaId', 'một tỉnh, thành phố hiện nay', 'a province of today');
  if (from.id === into.id) throw wrong('intoId', 'một loại khác', 'another kind');
  if (from.merged_into !== null || into.merged_into !== null) throw new Problem('notPossibleNow');
  if (from.owner_id !== null && from.owner_id !== merger.areaId)
    throw wrong('areaId', 'tỉnh có loại này', 'the province that owns the kind');
  if (into.owner_id !== null && into.owner_id !== merger.areaId)
    throw wrong(
      'intoId',
      'loại của chương trình hoặc của tỉnh mình',
      'a kind of the program or of the province',
    );
  const sites = await findSitesToMerge(context.tx, from.id, merger.areaId);
  return { from, into, province, sites, ends: from.owner_id !== null };
}

function wrong(path: string, vi: string, en: string): Problem {
  return new Problem('invalidInput', { fields: [{ path, code: 'invalid', expected: { vi, en } }] });
}
