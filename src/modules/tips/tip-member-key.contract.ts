import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { SealedText, TipRecipient } from './tip-key.contract.ts';

/** The owner's secret under one of his locks: an age file for a passphrase (scrypt) or for a passkey (PRF). */
export const MemberLock = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['passphrase', 'passkey']),
    name: z.string().trim().min(1).max(80),
    sealed: SealedText,
  })
  .meta({ id: 'TipMemberLock' });
export type MemberLock = z.infer<typeof MemberLock>;

export const MemberKey = z
  .object({
    recipient: TipRecipient,
    madeAt: z.iso.datetime(),
    locks: z.array(MemberLock.extend({ madeAt: z.iso.datetime() })),
  })
  .meta({ id: 'TipMemberKey' });
export type MemberKey = z.infer<typeof MemberKey>;

export const getMyTipKey = endpoint({
  method: 'GET',
  path: '/api/v1/me/tip-key',
  summary: "One's own key for reports, under its locks; null where there is none yet",
  access: 'signedIn',
  output: z.object({ key: MemberKey.nullable() }),
});

export const putMyTipKey = endpoint({
  method: 'PUT',
  path: '/api/v1/me/tip-key',
  summary: 'Takes a key of one’s own; with another one before it, the offices have to admit one again',
  access: 'signedIn',
  body: z.strictObject({
    recipient: TipRecipient,
    locks: z.array(MemberLock).min(1).max(5),
    /** The key that is given up, so that it is not lost by mistake; null where there is none. */
    replaces: TipRecipient.nullable(),
  }),
  output: 'none',
});

export const addMyTipLock = endpoint({
  method: 'POST',
  path: '/api/v1/me/tip-key/locks',
  summary: 'Adds a lock to one’s own key: another passkey, a new passphrase',
  access: 'signedIn',
  body: MemberLock,
  output: 'none',
});

export const removeMyTipLock = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/tip-key/locks/:id',
  summary: 'Removes a lock of one’s own key; the last one stays',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  output: 'none',
});

export const getMyTipCustody = endpoint({
  method: 'GET',
  path: '/api/v1/me/tip-custody',
  summary: 'The offices for whose recovery one keeps a share, and who asks for it now',
  access: 'signedIn',
  output: z.object({
    shares: z.array(
      z.object({ officeId: z.uuid(), officeName: z.string(), threshold: z.int(), custodians: z.int() }),
    ),
    requests: z.array(
      z.object({
        id: z.uuid(),
        officeId: z.uuid(),
        officeName: z.string(),
        askedBy: z.string(),
        askedAt: z.iso.datetime(),
        reason: z.string(),
        /** To this key the share is sealed anew; compare its words with the asker before. */
        recipient: TipRecipient,
        share: SealedText,
        isAnswered: z.boolean(),
      }),
    ),
  }),
});

export const answerTipRecovery = endpoint({
  method: 'POST',
  path: '/api/v1/me/tip-custody/:id',
  summary: 'Gives one’s share to whoever asks for the recovery of an office’s keys',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ sealed: SealedText }),
  output: 'none',
});
