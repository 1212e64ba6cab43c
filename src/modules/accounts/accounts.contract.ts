import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Role } from '../../platform/permissions.ts';
import { AccountAssignment, AccountState, DisplayName, Username } from './account.contract.ts';

/** Administration: the accounts that hold a role in one's areas. */
export const Account = z
  .object({
    id: z.uuid(),
    username: z.string(),
    displayName: z.string(),
    state: AccountState,
    createdAt: z.iso.datetime(),
    /** The day of the last visit that is still on record. */
    lastSeenOn: z.iso.date().nullable(),
    hasSecondStep: z.boolean(),
    /** Within one's areas; `beyond` says that there are others. */
    assignments: z.array(AccountAssignment),
    beyond: z.boolean(),
    can: z.object({
      /** Disable, enable, give a new link, reset, end sessions: not where the account reaches beyond one's areas. */
      manage: z.boolean(),
      grant: z.boolean(),
    }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const OneTimeLink = z
  .object({
    /** Under the installation's address, e.g. `/moi/…`; shown once. */
    path: z.string(),
    url: z.url(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'OneTimeLink' });
export type OneTimeLink = z.infer<typeof OneTimeLink>;

export const AssignmentBody = z.object({ role: Role, areaId: z.uuid() }).meta({ id: 'AssignmentBody' });
export type AssignmentBody = z.infer<typeof AssignmentBody>;

export const InvitationBody = z
  .object({
    username: Username,
    displayName: DisplayName,
    assignments: z.array(AssignmentBody).min(1).max(10),
  })
  .meta({ id: 'InvitationBody' });
export type InvitationBody = z.infer<typeof InvitationBody>;

const params = z.object({ id: z.uuid() });

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'The accounts of one’s areas, by user name',
  access: 'accounts.manage',
  query: z.object({
    search: z.string().max(100).optional(),
    state: AccountState.optional(),
    role: Role.optional(),
    areaId: z.uuid().optional(),
    /** The last user name of the page before. */
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Account), next: z.string().nullable(), total: z.number().int() }),
});

export const getAccount = endpoint({
  method: 'GET',
  path: '/api/v1/accounts/:id',
  summary: 'One account',
  access: 'accounts.manage',
  params,
  output: Account,
});

export const inviteAccount = endpoint({
  method: 'POST',
  path: '/api/v1/accounts',
  summary: 'Invite somebody: an account with roles, and a one-time link for him to choose a password',
  access: 'accounts.manage',
  body: InvitationBody,
  output: z.object({ account: Account, link: OneTimeLink }),
  status: 201,
});

export const renewInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/accounts/:id/invitation',
  summary: 'A new invitation link; the old one dies',
  access: 'accounts.manage',
  params,
  output: OneTimeLink,
});

export const resetAccount = endpoint({
  method: 'POST',
  path: '/api/v1/accounts/:id/reset',
  summary: 'A one-time link by which the owner chooses a new password',
  access: 'accounts.manage',
  params,
  body: z.object({
    /** For somebody who lost the phone as well: authenticator, recovery codes and passkeys go when the link is used. */
    removeSecondStep: z.boolean().default(false),
  }),
  output: OneTimeLink,
});

export const disableAccount = endpoint({
  method: 'POST',
  path: '/api/v1/accounts/:id/disable',
  summary: 'Close an account; ends its sessions and links',
  access: 'accounts.manage',
  params,
  output: Account,
});

export const enableAccount = endpoint({
  method: 'POST',
  path: '/api/v1/accounts/:id/enable',
  summary: 'Open a closed account again',
  access: 'accounts.manage',
  params,
  output: Account,
});

export const endAccountSessions = endpoint({
  method: 'DELETE',
  path: '/api/v1/accounts/:id/sessions',
  summary: 'End all sessions of an account',
  access: 'accounts.manage',
  params,
  output: z.object({ ended: z.number().int() }),
});

export const grantRole = endpoint({
  method: 'POST',
  path: '/api/v1/accounts/:id/assignments',
  summary: 'Give a role in an area; the same one twice is one',
  access: 'accounts.manage',
  params,
  body: AssignmentBody,
  output: Account,
});

export const revokeRole = endpoint({
  method: 'DELETE',
  path: '/api/v1/accounts/:id/assignments/:assignmentId',
  summary: 'Take a role back',
  access: 'accounts.manage',
  params: params.extend({ assignmentId: z.uuid() }),
  output: Account,
});
