import { z } from 'zod';
import { LocalText } from '../../platform/text.ts';

/** What can be wrong with one value of an entry. The codes are the same on screens, in imports and in the API. */
export const EntryProblemCode = z.enum([
  'required',
  'invalidDate',
  'inTheFuture',
  'invalidTime',
  'notANumber',
  'outOfRange',
  'unknownArea',
  'unknownChoice',
  'endsBeforeStart',
  'tooLong',
  'notAText',
  'notAnAttachment',
  'notAPoint',
  'unknownField',
  'notShown',
  'bookClosed',
]);
export type EntryProblemCode = z.infer<typeof EntryProblemCode>;

/** One problem: the field's code, what was found (as text), and what would be right. */
export const EntryProblem = z.object({
  field: z.string(),
  code: EntryProblemCode,
  found: z.string(),
  expected: LocalText,
});
export type EntryProblem = z.infer<typeof EntryProblem>;
