import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { normaliseLine } from '../../platform/text.ts';
import { AreaId } from '../areas/areas.contract.ts';
import { Day } from '../areas/day.contract.ts';

const line = (longest: number) => z.string().max(longest).transform(normaliseLine).pipe(z.string().min(1));

/** Who signs: households, organisations (schools, offices, enterprises …), parishes. */
export const PledgeAudience = z
  .enum(['households', 'organizations', 'parishes'])
  .meta({ id: 'PledgeAudience' });
export type PledgeAudience = z.infer<typeof PledgeAudience>;

/** draft: nobody signs yet; open; closed: nobody signs any more, pledges hold. */
export const CampaignState = z.enum(['draft', 'open', 'closed']).meta({ id: 'CampaignState' });
export type CampaignState = z.infer<typeof CampaignState>;

/** The text as it stood from a moment on; a pledge is a pledge to one version. */
export const PledgeText = z
  .strictObject({ version: z.int(), commitments: z.array(z.string()), madeAt: z.string() })
  .meta({ id: 'PledgeText' });
export type PledgeText = z.infer<typeof PledgeText>;

export const PledgeCampaign = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    areaKind: z.string(),
    title: z.string(),
    audience: z.array(PledgeAudience),
    startsOn: Day,
    /** The last day for signing. */
    endsOn: Day,
    /** The last day on which a pledge holds. */
    validTo: Day,
    state: CampaignState,
    textVersion: z.int(),
    version: z.int(),
    can: z.strictObject({ change: z.boolean(), sign: z.boolean() }),
  })
  .meta({ id: 'PledgeCampaign' });
export type PledgeCampaign = z.infer<typeof PledgeCampaign>;

/** How far signing has come in an area; households are those that live there today. */
export const PledgeCoverage = z
  .strictObject({
    households: z.int(),
    /** Households that live there regularly: what the rate is out of. */
    regular: z.int(),
    signed: z.int(),
    signedRegular: z.int(),
    withdrawn: z.int(),
    methods: z.strictObject({ list: z.int(), qr: z.int(), phone: z.int(), photo: z.int() }),
    organizations: z.int(),
    organizationsSigned: z.int(),
    parishes: z.int(),
    parishesSigned: z.int(),
  })
  .meta({ id: 'PledgeCoverage' });
export type PledgeCoverage = z.infer<typeof PledgeCoverage>;

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/api/v1/pledge-campaigns',
  summary: 'Campaigns that an area carries out: its own, those of the areas above and below it',
  access: 'pledges.read',
  query: z.strictObject({ areaId: z.uuid() }),
  output: z.strictObject({
    campaigns: z.array(
      PledgeCampaign.extend({ coverage: PledgeCoverage }).meta({ id: 'CampaignWithCoverage' }),
    ),
    can: z.strictObject({ add: z.boolean() }),
  }),
});

export const getCampaign = endpoint({
  method: 'GET',
  path: '/api/v1/pledge-campaigns/:id',
  summary: 'One campaign with every version of its text',
  access: 'pledges.read',
  params: AreaId,
  output: z.strictObject({ campaign: PledgeCampaign, texts: z.array(PledgeText) }),
});

export const CampaignInput = z
  .strictObject({
    areaId: z.uuid(),
    title: line(300),
    audience: z.array(PledgeAudience).min(1).max(3),
    startsOn: Day,
    endsOn: Day,
    validTo: Day,
    /** One commitment each, without numbers in front. */
    commitments: z.array(line(1000)).min(1).max(40),
    /** The version that was changed; missing for a new campaign. */
    version: z.int().optional(),
  })
  .refine((given) => given.startsOn <= given.endsOn, { path: ['endsOn'], message: 'ends before it begins' })
  .refine((given) => given.endsOn <= given.validTo, {
    path: ['validTo'],
    message: 'ends before the last day of signing',
  })
  .meta({ id: 'CampaignInput' });
export type CampaignInput = z.output<typeof CampaignInput>;

export const putCampaign = endpoint({
  method: 'PUT',
  path: '/api/v1/pledge-campaigns/:id',
  summary: 'Set up a campaign or change it; another text is a new version',
  access: 'campaigns.write',
  params: AreaId,
  body: CampaignInput,
  output: PledgeCampaign,
});

export const moveCampaign = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-campaigns/:id/transitions',
  summary: 'Open a campaign for signing, close it, open it again',
  access: 'campaigns.write',
  params: AreaId,
  body: z.strictObject({ to: z.enum(['open', 'closed']), version: z.int() }),
  output: PledgeCampaign,
});

export const removeCampaign = endpoint({
  method: 'DELETE',
  path: '/api/v1/pledge-campaigns/:id',
  summary: 'Throw away a campaign that nobody has signed',
  access: 'campaigns.write',
  params: AreaId,
  output: 'none',
});

export const readCoverage = endpoint({
  method: 'GET',
  path: '/api/v1/pledge-campaigns/:id/coverage',
  summary: 'How far signing has come in an area and in each area below it',
  access: 'pledges.read',
  params: AreaId,
  query: z.strictObject({ areaId: z.uuid() }),
  output: z.strictObject({
    total: PledgeCoverage,
    rows: z.array(
      z.strictObject({
        areaId: z.uuid(),
        areaName: z.string(),
        areaKind: z.string(),
        coverage: PledgeCoverage,
      }),
    ),
  }),
});
