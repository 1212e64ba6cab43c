import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { replaceFacts } from '../../figures/server/facts.service.ts';
import { moveFigures } from '../../figures/server/rollup.service.ts';
import { profileFacts } from '../profile-facts.rules.ts';
import { widenScope } from './area-tree.repo.ts';
import { findHistories } from './hamlets.repo.ts';
import {
  deleteAreas,
  deleteProfiles,
  deleteUnusedOrganizations,
  findUnusedAreas,
} from './undo-places.repo.ts';

/** Takes counts of some days out again, as if they had not been entered, and makes the facts of their areas anew. */
export async function removeProfiles(
  context: Context,
  may: Authorized<'hamlets.write'>,
  rows: readonly { readonly areaId: string; readonly asOf: string }[],
): Promise<void> {
  const { tx } = context;
  if (rows.length === 0) return;
  await findHistories(tx, [...new Set(rows.map((row) => row.areaId))], true);
  const areaIds = await deleteProfiles(tx, may, rows);
  for (const area of await findHistories(tx, areaIds, false)) {
    await replaceFacts(tx, {
      recordId: area.id,
      source: 'profile',
      provinceId: area.provinceId,
      verified: true,
      facts: profileFacts(area.id, area.kind, area.history),
    });
  }
}

/**
 * Removes those of these hamlets that nothing refers to any more; gives which. What was counted in them is folded into
 * the totals above before their paths go, so that no total keeps a part of it.
 */
export async function removeUnusedHamlets(
  context: Context,
  may: Authorized<'hamlets.write'>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  // Whether something refers to a hamlet, and the totals above it, do not end at the caller's own areas.
  const restore = await widenScope(context.tx);
  const unused = await findUnusedAreas(context.tx, ids);
  if (unused.length > 0) await moveFigures(context, unused, () => deleteAreas(context.tx, may, unused));
  await restore();
  return unused;
}

/** Removes those of these organisations that no record refers to; gives which. */
export function removeUnusedOrganizations(
  context: Context,
  may: Authorized<'organizations.write'>,
  ids: readonly string[],
): Promise<string[]> {
  return ids.length === 0 ? Promise.resolve([]) : deleteUnusedOrganizations(context.tx, may, ids);
}
