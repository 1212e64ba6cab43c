import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import type { LocalText } from '../../platform/text.ts';
import { Day } from '../areas/day.contract.ts';
import { MAX_TIP_BYTES } from './tip-filing.contract.ts';
import { SealedText } from './tip-key.contract.ts';
import { IntakeChannel, TipHarm, TipState } from './tip-words.contract.ts';

/**
 * A report that somebody came with, rang or wrote. The words are sealed in the browser of whoever takes them down.
 * Who the reporter is goes into the vault alone: sealed for the office, and once more with a key of its own.
 */
export const NewIntake = z
  .strictObject({
    officeId: z.uuid(),
    /** The office's key that all was sealed to. */
    epoch: z.int().min(1),
    harm: TipHarm,
    channel: IntakeChannel,
    /** When it was received: the day in Vietnam and the full hour. */
    day: Day,
    hour: z.int().min(0).max(23),
    /** Name, address, telephone of the reporter, sealed apart; left out where he stays unknown. */
    reporter: SealedText.optional(),
  })
  .meta({ id: 'NewIntake' });
export type NewIntake = z.infer<typeof NewIntake>;

/** What somebody sees of the reports that he took down: that they are there and how far they are. */
export const IntakeLine = z
  .object({
    id: z.uuid(),
    office: z.object({ id: z.uuid(), name: z.string() }),
    harm: TipHarm,
    channel: IntakeChannel,
    day: Day,
    state: TipState,
    number: z.string().nullable(),
  })
  .meta({ id: 'IntakeLine' });
export type IntakeLine = z.infer<typeof IntakeLine>;

/** multipart/form-data: first the field `body`, then `file` (the sealed parcel, made as the public page makes it). */
export const takeDownTip = endpoint({
  method: 'PUT',
  path: '/api/v1/tips/intake/:id',
  summary: 'Take down a report made in person, by telephone, letter or otherwise; the same one twice is one',
  access: 'tips.intake',
  /** Version 4: version 7 would carry the millisecond. */
  params: z.object({ id: z.uuidv4() }),
  body: NewIntake,
  upload: { maxBytes: MAX_TIP_BYTES },
  output: IntakeLine,
});

export const listIntake = endpoint({
  method: 'GET',
  path: '/api/v1/tips/intake',
  summary: 'The reports that the caller took down himself, and no others',
  access: 'tips.intake',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(IntakeLine) }),
});

/** Who reported: for the one assigned, or with tips.lead; each time with a reason, in the read log. */
export const openReporter = endpoint({
  method: 'POST',
  path: '/api/v1/tips/:id/reporter/openings',
  summary: 'Open who reported: needs a reason of one’s own words, and leaves a line that superiors see',
  access: 'tips.work',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    reason: z.enum(['contact', 'protection', 'statement', 'correction']),
    /** Why, without names: superiors read it. */
    words: z.string().trim().min(10).max(300),
  }),
  output: z.object({
    /** Still sealed for the office: only a member's key opens it. */
    sealed: z.string(),
    officeId: z.uuid(),
    epoch: z.int(),
    line: z.int(),
  }),
});

/** The person's own right: data about him are corrected or taken out. */
export const replaceReporter = endpoint({
  method: 'PUT',
  path: '/api/v1/tips/:id/reporter',
  summary: 'Correct who reported, or take it out of the vault at his wish',
  access: 'tips.work',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    epoch: z.int().min(1),
    /** null takes it out for good. */
    reporter: SealedText.nullable(),
  }),
  output: 'none',
});

/** Words for the reasons of an opening. */
export const openingReasons: Readonly<Record<string, LocalText>> = {
  contact: { vi: 'Liên hệ để hỏi thêm hoặc báo kết quả', en: 'To ask or to tell the result' },
  protection: { vi: 'Bảo vệ người báo tin', en: 'To protect the reporter' },
  statement: { vi: 'Lấy lời khai theo tố tụng', en: 'To take a statement in the procedure' },
  correction: { vi: 'Người báo tin yêu cầu sửa', en: 'The reporter asks for a correction' },
};
