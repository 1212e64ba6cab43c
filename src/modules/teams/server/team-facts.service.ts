import type { Context } from '../../../platform/server/context.ts';
import { provinceOn } from '../../areas/server/areas.service.ts';
import { insertFactsInBulk, type RecordWorth, replaceFacts } from '../../figures/server/facts.service.ts';
import { teamFacts } from '../team-facts.rules.ts';
import { findMemberships, findTeamRows } from './teams.repo.ts';

/** Makes the figures right for teams that changed, in the same transaction; holds their rows. */
export async function settleTeams(context: Context, teamIds: readonly string[]): Promise<void> {
  for (const worth of await worthOf(context, teamIds, 'lock')) await replaceFacts(context.tx, worth);
}

/** The same for teams that are new in this transaction, all at once. */
export async function countNewTeams(context: Context, teamIds: readonly string[]): Promise<void> {
  await insertFactsInBulk(context.tx, await worthOf(context, teamIds));
}

async function worthOf(context: Context, teamIds: readonly string[], lock?: 'lock'): Promise<RecordWorth[]> {
  const teams = await findTeamRows(context.tx, teamIds, lock);
  const members = Map.groupBy(await findMemberships(context.tx, teamIds), (row) => row.teamId);
  const worths: RecordWorth[] = [];
  for (const team of teams) {
    worths.push({
      recordId: team.id,
      source: 'team',
      provinceId: await provinceOn(context, team.areaId, team.foundedOn),
      verified: true,
      facts: teamFacts({ ...team, members: members.get(team.id) ?? [] }),
    });
  }
  return worths;
}
