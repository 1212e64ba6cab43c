import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';
import { Actor } from './activity.contract.ts';

/** A value as people read it; empty where there was none. */
const ReadText = z.object({ vi: z.string(), en: z.string() });

/** What somebody else did to a record that whoever wrote it should hear of; that it was verified is seen on the record. */
export const EntryNews = z
  .object({
    /** The record and its revision: the same news again has the same id. */
    id: z.string(),
    recordId: z.uuid(),
    form: z.string(),
    formName: LocalText,
    day: z.string(),
    what: z.enum(['edit', 'return', 'void', 'restore', 'undo']),
    at: z.iso.datetime(),
    by: Actor,
    reason: z.string(),
    /** The fields that became other ones, as people read them. */
    changes: z.array(z.object({ field: z.string(), label: LocalText, before: ReadText, after: ReadText })),
  })
  .meta({ id: 'EntryNews' });
export type EntryNews = z.infer<typeof EntryNews>;
