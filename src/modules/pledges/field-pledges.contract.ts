import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';
import { HouseholdInput } from './household.contract.ts';
import { PledgeMark, PledgeMethod } from './pledge.contract.ts';

/** A household as a phone keeps it: what it takes to find its door and to read who it is. No telephone number. */
export const FieldHousehold = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    position: z.int(),
    houseNumber: z.string(),
    contactName: z.string(),
    people: z.int().nullable(),
    regular: z.boolean(),
  })
  .meta({ id: 'FieldHousehold' });
export type FieldHousehold = z.infer<typeof FieldHousehold>;

/** A pledge in force. */
export const FieldPledge = z
  .strictObject({ id: z.uuid(), householdId: z.uuid(), signedOn: Day, method: PledgeMethod })
  .meta({ id: 'FieldPledge' });
export type FieldPledge = z.infer<typeof FieldPledge>;

/** A campaign that is open for the households of a hamlet today. */
export const FieldCampaign = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    title: z.string(),
    startsOn: Day,
    endsOn: Day,
    validTo: Day,
    textVersion: z.int(),
    commitments: z.array(z.string()),
    pledges: z.array(FieldPledge),
  })
  .meta({ id: 'FieldCampaign' });
export type FieldCampaign = z.infer<typeof FieldCampaign>;

export const FieldPledges = z
  .strictObject({ campaigns: z.array(FieldCampaign), households: z.array(FieldHousehold) })
  .meta({ id: 'FieldPledges' });
export type FieldPledges = z.infer<typeof FieldPledges>;

export const readFieldPledges = endpoint({
  method: 'GET',
  path: '/api/v1/field/pledges',
  summary:
    'Campaigns open in the hamlets of which the caller keeps the books, with their households, for a phone',
  access: 'pledges.write',
  phone: 'works',
  query: z.strictObject({
    /** What the phone has; the same again is not sent again. */
    known: z.string().max(100).optional(),
  }),
  output: z.strictObject({ hash: z.string(), content: FieldPledges.nullable() }),
});

/** The largest drawing of a signature, as base64 text. */
const SIGNATURE_LIMIT = 200_000;

/** What was typed of a household that stands in no list yet. */
export const NewHousehold = z.strictObject({
  areaId: z.uuid(),
  household: HouseholdInput.omit({ id: true }),
});
export type NewHousehold = z.output<typeof NewHousehold>;

/** A pledge signed at the door; the pledge has the command's `recordId`. */
export const PledgeSigning = z
  .strictObject({
    campaignId: z.uuid(),
    householdId: z.uuid(),
    /** The text that was read out: the pledge is to this one, whatever came later. */
    textVersion: z.int().min(1),
    signedOn: Day,
    /** phone: on the phone itself; list: on the paper, confirmed by who carries the phone. */
    method: z.enum(['phone', 'list']),
    mark: PledgeMark,
    /** A picture in the format PNG, base64. */
    signature: z.base64().max(SIGNATURE_LIMIT).optional(),
    /** Where the household was added on the phone: it may not have come first. */
    added: NewHousehold.optional(),
  })
  .meta({ id: 'FieldPledgeSigning' });
export type PledgeSigning = z.output<typeof PledgeSigning>;

/** A pledge withdrawn at the door; it is found by its id, or as the one in force of the household. */
export const PledgeWithdrawal = z
  .strictObject({ campaignId: z.uuid(), householdId: z.uuid(), on: Day })
  .meta({ id: 'FieldPledgeWithdrawal' });
export type PledgeWithdrawal = z.output<typeof PledgeWithdrawal>;
