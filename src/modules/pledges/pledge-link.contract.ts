import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';

/** What a printed code holds: 24 characters, 144 bits of chance. */
export const PledgeCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{24}$/u)
  .meta({ id: 'PledgeCode' });

/** What the code opens: a campaign and a house. No name of anybody stands here. */
export const PledgeLink = z
  .strictObject({
    title: z.string(),
    commitments: z.array(z.string()),
    textVersion: z.int(),
    endsOn: Day,
    validTo: Day,
    houseNumber: z.string(),
    /** Place in the list of the hamlet, for houses without a number. */
    position: z.int(),
    hamlet: z.string(),
    commune: z.string(),
    /** ready: can be signed; signed; notYet, over, closed: it can not. */
    state: z.enum(['ready', 'signed', 'notYet', 'over', 'closed']),
    signedOn: Day.nullable(),
    /** Signed by a code, so that it may be withdrawn here; other pledges are withdrawn at the commune. */
    canWithdraw: z.boolean(),
  })
  .meta({ id: 'PledgeLink' });
export type PledgeLink = z.infer<typeof PledgeLink>;

export const lookAtPledgeLink = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-links/look',
  summary: 'What a printed code is for; the code travels in the body, so that no log holds it',
  access: 'public',
  body: z.strictObject({ code: PledgeCode }),
  output: PledgeLink,
});

export const signByPledgeLink = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-links/signature',
  summary: 'Sign the pledge of the household by its printed code',
  access: 'public',
  body: z.strictObject({
    code: PledgeCode,
    /** The text that was read. */
    textVersion: z.int(),
    agreed: z.literal(true),
  }),
  output: PledgeLink,
});

export const withdrawByPledgeLink = endpoint({
  method: 'POST',
  path: '/api/v1/pledge-links/withdrawal',
  summary: 'Withdraw a pledge that was signed by a code',
  access: 'public',
  body: z.strictObject({ code: PledgeCode }),
  output: PledgeLink,
});
