import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JobContext } from '../../../platform/server/jobs.ts';
import { type ChainHead, headText, parseHead } from '../read-log.rules.ts';
import { readLogHead } from './read-log.service.ts';

const tenMinutes = 600_000;

const fileIn = (filesFolder: string): string => path.join(filesFolder, 'read-log', 'heads');

/** Notes the end of the read log in a file outside of the database, where it has grown; one line each. */
export async function noteReadLogHead(context: JobContext): Promise<void> {
  const head = await context.transact(readLogHead);
  const noted = await readAnchors(context.filesFolder);
  if (head.seq === 0 || head.seq === (noted.at(-1)?.seq ?? 0)) return;
  const file = fileIn(context.filesFolder);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await appendFile(file, `${headText(head)}\n`, { mode: 0o600 });
}

/** The ends that were noted, the oldest first; none where there is no file yet. */
export async function readAnchors(filesFolder: string): Promise<ChainHead[]> {
  const text = await readFile(fileIn(filesFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => parseHead(line) ?? []);
}

/** Notes the end of the read log every ten minutes, and once more when the server stops. */
export function readLogTimer(context: JobContext): () => Promise<void> {
  const note = (): Promise<void> =>
    noteReadLogHead(context).catch((error: unknown) => {
      context.logger.warn(
        { name: (error as Error).name },
        'noting the end of the read log failed; next try in ten minutes',
      );
    });
  let running = note();
  const timer = setInterval(() => {
    running = note();
  }, tenMinutes);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    await note();
  };
}
