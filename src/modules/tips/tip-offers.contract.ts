import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { MAX_TIP_BYTES } from './tip-filing.contract.ts';
import { Handover, SealedText } from './tip-key.contract.ts';
import { ForwardReason, RefuseReason, SealedNote, TipState } from './tip-words.contract.ts';
import { TipWork } from './tip-work.contract.ts';

const params = z.object({ id: z.uuid() });

export const answerTipOffer = endpoint({
  method: 'POST',
  path: '/api/v1/tips/:id/offer/answer',
  summary: 'Accept or refuse a report that another office offers; the offering office may withdraw',
  access: 'tips.work',
  params,
  body: z.discriminatedUnion('answer', [
    z.strictObject({ answer: z.literal('accept') }),
    z.strictObject({ answer: z.literal('refuse'), reason: RefuseReason, note: SealedNote.optional() }),
    z.strictObject({ answer: z.literal('withdraw') }),
  ]),
  output: z.object({ id: z.uuid(), state: TipState }),
});

/** Another office's sealed copy of one message, made in the browser of a member before the report is offered. */
export const putOfferedCopy = endpoint({
  method: 'PUT',
  path: '/api/v1/tips/:id/offer/copies/:messageId',
  summary: 'Put down a message of a report, sealed anew for the office that it will be offered to',
  access: 'tips.work',
  params: z.object({ id: z.uuid(), messageId: z.uuid() }),
  query: z.object({ officeId: z.uuid(), epoch: z.coerce.number().int().min(1) }),
  upload: { maxBytes: MAX_TIP_BYTES },
  output: z.object({ size: z.int(), hash: z.string() }),
});

export const offerTip = endpoint({
  method: 'POST',
  path: '/api/v1/tips/:id/offer',
  summary:
    'Offer a report to another office, once all its messages are sealed for it; the office accepts or refuses',
  access: 'tips.work',
  params,
  body: z.strictObject({
    reason: ForwardReason,
    /** The offering office vouches for the key of the other one: the reporter's page trusts it by this. */
    handover: Handover,
    /** How to reach the reporter, sealed for the other office; null where there is nothing of the kind. */
    contact: SealedText.nullable(),
    /** Who reported, from the vault, sealed for the other office; null where nobody took it down. */
    reporter: SealedText.nullable(),
    baseVersion: z.int().min(1),
    /** Sealed for the other office. */
    note: SealedNote.optional(),
  }),
  output: TipWork,
});
