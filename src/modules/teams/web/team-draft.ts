import type { GivenTeam } from '../team-input.rules.ts';
import type { TeamDraft } from './TeamFields.tsx';

/** The team of a draft as it is put in. */
export function draftInput(draft: TeamDraft): GivenTeam {
  const { area, kind, name, foundedOn, decision, households, note, sites } = draft;
  return {
    ...{ areaId: area?.id ?? '', kind, name, foundedOn, decision, note },
    households: kind === 'selfManagedGroup' ? households : null,
    siteIds: sites.map((site) => site.id),
  };
}

/** The ids of the fields, by their path in the request. */
export const teamFieldIds = {
  'team.name': { id: 'team-name' },
  'team.areaId': { id: 'team-area' },
  'team.foundedOn': { id: 'team-founded' },
  'team.decision': { id: 'team-decision' },
  'team.households': { id: 'team-households' },
  'team.siteIds.0': { id: 'team-sites' },
} as const;
