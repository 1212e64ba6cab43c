import type { Context } from '../../../platform/server/context.ts';
import { findHeadcounts } from './team-list.repo.ts';

/** What changes on a day in the teams of a site: negative where more went than came. */
export interface HeadcountStep {
  readonly day: string;
  readonly teams: number;
  readonly members: number;
}

/**
 * How the teams of sites grew and shrank, day by day in order: the sum of the steps up to a day is how many teams and
 * members (seats, not people) a site has on that day. Sites without teams are missing. Reads teams only; it is for the
 * facts of sites whose teams are kept as lists.
 */
export async function siteHeadcounts(
  context: Context,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, readonly HeadcountStep[]>> {
  if (siteIds.length === 0) return new Map();
  const rows = await findHeadcounts(context.tx, siteIds);
  return Map.groupBy(rows, (row) => row.siteId);
}
