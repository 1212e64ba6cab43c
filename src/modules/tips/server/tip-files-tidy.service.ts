import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { dropSealedFiles, sealedFilePath } from './tip-files.service.ts';
import { unknownFiles } from './tip-seals.repo.ts';

const oneDay = 86_400_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/**
 * Removes sealed files that no row names: a connection that broke between the file and its row leaves one behind.
 * Only those that have lain for a day: a younger one may belong to a transaction under way.
 */
export async function tidySealedFiles(context: JobContext, now = Date.now()): Promise<number> {
  const folder = path.dirname(sealedFilePath(context.filesFolder, 'any'));
  if (!existsSync(folder)) return 0;
  // The time of the last change of the entry itself: the date that files show is the same for all.
  const old = readdirSync(folder).filter(
    (name) => uuid.test(name) && now - statSync(path.join(folder, name)).ctimeMs > oneDay,
  );
  const unknown = await context.transact(({ tx }) => unknownFiles(tx, old));
  dropSealedFiles(context.filesFolder, unknown);
  return unknown.length;
}
