import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { isDate } from '../../platform/dates.ts';
import { LocalText } from '../../platform/text.ts';
import { FilingProof, MAX_TIP_BYTES, PowAnswer, ThreadProof } from './tip-filing.contract.ts';
import { Handover, OfficeKey, SealedText, TipHash } from './tip-key.contract.ts';
import { PublicTipOffice } from './tip-office.contract.ts';

const Day = z.string().refine(isDate, 'must be a day YYYY-MM-DD');

/** received: nobody opened it yet; underWork; answered: the last word is the office's; closed; returned: no place for it here. */
export const ThreadState = z
  .enum(['received', 'underWork', 'answered', 'closed', 'returned'])
  .meta({ id: 'TipThreadState' });
export type ThreadState = z.infer<typeof ThreadState>;

export const ThreadMessage = z
  .object({
    id: z.uuid(),
    /** 0 is the report itself. */
    sequence: z.int().min(0),
    sender: z.enum(['reporter', 'office']),
    sentOn: Day,
    /** Bytes of ciphertext. */
    size: z.int(),
    hash: TipHash,
  })
  .meta({ id: 'TipThreadMessage' });
export type ThreadMessage = z.infer<typeof ThreadMessage>;

/** All of it goes by bodies, never by addresses: a proxy logs addresses. */
export const openTipThread = endpoint({
  method: 'POST',
  path: '/api/v1/tips/thread',
  summary: 'The thread of a receipt; a wrong receipt gets notFound, after the same time',
  access: 'public',
  anonymous: true,
  body: ThreadProof,
  output: z.object({
    office: PublicTipOffice,
    /** The keys of the office that has the report now and of those before it, each after the one that vouches for it. */
    keys: z.array(OfficeKey),
    handovers: z.array(Handover),
    state: ThreadState,
    /** What is said to a report that has no place here, in place of an answer; null for every other one. */
    standardAnswer: LocalText.nullable(),
    proof: FilingProof,
    keepsake: SealedText,
    hasContact: z.boolean(),
    messages: z.array(ThreadMessage),
  }),
});

export const fetchTipMessage = endpoint({
  method: 'POST',
  path: '/api/v1/tips/thread/message',
  summary: 'The ciphertext of an office’s message in the thread of a receipt',
  access: 'public',
  anonymous: true,
  body: ThreadProof.extend({ messageId: z.uuid() }),
  output: 'file',
});

/** multipart/form-data like fileTip: `body`, then `file`. */
export const replyInTipThread = endpoint({
  method: 'POST',
  path: '/api/v1/tips/thread/reply',
  summary: 'The reporter writes again: ciphertext for the office that has the report now',
  access: 'public',
  anonymous: true,
  body: ThreadProof.extend({
    officeId: z.uuid(),
    epoch: z.int().min(1),
    /** The number that this message takes in the thread; taken already gives conflict. */
    sequence: z.int().min(1),
    pow: PowAnswer,
  }),
  upload: { maxBytes: MAX_TIP_BYTES },
  output: ThreadMessage,
  status: 201,
});

export const withdrawTipContact = endpoint({
  method: 'POST',
  path: '/api/v1/tips/thread/withdraw-contact',
  summary: 'Deletes the contact data that came with the report',
  access: 'public',
  anonymous: true,
  body: ThreadProof,
  output: 'none',
});
