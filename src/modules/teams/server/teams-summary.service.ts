import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { spanHas } from '../spans.rules.ts';
import { findPersons, findSeatsInTeams } from './persons.repo.ts';
import { findMemberships, findTeamRows } from './teams.repo.ts';

interface Line {
  readonly text: LocalText;
  readonly link: string;
}

/** Teams in a line each, by id, as far as the caller may see them. */
export async function describeTeams(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  const teams = await findTeamRows(context.tx, ids);
  const members = Map.groupBy(await findMemberships(context.tx, ids), (row) => row.teamId);
  return new Map(
    teams.map((team) => {
      const serving = (members.get(team.id) ?? []).filter((row) =>
        spanHas({ from: row.joinedOn, to: row.leftOn }, context.today),
      ).length;
      const text = {
        vi: `${team.name}, ${team.areaName}, ${serving} thành viên`,
        en: `${team.name}, ${team.areaName}, ${serving} members`,
      };
      return [team.id, { text, link: `/to/${team.id}` }];
    }),
  );
}

/**
 * People behind a figure, without their names: by the teams in which they serve. Who may read about people opens the page
 * of the person, and that reading is logged.
 */
export async function describePersons(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  const persons = await findPersons(context.tx, ids);
  const seats = Map.groupBy(await findSeatsInTeams(context.tx, ids), (seat) => seat.personId);
  return new Map(
    persons.map(({ id, areaName }) => {
      const teams = [...new Set((seats.get(id) ?? []).map((seat) => seat.name))].join('; ');
      const text = { vi: `Một người ở ${areaName}: ${teams}`, en: `One person of ${areaName}: ${teams}` };
      return [id, { text, link: `/to/nguoi/${id}` }];
    }),
  );
}
