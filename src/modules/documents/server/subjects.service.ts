import type { Permission } from '../../../platform/permissions.ts';
import { type Context, withAccess } from '../../../platform/server/context.ts';
import { getActivity } from '../../activities/server/answer.service.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import { getCommitteeRow } from '../../committees/server/committees.service.ts';
import { getSiteRow } from '../../models/server/site-page.service.ts';
import { getCampaignRow } from '../../pledges/server/campaign.service.ts';
import { getHousehold } from '../../pledges/server/household.service.ts';
import { getTeamRow } from '../../teams/server/teams.service.ts';
import type { SubjectKind } from '../document.contract.ts';
import type { Subject } from './files.service.ts';

interface Finder {
  /** The permission by which the record itself is read. */
  readonly access: Permission;
  /** The area of a record; throws Problem `notFound`. */
  find(context: Context, id: string): Promise<string>;
}

const finders: Readonly<Record<SubjectKind, Finder>> = {
  activity: {
    access: 'activities.read',
    find: async (context, id) => (await getActivity(context, id)).place.areaId,
  },
  area: { access: 'areas.read', find: async (context, id) => (await getAreaRow(context, id)).id },
  committee: {
    access: 'teams.read',
    find: async (context, id) => (await getCommitteeRow(context, id)).areaId,
  },
  household: {
    access: 'households.read',
    find: async (context, id) => (await getHousehold(context, id)).areaId,
  },
  modelSite: {
    access: 'models.read',
    find: async (context, id) => (await getSiteRow(context, id)).area_id,
  },
  pledgeCampaign: {
    access: 'pledges.read',
    find: async (context, id) => (await getCampaignRow(context, id)).areaId,
  },
  team: { access: 'teams.read', find: async (context, id) => (await getTeamRow(context, id)).areaId },
};

/**
 * The area of the record that a file belongs to. Throws Problem `notFound` for what the caller may not read by the
 * record's own permission. `back` is the permission in hand, which is taken up again.
 */
export function areaOfSubject(context: Context, subject: Subject, back: Permission): Promise<string> {
  const { access, find } = finders[subject.kind];
  return withAccess(context, access, back, (inner) => find(inner, subject.id));
}
