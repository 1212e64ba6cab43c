import type { Authorized } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import {
  findTeamsLinked,
  giveTeamLinksBack,
  type LinkedTeam,
  type MovedTeam,
  moveTeamLinks,
} from './site-links.repo.ts';

/** The teams that carry out a site now. */
export function linkedTeams(context: Context, siteId: string): Promise<LinkedTeam[]> {
  return findTeamsLinked(context.tx, siteId);
}

/**
 * Gives the teams of a site to another one from a day on, and says which they were. The caller makes the figures of both
 * sites right afterwards.
 */
export function moveTeams(
  context: Context,
  may: Authorized<'models.write'>,
  move: { fromId: string; intoId: string; day: string },
): Promise<MovedTeam[]> {
  return moveTeamLinks(context.tx, may, move);
}

/** Takes {@link moveTeams} back. */
export function giveTeamsBack(
  context: Context,
  may: Authorized<'models.write'>,
  move: { fromId: string; intoId: string; day: string; teams: readonly MovedTeam[] },
): Promise<void> {
  return giveTeamLinksBack(context.tx, may, move);
}
