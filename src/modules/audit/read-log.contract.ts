import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';

/** One reading: who opened what, when and why. Lines are chained: each holds the hash of the one before. */
export const Reading = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    reader: z.object({ id: z.string(), name: z.string() }),
    /** What was opened, e.g. `tip.report`, `tip.file`, `tip.reporter`. */
    what: z.string(),
    subjectId: z.string(),
    /** What people call it, e.g. the register's number; never a name. */
    label: z.string(),
    area: z.object({ id: z.uuid(), name: z.string() }),
    /** The code of the reason. */
    reason: z.string(),
    /** In the reader's own words, where they were asked for. */
    words: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Reading' });
export type Reading = z.infer<typeof Reading>;

export const listReadings = endpoint({
  method: 'GET',
  path: '/api/v1/readings',
  summary: 'Who opened what and why, the latest first, in the caller’s areas',
  access: 'readings.read',
  query: z.object({
    subjectId: z.string().max(100).optional(),
    reader: z.uuid().optional(),
    /** What was opened, or a group of it: `tip`. */
    what: z.string().max(60).optional(),
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Reading), next: z.int().nullable() }).meta({ id: 'ReadingList' }),
});

export const checkReadings = endpoint({
  method: 'GET',
  path: '/api/v1/readings/check',
  summary: 'Whether every line of the read log is there, unchanged and in its place',
  access: 'readings.read',
  output: z
    .object({
      ok: z.boolean(),
      lines: z.int(),
      /** To be written down and compared another day: the number and hash of the last line. */
      head: z.string(),
      /** What is wrong, by the number of the line. */
      faults: z.array(
        z.object({
          seq: z.int(),
          fault: z.enum(['missing', 'changed', 'misplaced', 'headForged', 'headMissing', 'rolledBack']),
        }),
      ),
    })
    .meta({ id: 'ReadLogCheck' }),
});
