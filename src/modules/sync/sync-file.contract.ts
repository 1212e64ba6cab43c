import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { UploadMetadata } from '../documents/attachment.contract.ts';
import { BATCH_LIMIT, type CommandKind, SyncAnswer } from './sync.contract.ts';

/**
 * What is taken from a file. A file proves nothing of who wrote it, so whoever brings it does what is in it; nobody sounds
 * a gong, answers or sets out in another's name.
 */
export const fileKinds: ReadonlySet<CommandKind> = new Set([
  'activity.save',
  'household.add',
  'pledge.sign',
  'pledge.withdraw',
  'task.answer',
]);

/** What a phone writes to a file when it can't connect at all. */
export const SyncFile = z
  .object({
    format: z.literal('tiengmo-phone'),
    version: z.literal(1),
    phoneId: z.uuid(),
    commands: z.array(z.looseObject({ id: z.string().max(64) })).max(5000),
    /** Pictures and recordings that had not arrived: what an upload announces, and the bytes in base64. */
    attachments: z
      .array(UploadMetadata.extend({ content: z.base64() }))
      .max(2000)
      .default([]),
  })
  .meta({ id: 'SyncFile' });
export type SyncFile = z.infer<typeof SyncFile>;

export const takeSyncFile = endpoint({
  method: 'POST',
  path: '/api/v1/sync/files',
  summary:
    'Takes in a part of the entries that a phone of the caller’s areas wrote to a file, as what the caller brings; again does no harm',
  access: 'activities.write',
  body: z.object({
    phoneId: z.uuid(),
    commands: z.array(z.looseObject({ id: z.string().max(64) })).max(BATCH_LIMIT),
  }),
  output: z.object({ answers: z.array(SyncAnswer) }),
});
