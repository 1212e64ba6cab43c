import type { Context } from '../../../platform/server/context.ts';
import { makePlaceIndex, type PlaceIndex } from '../place-match.rules.ts';
import { findCommuneNames, findPlaceHamlets, findPlaceOrganizations } from './places.repo.ts';

/**
 * Everything that a place in a book of the commune can mean, read once; ask it with `matchPlace` (place-match.rules.ts)
 * for each row. Make it anew after hamlets or organisations were added.
 */
export async function loadPlaceIndex(context: Context, communeId: string): Promise<PlaceIndex> {
  const { tx } = context;
  const names = await findCommuneNames(tx, communeId);
  const hamlets = await findPlaceHamlets(tx, communeId);
  return makePlaceIndex(communeId, names, hamlets, await findPlaceOrganizations(tx, communeId));
}
