import type { z } from 'zod';
import type { Team, TeamInput } from './team.contract.ts';

export type GivenTeam = z.input<typeof TeamInput>;

type Whole<K extends keyof GivenTeam> = { readonly [Part in K]: NonNullable<GivenTeam[Part]> };

/** A team that was read, as it is put in again: for changes of a part, and for taking a change back. */
export function inputOf(team: Team): GivenTeam & Whole<'members' | 'equipment' | 'siteIds'> {
  const { areaId, organizationId, kind, name, foundedOn, decision, households, note } = team;
  const { disbandedOn, disbandReason, voidReason, equipment } = team;
  return {
    ...{ areaId, organizationId, kind, name, foundedOn, decision, households, note },
    ...{ disbandedOn, disbandReason, voidReason, equipment },
    members: team.members.map(({ id, person, role, chosen, joinedOn, leftOn, leftReason }) => ({
      ...{ id, personId: person.id, role, chosen, joinedOn, leftOn, leftReason },
    })),
    siteIds: team.sites.map((site) => site.id),
  };
}
