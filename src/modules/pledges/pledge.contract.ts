import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { AreaId } from '../areas/areas.contract.ts';
import { Day } from '../areas/day.contract.ts';

/** How it was signed: on the household list, by the printed code, on the recorder's phone, on a sheet in a photo. */
export const PledgeMethod = z.enum(['list', 'qr', 'phone', 'photo']).meta({ id: 'PledgeMethod' });
export type PledgeMethod = z.infer<typeof PledgeMethod>;

/** What stands under it: a signature, a thumb print, or a tap on a phone. */
export const PledgeMark = z.enum(['signature', 'thumb', 'tap']).meta({ id: 'PledgeMark' });
export type PledgeMark = z.infer<typeof PledgeMark>;

export const Pledge = z
  .strictObject({
    id: z.uuid(),
    textVersion: z.int(),
    signedOn: Day,
    method: PledgeMethod,
    mark: PledgeMark,
    fileId: z.uuid().nullable(),
    withdrawnOn: Day.nullable(),
  })
  .meta({ id: 'Pledge' });
export type Pledge = z.infer<typeof Pledge>;

/** A household or organisation that can sign, with its latest pledge in the campaign. */
export const Signer = z
  .strictObject({
    kind: z.enum(['household', 'organization', 'parish']),
    id: z.uuid(),
    areaId: z.uuid(),
    /** In the list of households; 0 for organisations. */
    position: z.int(),
    /** House number, or the organisation's name. */
    label: z.string(),
    contactName: z.string(),
    people: z.int().nullable(),
    regular: z.boolean(),
    pledge: Pledge.nullable(),
  })
  .meta({ id: 'Signer' });
export type Signer = z.infer<typeof Signer>;

export const listSigners = endpoint({
  method: 'GET',
  path: '/api/v1/pledge-campaigns/:id/signers',
  summary: 'Who can sign in a hamlet (or which organisations in an area), each with the latest pledge',
  access: 'households.read',
  params: AreaId,
  query: z.strictObject({ areaId: z.uuid() }),
  output: z.strictObject({ signers: z.array(Signer), can: z.strictObject({ sign: z.boolean() }) }),
});

export const SigningInput = z
  .strictObject({
    signedOn: Day,
    method: z.enum(['list', 'phone', 'photo']),
    mark: PledgeMark,
    /** The photo of the signed sheet; needed for the method photo. */
    fileId: z.uuid().nullable().default(null),
    signers: z
      .array(
        z.strictObject({
          /** Of the pledge, made by whoever sends it, so that a repeated request is one pledge. */
          id: z.uuid(),
          householdId: z.uuid().optional(),
          organizationId: z.uuid().optional(),
          /** Where this one differs from the others. */
          mark: PledgeMark.optional(),
        }),
      )
      .min(1)
      .max(500),
  })
  .refine(
    (given) =>
      given.signers.every((one) => (one.householdId === undefined) !== (one.organizationId === undefined)),
    {
      path: ['signers'],
      message: 'a household or an organisation each',
    },
  )
  .refine((given) => given.method !== 'photo' || given.fileId !== null, {
    path: ['fileId'],
    message: 'required',
  })
  .meta({ id: 'SigningInput' });
export type SigningInput = z.output<typeof SigningInput>;

export const signPledges = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-campaigns/:id/pledges',
  summary: 'Note the pledges of households and organisations; who has signed already is left as it is',
  access: 'pledges.write',
  params: AreaId,
  body: SigningInput,
  output: z.strictObject({
    /** Pledges that are new, and those of before that hold. */
    signed: z.array(z.uuid()),
    already: z.array(z.uuid()),
  }),
});

export const withdrawPledge = endpoint({
  method: 'POST',
  path: '/api/v1/pledges/:id/withdrawal',
  summary: 'Note that a pledge was withdrawn; it may be signed again',
  access: 'pledges.write',
  params: AreaId,
  body: z.strictObject({ on: Day }),
  output: Pledge,
});

export const undoPledges = endpoint({
  method: 'POST',
  path: '/api/v1/pledges/removal',
  summary: 'Take back pledges and withdrawals that were noted by mistake',
  access: 'pledges.write',
  body: z.strictObject({
    ids: z.array(z.uuid()).min(1).max(500),
    /** The pledge itself, or only that it was withdrawn. */
    what: z.enum(['pledge', 'withdrawal']).default('pledge'),
  }),
  output: z.strictObject({ count: z.int() }),
});

export const PledgeSheet = z
  .strictObject({
    id: z.uuid(),
    areaId: z.uuid(),
    areaName: z.string(),
    households: z.int(),
    madeAt: z.string(),
    revokedAt: z.string().nullable(),
    /** How many have signed by a code of this sheet. */
    signed: z.int(),
  })
  .meta({ id: 'PledgeSheet' });
export type PledgeSheet = z.infer<typeof PledgeSheet>;

export const listPledgeSheets = endpoint({
  method: 'GET',
  path: '/api/v1/pledge-campaigns/:id/sheets',
  summary: 'Sheets of codes that were printed for an area',
  access: 'pledges.read',
  params: AreaId,
  query: z.strictObject({ areaId: z.uuid() }),
  output: z.strictObject({ sheets: z.array(PledgeSheet) }),
});

export const makePledgeSheet = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-campaigns/:id/sheets',
  summary: 'New codes for the households of a hamlet, told this once, for printing',
  access: 'pledges.write',
  params: AreaId,
  body: z.strictObject({
    areaId: z.uuid(),
    /** Only these; all households of the hamlet that have not signed, unless said. */
    householdIds: z.array(z.uuid()).min(1).max(2000).optional(),
  }),
  output: z.strictObject({
    sheet: PledgeSheet,
    codes: z.array(
      z.strictObject({ householdId: z.uuid(), position: z.int(), houseNumber: z.string(), path: z.string() }),
    ),
  }),
  status: 201,
});

export const revokePledgeSheet = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-sheets/:id/revocation',
  summary: 'End all codes of a sheet, for instance a lost one; pledges signed by it stay',
  access: 'pledges.write',
  params: AreaId,
  output: PledgeSheet,
});

export const revokeHouseholdCodes = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-campaigns/:id/code-revocations',
  summary: 'End the codes of one household in a campaign',
  access: 'pledges.write',
  params: AreaId,
  body: z.strictObject({ householdId: z.uuid() }),
  output: z.strictObject({ count: z.int() }),
});
