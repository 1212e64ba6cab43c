import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { SealedOfficeKey, SealedText, TipRecipient, TipSignature } from './tip-key.contract.ts';

const idParam = z.object({ id: z.uuid() });
const requestParam = z.object({ id: z.uuid(), requestId: z.uuid() });

/** A recovery key: its secret divided into shares, any `threshold` of which give it back; it opens `wraps`. */
export const RecoverySetup = z
  .strictObject({
    id: z.uuid(),
    recipient: TipRecipient,
    threshold: z.int().min(2).max(20),
    shares: z
      .array(z.strictObject({ custodianId: z.uuid(), sealed: SealedText }))
      .min(2)
      .max(20),
    /** Every key of the office, sealed to the recovery key. */
    wraps: z.array(SealedOfficeKey).min(1).max(500),
  })
  .meta({ id: 'TipRecoverySetup' });
export type RecoverySetup = z.infer<typeof RecoverySetup>;

export const setTipRecovery = endpoint({
  method: 'PUT',
  path: '/api/v1/tip-offices/:id/recovery',
  summary: 'Chooses custodians: a new recovery key takes the place of the one before',
  access: 'tips.work',
  params: idParam,
  body: RecoverySetup,
  output: 'none',
});

export const askTipRecovery = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/recovery-requests',
  summary: 'Asks the custodians for their shares, sealed to one’s own key',
  access: 'tips.work',
  params: idParam,
  body: z.strictObject({
    id: z.uuid(),
    recipient: TipRecipient,
    reason: z.string().trim().min(5).max(300),
  }),
  output: 'none',
});

export const getTipRecovery = endpoint({
  method: 'GET',
  path: '/api/v1/tip-offices/:id/recovery-requests/:requestId',
  summary: 'What the custodians have answered; only for whoever asked',
  access: 'tips.work',
  params: requestParam,
  output: z.object({
    id: z.uuid(),
    threshold: z.int(),
    custodians: z.int(),
    /** The recovery key that the shares must give. */
    recovery: z.object({ id: z.uuid(), recipient: TipRecipient }),
    answers: z.array(SealedText),
    wraps: z.array(SealedOfficeKey),
  }),
});

export const finishTipRecovery = endpoint({
  method: 'POST',
  path: '/api/v1/tip-offices/:id/recovery-requests/:requestId/finish',
  summary: 'Ends a recovery: every key of the office, sealed to the asker’s own key; a new key becomes due',
  access: 'tips.work',
  params: requestParam,
  body: z.strictObject({
    wraps: z.array(SealedOfficeKey).min(1).max(500),
    /** Made with the recovered newest key over the request's id (crypto/recovery.ts: proveRecovery). */
    proof: TipSignature,
  }),
  output: 'none',
});

export const withdrawTipRecovery = endpoint({
  method: 'DELETE',
  path: '/api/v1/tip-offices/:id/recovery-requests/:requestId',
  summary: 'Withdraws a request for recovery; answers so far are of no more use',
  access: 'tips.work',
  params: requestParam,
  output: 'none',
});
