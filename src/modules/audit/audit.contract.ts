import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

export const AuditLine = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    /** The user's id, `system` (jobs, command line) or `anonymous`. */
    caller: z.string(),
    callerName: z.string().nullable(),
    /** What was done, e.g. `role.granted`. */
    action: z.string(),
    /** The kind of thing it was done to, e.g. `account`. */
    subject: z.string(),
    subjectId: z.string(),
    /** The name of the account where the thing is one. */
    subjectName: z.string().nullable(),
    areaId: z.uuid().nullable(),
    areaName: z.string().nullable(),
    /** Codes, counts and identifiers; no text of people. */
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditLine' });
export type AuditLine = z.infer<typeof AuditLine>;

export const SignInCount = z
  .object({
    day: z.iso.date(),
    signedIn: z.number().int(),
    wrongCredentials: z.number().int(),
    wrongCode: z.number().int(),
    blocked: z.number().int(),
  })
  .meta({ id: 'SignInCount' });
export type SignInCount = z.infer<typeof SignInCount>;

const days = { from: z.iso.date().optional(), to: z.iso.date().optional() };

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'What was done, the latest first',
  access: 'audit.read',
  query: z.object({
    /** Days in Vietnam, both included. */
    ...days,
    /** One action, or a group of them by what stands before the dot: `account`. */
    action: z.string().max(100).optional(),
    subject: z.string().max(100).optional(),
    subjectId: z.string().max(100).optional(),
    caller: z.string().max(100).optional(),
    /** `next` of the page before. */
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(AuditLine),
    next: z.string().nullable(),
    /** The actions that occur, for the filter. */
    actions: z.array(z.string()),
  }),
});

export const listSignInCounts = endpoint({
  method: 'GET',
  path: '/api/v1/audit/sign-ins',
  summary: 'How many sign-ins went well or not, by day: counts, nobody’s name',
  access: 'audit.read',
  query: z.object(days),
  output: z.object({ items: z.array(SignInCount) }),
});
