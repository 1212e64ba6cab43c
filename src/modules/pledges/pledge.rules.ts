import type { Day } from '../../platform/dates.ts';
import type { Fact } from '../activities/fact.contract.ts';
import type { CampaignState, PledgeAudience, PledgeCoverage } from './campaign.contract.ts';
import type { PledgeMethod } from './pledge.contract.ts';

/** Whether somebody can sign in a campaign on a day, and if not, why. */
export function signingState(
  campaign: { state: CampaignState; startsOn: Day; endsOn: Day },
  today: Day,
): 'ready' | 'notYet' | 'over' | 'closed' {
  if (campaign.state === 'draft' || today < campaign.startsOn) return 'notYet';
  if (campaign.state === 'closed') return 'closed';
  return today > campaign.endsOn ? 'over' : 'ready';
}

/** Which part of the audience a signer belongs to. */
export function audienceOf(kind: 'household' | 'organization' | 'parish'): PledgeAudience {
  return ({ household: 'households', organization: 'organizations', parish: 'parishes' } as const)[kind];
}

/** What a pledge counts for: signed on its day, and withdrawn on another. */
export function pledgeFacts(pledge: {
  areaId: string;
  organizationId: string | null;
  signedOn: Day;
  withdrawnOn: Day | null;
  method: PledgeMethod;
  signer: 'household' | 'organization' | 'parish';
}): Fact[] {
  const { areaId, organizationId, method, signer } = pledge;
  const place = organizationId === null ? { areaId } : { areaId, organizationId };
  const signed: Fact = {
    indicator: 'pledge.signed',
    day: pledge.signedOn,
    place,
    value: '1',
    slices: { method, signer },
  };
  if (pledge.withdrawnOn === null) return [signed];
  return [signed, { indicator: 'pledge.withdrawn', day: pledge.withdrawnOn, place, value: '1', slices: {} }];
}

/** The share of the households living there regularly that have signed; null where there are none. */
export function coverageShare(coverage: Pick<PledgeCoverage, 'regular' | 'signedRegular'>): number | null {
  return coverage.regular === 0 ? null : coverage.signedRegular / coverage.regular;
}
