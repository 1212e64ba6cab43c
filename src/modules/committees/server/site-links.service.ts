import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { findGoverning, giveGovernedBack, type MovedCommittee, moveGoverned } from './site-links.repo.ts';

/** The committees that govern a site now. */
export function governingCommittees(
  context: Context,
  siteId: string,
): Promise<{ id: string; name: string }[]> {
  return findGoverning(context.tx, siteId);
}

/** Puts another site under the committees of a site from a day on, and says which they were. */
export function moveCommittees(
  context: Context,
  may: Authorized<'models.write'>,
  move: { fromId: string; intoId: string; day: string },
): Promise<MovedCommittee[]> {
  return moveGoverned(context.tx, may, move);
}

/** Takes {@link moveCommittees} back. */
export function giveCommitteesBack(
  context: Context,
  may: Authorized<'models.write'>,
  move: { fromId: string; intoId: string; day: string; committees: readonly MovedCommittee[] },
): Promise<void> {
  return giveGovernedBack(context.tx, may, move);
}
