import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { Day } from '../areas/day.contract.ts';
import { MAX_TIP_BYTES } from './tip-filing.contract.ts';
import { SealedText, TipHash } from './tip-key.contract.ts';
import { ReadReason } from './tip-words.contract.ts';

const params = z.object({ id: z.uuid() });
const Person = z.object({ id: z.string(), name: z.string() });

/** A message of the thread as the office sees it; 0 is the report itself. */
export const OfficeMessage = z
  .object({
    id: z.uuid(),
    sequence: z.int().min(0),
    sender: z.enum(['reporter', 'office']),
    sentOn: Day,
    /** Who of the office wrote it. */
    by: Person.nullable(),
    /** The sealed copies that are there for the office that has the report (and for the one it is offered to). */
    copies: z.array(z.object({ officeId: z.uuid(), epoch: z.int(), size: z.int(), hash: TipHash })),
  })
  .meta({ id: 'TipOfficeMessage' });
export type OfficeMessage = z.infer<typeof OfficeMessage>;

export const listTipMessages = endpoint({
  method: 'GET',
  path: '/api/v1/tips/:id/messages',
  summary: 'The messages of a report: when, from whom, how large; not their words',
  access: 'tips.work',
  params,
  output: z.object({
    messages: z.array(OfficeMessage),
    /** How to reach the reporter is there, sealed; reading it is `fetchTipContact`. */
    hasContact: z.boolean(),
  }),
});

/** Leaves a line in the read log, each time. */
export const fetchTipCopy = endpoint({
  method: 'GET',
  path: '/api/v1/tips/:id/messages/:messageId/copy',
  summary: 'The ciphertext of a message, sealed for an office of the caller; leaves a line in the read log',
  access: 'tips.work',
  params: z.object({ id: z.uuid(), messageId: z.uuid() }),
  query: z.object({ officeId: z.uuid(), epoch: z.coerce.number().int().min(1), reason: ReadReason }),
  output: 'file',
});

/** Leaves a line in the read log, each time. */
export const fetchTipContact = endpoint({
  method: 'GET',
  path: '/api/v1/tips/:id/contact',
  summary: 'How to reach the reporter, sealed for the office; leaves a line in the read log',
  access: 'tips.work',
  params,
  query: z.object({ reason: ReadReason }),
  output: z.object({ sealed: SealedText, officeId: z.uuid(), epoch: z.int() }),
});

/** multipart/form-data: first the field `body`, then `file`. Sealed for the reporter and for the office's own key. */
export const writeToReporter = endpoint({
  method: 'POST',
  path: '/api/v1/tips/:id/messages',
  summary: 'A question or an answer of the office to the reporter, sealed for both',
  access: 'tips.work',
  params,
  body: z.strictObject({
    id: z.uuid(),
    epoch: z.int().min(1),
    /** The number that this message takes in the thread; taken already gives conflict. */
    sequence: z.int().min(1),
  }),
  upload: { maxBytes: MAX_TIP_BYTES },
  output: OfficeMessage,
  status: 201,
});
